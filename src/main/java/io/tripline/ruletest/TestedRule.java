package io.tripline.ruletest;

import io.tripline.problem.SourceText;
import io.tripline.yaml.YamlNode;
import java.nio.file.Path;

/**
 * The rule whose tests are wanted.
 *
 * @param file the DRL file, relative to the rules folder, with slashes; its source has the same name but for the ending
 */
public record TestedRule(String id, String title, String file) {

    /** Whether the test file stands beside the rule, by its name. */
    boolean isOwn(String test) {
        return test.equals(stem(file) + ".test.yml") || test.equals(stem(file) + ".test.yaml");
    }

    /** Whether a test file loads the rule's file by its name, or expects an alert of the rule. */
    boolean isNamedIn(String text, String test, Path folder, TestBounds bounds) {
        Path stem = Path.of(stem(file));
        boolean mayBe = text.contains(String.valueOf(stem.getFileName())) || text.contains(id) || text.contains(title);
        if (!mayBe) {
            return false;
        }
        RuleTestFile tests;
        try {
            tests = RuleTestReader.read(new SourceText(test, text), folder.resolve(test), bounds);
        } catch (YamlNode.Malformed malformed) {
            return false;
        }
        Path root = folder.toAbsolutePath().normalize();
        return tests.rules().stream().filter(rule -> rule.startsWith(root)).anyMatch(rule -> Path.of(
                                stem(root.relativize(rule).toString()))
                        .equals(stem))
                || tests.tests().stream()
                        .flatMap(one -> one.expect().stream())
                        .anyMatch(expected -> id.equals(expected.rule()) || title.equals(expected.rule()));
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot <= file.lastIndexOf('/') ? file : file.substring(0, dot);
    }
}

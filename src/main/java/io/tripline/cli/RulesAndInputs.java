package io.tripline.cli;

import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells rules from what they are run over, in {@code --rules PATH… EVENTS…}: everything after {@code --rules} that is a folder
 * or named like a rule is one, and so is always the first.
 */
record RulesAndInputs(List<String> rules, List<String> inputs) {

    RulesAndInputs {
        rules = List.copyOf(rules);
        inputs = List.copyOf(inputs);
    }

    /**
     * @param afterRules values that the option took
     * @param others positional arguments
     */
    static RulesAndInputs of(Console console, List<String> afterRules, List<String> others) {
        List<String> rules = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        for (String given : afterRules) {
            boolean rule = rules.isEmpty()
                    || FoundRules.isSource(given) && (!FoundRules.isExport(given) || holdsRules(console, given))
                    || FoundRules.isDrl(given)
                    || isFolder(console, given);
            (rule ? rules : inputs).add(given);
        }
        inputs.addAll(others);
        return new RulesAndInputs(rules, inputs);
    }

    /** Events come in files of the same ending. */
    private static boolean holdsRules(Console console, String given) {
        try {
            return FoundRules.find(List.of(console.path(given)), null).sources().stream()
                    .anyMatch(RuleSource::part);
        } catch (IOException | InvalidPathException notThere) {
            return false;
        }
    }

    private static boolean isFolder(Console console, String given) {
        try {
            return Files.isDirectory(console.path(given));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }
}

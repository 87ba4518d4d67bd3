package io.tripline.cli;

import io.tripline.translate.FoundRules;
import java.nio.file.Files;
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
                    || FoundRules.isSource(given)
                    || FoundRules.isDrl(given)
                    || isFolder(console, given);
            (rule ? rules : inputs).add(given);
        }
        inputs.addAll(others);
        return new RulesAndInputs(rules, inputs);
    }

    private static boolean isFolder(Console console, String given) {
        try {
            return Files.isDirectory(console.path(given));
        } catch (java.nio.file.InvalidPathException notAPath) {
            return false;
        }
    }
}

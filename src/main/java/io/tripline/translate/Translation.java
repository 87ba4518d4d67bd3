package io.tripline.translate;

import io.tripline.problem.Problem;
import io.tripline.rule.Parameter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source file.
 *
 * @param dialect empty where no dialect reads it
 * @param type what the source calls the kind of rule; empty if unknown
 * @param rules in the order of the file; empty for a file that only serves others, such as a filter
 * @param drl the text of the whole DRL file; null where there is none
 * @param problems all of the file's, warnings included
 */
public record Translation(
        RuleSource source,
        String dialect,
        String type,
        List<TranslatedRule> rules,
        @Nullable String drl,
        List<Problem> problems) {

    private static final String SKIPPED = "skipped: no rule in this file";

    /** How faithful it is. */
    public enum Status {
        EXACT,
        APPROXIMATED,
        REFUSED;

        /** As users read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule of the file.
     *
     * @param id and title as far as they could be read
     * @param reasons why it is approximated or refused; empty where it is exact
     * @param parameters values that were put in for placeholders; of a refused rule none
     */
    public record TranslatedRule(
            String id, String title, Status status, List<String> reasons, List<Parameter> parameters) {
        public TranslatedRule {
            reasons = List.copyOf(reasons);
            parameters = List.copyOf(parameters);
        }

        public static TranslatedRule refused(String id, String title, List<String> reasons) {
            return new TranslatedRule(id, title, Status.REFUSED, reasons, List.of());
        }
    }

    public Translation {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /** A file that is no rule in any dialect, and does not look as if it were to be one. */
    static Translation skipped(RuleSource source) {
        Problem problem = Problem.ofFile(Problem.Severity.NOTE, source.text().file(), SKIPPED, null);
        return new Translation(source, "", "", List.of(), null, List.of(problem));
    }

    public boolean isSkipped() {
        return dialect.isEmpty() && rules.isEmpty();
    }

    public boolean isRefused() {
        return rules.stream().anyMatch(rule -> rule.status() == Status.REFUSED);
    }
}

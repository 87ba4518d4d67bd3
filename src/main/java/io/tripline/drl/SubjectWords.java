package io.tripline.drl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Subject;
import io.tripline.rule.Subject.Function;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What a test is about, in words: {@code the length of process.command_line}. */
final class SubjectWords {

    /** Deeper in it is only told of which fields something is made. */
    private static final int DEEPEST = 4;

    private static final int MOST_PARTS = 6;

    private SubjectWords() {}

    static String of(Subject subject) {
        return of(subject, 0);
    }

    private static String of(Subject subject, int depth) {
        return switch (subject) {
            case Subject.Field(FieldPath path) -> path.text();
            case Subject.Text(String value) -> ConditionWords.quoted(value);
            case Subject.Number(BigDecimal value) -> DrlLiteral.plain(value);
            case Subject.Derived derived when depth >= DEEPEST -> "what is worked out of others";
            case Subject.Derived(Function function, boolean cased, List<Subject> inputs) ->
                derived(
                        function,
                        inputs.stream()
                                .limit(MOST_PARTS)
                                .map(input -> of(input, depth + 1))
                                .toList(),
                        inputs.size());
        };
    }

    private static String derived(Function function, List<String> inputs, int count) {
        String of = inputs.getFirst();
        return switch (function) {
            case LENGTH -> "the length of " + of;
            case SUBSTRING ->
                inputs.size() == 2
                        ? "the part of " + of + " from " + inputs.get(1)
                        : "the part of " + of + " from " + inputs.get(1) + " up to " + inputs.get(2);
            case BETWEEN -> "the part of " + of + " between " + inputs.get(1) + " and " + inputs.get(2);
            case BETWEEN_GREEDY -> "the part of " + of + " between " + inputs.get(1) + " and the last " + inputs.get(2);
            case INDEX_OF ->
                "the place of " + inputs.get(1) + " in " + of
                        + (inputs.size() == 3 ? " from " + inputs.get(2) + " on" : "");
            case CONCAT ->
                inputs.stream().collect(Collectors.joining(" and ", "", count > MOST_PARTS ? " and more" : ""))
                        + " put together";
            case STRING -> "the text of " + of;
            case NUMBER -> "the number in " + of + (inputs.size() == 2 ? " to the base " + inputs.get(1) : "");
            case PLUS -> reckoned(inputs, "+");
            case MINUS -> reckoned(inputs, "-");
            case TIMES -> reckoned(inputs, "*");
            case DIVIDED_BY -> reckoned(inputs, "/");
            case MODULO -> reckoned(inputs, "%");
        };
    }

    private static String reckoned(List<String> inputs, String sign) {
        return "(" + inputs.getFirst() + " " + sign + " " + inputs.get(1) + ")";
    }
}

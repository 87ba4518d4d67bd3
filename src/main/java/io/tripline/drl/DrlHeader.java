package io.tripline.drl;

import io.tripline.rule.Detection;
import io.tripline.rule.Parameter;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file says of itself in words, in at most nine comment lines; those that say why it is an approximation are as many as it
 * takes, and the checksum line is the last.
 */
final class DrlHeader {

    /** Where there are more, they stand without blank ones between them. */
    private static final int MOST_LINES = 9;

    private static final int MOST_TITLES = 4;
    private static final int MOST_ANSWER_LINES = 3;

    private DrlHeader() {}

    /** @param lists files of the lists that they ask */
    static List<String> of(List<Rule> rules, String sourceFile, Collection<String> lists) {
        List<String> lines = new ArrayList<>();
        if (rules.size() == 1) {
            lines.add(DrlName.comment(rules.getFirst().title()));
            lines.add("");
            lines.addAll(summary(rules.getFirst().pattern()));
        } else {
            lines.add(rules.size() + " rules");
            lines.add("");
            int shown = rules.size() > MOST_TITLES ? MOST_TITLES - 1 : rules.size();
            rules.subList(0, shown).forEach(rule -> lines.add("  " + DrlName.comment(rule.title())));
            if (shown < rules.size()) {
                lines.add("  and " + (rules.size() - shown) + " more");
            }
        }
        lines.add("");
        String file = sourceFile.substring(sourceFile.replace('\\', '/').lastIndexOf('/') + 1);
        lines.add("Generated from " + DrlName.comment(file) + ". Edit freely: an edited file is never overwritten.");
        if (!lists.isEmpty()) {
            lines.add(lists.stream()
                    .map(DrlName::comment)
                    .collect(Collectors.joining(", ", "Looks into ", ", which you put beside the rules.")));
        }
        addParameters(lines, rules);
        while (lines.size() > MOST_LINES) {
            lines.remove(lines.lastIndexOf(""));
        }
        addRestrictions(lines, rules);
        return lines;
    }

    private static void addParameters(List<String> lines, List<Rule> rules) {
        String parameters = rules.stream()
                .flatMap(rule -> rule.parameters().stream())
                .distinct()
                .map(DrlHeader::parameter)
                .collect(Collectors.joining("; "));
        if (!parameters.isEmpty()) {
            lines.add("Parameters: " + DrlName.comment(parameters) + ".");
        }
    }

    private static String parameter(Parameter parameter) {
        String origin =
                switch (parameter.origin()) {
                    case RULE -> "of the rule";
                    case SHIPPED_DEFAULT -> "default";
                    case CONFIGURATION -> "configured";
                };
        return parameter.name() + " = " + String.join(", ", parameter.values()) + " (" + origin + ")";
    }

    private static void addRestrictions(List<String> lines, List<Rule> rules) {
        String restrictions = rules.stream()
                .flatMap(rule -> rule.restrictions().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!restrictions.isEmpty()) {
            lines.addAll(DrlName.lines("An approximation: " + restrictions + ".", Integer.MAX_VALUE));
        }
    }

    /** When it alerts, one line for each question. */
    static List<String> summary(Pattern pattern) {
        return switch (pattern) {
            case Pattern.EachMatch eachMatch ->
                lines("Alerts when", ConditionWords.of(eachMatch.detection()), line("at most", "one alert per event"));
            case Pattern.Suppressed suppressed -> suppressed(suppressed);
            case Pattern.Aggregation aggregation -> aggregation(aggregation);
            case Pattern.Temporal temporal -> {
                String span = DrlDuration.of(temporal.timespan());
                String groups = Wording.groups(temporal.groupBy());
                yield List.of(
                        line(
                                "Alerts when",
                                temporal.condition() == null
                                        ? "all of " + Wording.inputs(temporal.inputs(), ", ") + ", in any order"
                                        : Wording.topCondition(temporal.condition())),
                        line("per", groups),
                        line("within", span + ", sliding"),
                        line("at most", perGroup(temporal.groupBy().isEmpty(), groups) + " per " + span));
            }
            case Pattern.TemporalOrdered ordered -> {
                String span = DrlDuration.of(ordered.timespan());
                String groups = Wording.groups(ordered.groupBy());
                yield List.of(
                        line("Alerts when", Wording.inputs(ordered.inputs(), ", then ")),
                        line("per", groups),
                        line("within", span + ", sliding"),
                        line("at most", perGroup(ordered.groupBy().isEmpty(), groups) + " per " + span));
            }
            case Pattern.Sequence sequence -> sequence(sequence);
            case Pattern.NewTerms newTerms -> {
                String terms = Wording.paths(newTerms.fields());
                String history = DrlDuration.of(newTerms.historyWindow());
                yield lines(
                        "Alerts when",
                        newTerms(newTerms),
                        line("per", terms),
                        line("within", history + ": new means not seen in them"),
                        line("at most", "one alert per " + terms + ", until it was not seen for " + history));
            }
        };
    }

    private static List<String> sequence(Pattern.Sequence sequence) {
        String span = DrlDuration.of(sequence.maxSpan());
        return List.of(
                line("Alerts when", SequenceRules.words(sequence)),
                line("per", Wording.groups(sequence.groupBy())),
                line("within", span + ", from the first to the last"),
                line("at most", "one alert per sequence; an event is used once"));
    }

    private static String newTerms(Pattern.NewTerms newTerms) {
        return Wording.paths(newTerms.fields())
                + (newTerms.fields().size() == 1 ? " is new, where " : " are new, where ")
                + ConditionWords.of(newTerms.detection());
    }

    private static List<String> suppressed(Pattern.Suppressed suppressed) {
        String groups = Wording.groups(SuppressedRules.groups(suppressed));
        String always = SuppressedRules.alwaysFinds(suppressed)
                ? "; one per event without " + Wording.anyOf(suppressed.groupBy())
                : "";
        String when =
                switch (suppressed.input()) {
                    case Pattern.Input.Events(Detection detection) -> ConditionWords.of(detection);
                    case Pattern.Input.Correlated(String name, Pattern.Sequence sequence) ->
                        SequenceRules.words(sequence) + ", within " + DrlDuration.of(sequence.maxSpan());
                    case Pattern.Input.Correlated(String name, Pattern.NewTerms newTerms) ->
                        newTerms(newTerms) + "; new means not seen for " + DrlDuration.of(newTerms.historyWindow());
                    case Pattern.Input.Correlated(String name, Pattern pattern) -> "'" + name + "' is found";
                };
        return lines(
                "Alerts when",
                when,
                line("per", groups),
                line(
                        "at most",
                        perGroup(suppressed.groupBy().isEmpty(), groups) + " per " + DrlDuration.of(suppressed.span())
                                + always));
    }

    private static List<String> aggregation(Pattern.Aggregation aggregation) {
        String span = DrlDuration.of(aggregation.timespan());
        String groups = Wording.groups(aggregation.groupBy());
        String perGroup = perGroup(aggregation.groupBy().isEmpty(), groups);
        String decides = Wording.bounds(aggregation.having(), aggregation.over());
        if (AggregationRules.isSliding(aggregation)) {
            return List.of(
                    line("Alerts when", decides),
                    line("per", groups),
                    line("within", span + ", sliding"),
                    line("at most", perGroup + " per " + DrlDuration.of(aggregation.silence())));
        }
        if (AggregationRules.isSilence(aggregation)) {
            return List.of(
                    line("Alerts when", "no " + Wording.inputs(aggregation.over(), " or ") + " after the last"),
                    line("per", groups),
                    line("within", span),
                    line("at most", perGroup + " per " + span));
        }
        return List.of(
                line("Alerts when", decides),
                line("per", groups),
                line("within", span + ", from the first, judged at the end"),
                line("at most", perGroup + " per window"));
    }

    private static String perGroup(boolean ungrouped, String groups) {
        return ungrouped ? "one alert" : "one alert per " + groups;
    }

    /** A long answer, then others. */
    private static List<String> lines(String question, String answer, String... others) {
        List<String> lines = new ArrayList<>();
        for (String part : DrlName.lines(answer, MOST_ANSWER_LINES)) {
            lines.add(line(lines.isEmpty() ? question : "", part));
        }
        lines.addAll(List.of(others));
        return lines;
    }

    private static String line(String question, String answer) {
        return "  " + question + " ".repeat(14 - question.length()) + DrlName.comment(answer);
    }
}

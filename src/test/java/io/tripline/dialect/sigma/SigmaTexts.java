package io.tripline.dialect.sigma;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sigma texts as short as a test wants them. */
final class SigmaTexts {

    private SigmaTexts() {}

    /** A rule of one search, whose lines are given without indentation. */
    static String rule(String... lines) {
        return """
                title: Example
                logsource:
                    product: test
                detection:
                    selection:
                %s
                    condition: selection
                """.formatted(
                        List.of(lines).stream().map(line -> "        " + line).collect(Collectors.joining("\n")));
    }

    static Parsed parse(String text) {
        return parse(text, ParameterValues.NONE);
    }

    static Parsed parse(String text, ParameterValues values) {
        return new SigmaParser().parse(new SourceText("rules/example.yml", text), values, OtherSources.EMPTY);
    }

    static List<Rule> rules(String text) {
        return rules(text, ParameterValues.NONE);
    }

    static List<Rule> rules(String text, ParameterValues values) {
        Parsed parsed = parse(text, values);
        if (parsed instanceof Parsed.Accepted accepted) {
            return accepted.rules();
        }
        throw new AssertionError(problems(parsed));
    }

    static Rule rule(String text, ParameterValues values) {
        List<Rule> rules = rules(text, values);
        if (rules.size() != 1) {
            throw new AssertionError("one rule was expected, not " + rules);
        }
        return rules.getFirst();
    }

    static Pattern pattern(String text) {
        return rule(text, ParameterValues.NONE).pattern();
    }

    /** The condition of a rule on single events. */
    static Condition condition(String text) {
        return condition(text, ParameterValues.NONE);
    }

    static Condition condition(String text, ParameterValues values) {
        if (rule(text, values).pattern() instanceof Pattern.EachMatch each) {
            return each.detection().condition();
        }
        throw new AssertionError("not a rule on single events: " + text);
    }

    /** The messages of all problems. */
    static List<String> messages(String text) {
        return parse(text).problems().stream().map(Problem::message).toList();
    }

    static String problems(Parsed parsed) {
        return parsed.problems().stream().map(ProblemPrinter::print).collect(Collectors.joining("\n"));
    }

    static ParameterValues configured(Map<String, List<String>> values) {
        return new ParameterValues(Map.of(), values, Map.of());
    }
}

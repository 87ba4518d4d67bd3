package io.tripline.dialect.sigma;

import io.tripline.dialect.sigma.RuleLowering.LoweredRule;
import io.tripline.dialect.sigma.Yaml.Scalar;
import io.tripline.dialect.sigma.spl.SplFilter;
import io.tripline.dialect.sigma.spl.SplReading;
import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Rule;
import io.tripline.rule.Test;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose aggregation stands only in its {@code splunk} text, as Auth0's do: the detection says which events count,
 * the Splunk text how many of them, for whom and within which time.
 */
final class SplunkLowering {

    /** The number from which on a search alerts, where it leaves the number to its user. */
    static final String DEFAULT_THRESHOLD = "default_threshold";

    private final SigmaRule rule;
    private final Scalar splunk;
    private final Parameters parameters;
    private final Findings findings;
    private final Set<String> assumptions = new LinkedHashSet<>();

    SplunkLowering(SigmaRule rule, Scalar splunk, Parameters parameters, Findings findings) {
        this.rule = rule;
        this.splunk = splunk;
        this.parameters = parameters;
        this.findings = findings;
    }

    Rule lower(LoweredRule lowered) {
        return switch (SplReading.of(splunk.text(), new FromParameters())) {
            case SplReading.Plain plain -> rule(new Pattern.EachMatch(lowered.detection()), lowered.restrictions());
            case SplReading.Outside outside -> {
                findings.warning(
                        splunk.at(outside.offset(), outside.command().length()),
                        "the aggregation of the Splunk text is not read: '" + outside.command() + "': " + outside.why(),
                        "each event of the detection alerts; write a correlation");
                yield rule(new Pattern.EachMatch(lowered.detection()), lowered.restrictions());
            }
            case SplReading.Aggregation aggregation -> aggregated(lowered, aggregation);
        };
    }

    private Rule aggregated(LoweredRule lowered, SplReading.Aggregation aggregation) {
        List<String> restrictions = new ArrayList<>(lowered.restrictions());
        restrictions.addAll(aggregation.restrictions());
        restrictions.addAll(assumptions);
        findings.warning(
                splunk.place(),
                "the aggregation is read from the Splunk text: " + String.join("; ", restrictions),
                "write a correlation to have it exact");
        List<FieldPath> collect = aggregation.collect().isEmpty()
                ? Paths.of(rule.header().metadata().fields())
                : aggregation.collect();
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(filtered(lowered.detection(), aggregation.filters()))),
                groups(aggregation),
                aggregation.window(),
                aggregation.having(),
                collect);
        return rule(pattern, restrictions);
    }

    private Rule rule(Pattern pattern, List<String> restrictions) {
        return new Rule(
                rule.header().id(),
                rule.header().title(),
                rule.header().metadata(),
                pattern,
                parameters.used(),
                restrictions);
    }

    private static List<GroupBy> groups(SplReading.Aggregation aggregation) {
        Set<FieldPath> grouped = new LinkedHashSet<>();
        List<GroupBy> groups = new ArrayList<>();
        for (FieldPath field : aggregation.perPlaceholder()) {
            if (grouped.add(field)) {
                groups.add(new GroupBy(field.text(), List.of(field), false));
            }
        }
        for (FieldPath field : aggregation.groupBy()) {
            if (grouped.add(field)) {
                groups.add(new GroupBy(field.text(), List.of(field), true));
            }
        }
        return groups;
    }

    /** The detection, and what the search asks for besides. */
    private static Detection filtered(Detection detection, List<SplFilter> filters) {
        List<Condition> parts = new ArrayList<>(List.of(detection.condition()));
        Set<Condition> known =
                new LinkedHashSet<>(detection.condition() instanceof Condition.And(List<Condition> all) ? all : parts);
        for (SplFilter filter : filters) {
            Condition condition = condition(filter);
            boolean said = filter instanceof SplFilter.Present(String field)
                    ? known.stream().anyMatch(test -> needs(test, field))
                    : !known.add(condition);
            if (!said) {
                parts.add(condition);
            }
        }
        return new Detection(detection.name(), detection.clause(), detection.logSource(), Conditions.all(parts));
    }

    private static boolean needs(Condition condition, String field) {
        return condition instanceof Condition.FieldTest(FieldPath path, Test test)
                && path.equals(new FieldPath(field))
                && !(test instanceof Test.IsNull);
    }

    private static Condition condition(SplFilter filter) {
        return switch (filter) {
            case SplFilter.All all ->
                Conditions.all(
                        all.parts().stream().map(SplunkLowering::condition).toList());
            case SplFilter.Any any ->
                Conditions.any(
                        any.parts().stream().map(SplunkLowering::condition).toList());
            case SplFilter.Not not -> new Condition.Not(condition(not.part()));
            case SplFilter.OneOf(String field, List<String> texts) -> {
                FieldPath path = new FieldPath(field);
                List<Test> tests = texts.stream()
                        .map(text -> Tests.of(SigmaString.starsOnly(text), false))
                        .toList();
                yield Conditions.any(Tests.merge(tests).stream()
                        .<Condition>map(test -> new Condition.FieldTest(path, test))
                        .toList());
            }
            case SplFilter.Placeholder unset -> new Condition.And(List.of());
            case SplFilter.Present(String field) -> new Condition.FieldTest(new FieldPath(field), new Test.Exists());
            case SplFilter.Anywhere(String text) ->
                new Condition.AnyFieldTest(
                        Tests.of(SigmaString.starsOnly(text).anythingBefore().anythingAfter(), false));
        };
    }

    private final class FromParameters implements SplReading.Placeholders {

        @Override
        public List<String> values(String name, int offset) {
            return orNone(parameters.values(name, place(name, offset)));
        }

        @Override
        public List<String> valuesOr(String name, String implied, int offset) {
            return orNone(parameters.valuesOr(name, implied, place(name, offset)));
        }

        @Override
        public List<String> threshold(String name, int offset) {
            List<String> own = values(name, offset);
            if (!own.isEmpty()) {
                return own;
            }
            List<String> assumed = values(DEFAULT_THRESHOLD, offset);
            if (!assumed.isEmpty()) {
                assumptions.add("nobody set {" + name + "}: " + assumed.getFirst() + " is assumed");
            }
            return assumed;
        }

        @Override
        public Duration defaultWindow(int offset) {
            return new Figures(parameters, findings).defaultWindow(splunk.at(offset, "stats".length()));
        }

        private Place place(String name, int offset) {
            return splunk.at(offset, name.length() + 2);
        }

        private static List<String> orNone(@Nullable List<String> values) {
            return values == null ? List.of() : values;
        }
    }
}

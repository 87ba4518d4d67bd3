package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.sigma.lower.RuleLowering.LoweredRule;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.spl.SplFilter;
import io.tripline.dialect.sigma.spl.SplReading;
import io.tripline.dialect.sigma.value.Figures;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.event.FieldPath;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.GroupBy;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Rule;
import io.tripline.yaml.Yaml.Scalar;
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

    private final SigmaRule rule;
    private final Scalar splunk;
    private final Parameters parameters;
    private final Problems findings;

    SplunkLowering(SigmaRule rule, Scalar splunk, Parameters parameters, Problems findings) {
        this.rule = rule;
        this.splunk = splunk;
        this.parameters = parameters;
        this.findings = findings;
    }

    Rule lower(LoweredRule lowered) {
        return switch (SplReading.of(splunk.text(), new FromParameters())) {
            case SplReading.Plain plain -> plain(lowered, plain);
            case SplReading.Outside outside -> {
                String unread =
                        "the aggregation of the Splunk text is not read: '" + outside.command() + "': " + outside.why();
                if (!findings.hasErrors()) {
                    findings.warning(
                            splunk.at(outside.offset(), outside.command().length()),
                            unread,
                            "each event of the detection alerts; write a correlation");
                }
                yield eachEvent(lowered, List.of("alerts on every event, because " + unread));
            }
            case SplReading.Aggregation aggregation -> aggregated(lowered, aggregation);
        };
    }

    /** A text that counts nothing: what it asks of an event besides is not taken, the detection alone says that. */
    private Rule plain(LoweredRule lowered, SplReading.Plain plain) {
        List<String> unread = new ArrayList<>(plain.restrictions());
        for (SplFilter filter : plain.filters()) {
            if (!SplunkFilters.isSaid(lowered.detection().condition(), filter)) {
                unread.add("the Splunk text asks more of an event than the detection: " + filter.words());
            }
        }
        if (!unread.isEmpty()) {
            findings.warning(
                    splunk.place(),
                    "the Splunk text is not taken: " + String.join("; ", unread),
                    "each event of the detection alerts; add to the detection what is missing");
        }
        return eachEvent(
                lowered,
                unread.isEmpty() ? List.of() : List.of("alerts on every event, because " + String.join("; ", unread)));
    }

    private Rule eachEvent(LoweredRule lowered, List<String> because) {
        List<String> restrictions = new ArrayList<>(lowered.restrictions());
        restrictions.addAll(because);
        return SigmaLowering.rule(rule, new Pattern.EachMatch(lowered.detection()), parameters, restrictions);
    }

    private Rule aggregated(LoweredRule lowered, SplReading.Aggregation aggregation) {
        List<String> restrictions = new ArrayList<>(lowered.restrictions());
        restrictions.addAll(aggregation.restrictions());
        findings.warning(
                splunk.place(),
                "the aggregation is read from the Splunk text: " + String.join("; ", restrictions),
                "write a correlation to have it exact");
        BoundJudgement.warnIfTrivial(aggregation.having(), splunk.place(), findings);
        List<FieldPath> collect = aggregation.collect().isEmpty()
                ? Paths.of(rule.header().metadata().fields())
                : aggregation.collect();
        Pattern pattern = new Pattern.Aggregation(
                List.of(new Input.Events(SplunkFilters.added(lowered.detection(), aggregation.filters()))),
                groups(aggregation),
                aggregation.window(),
                aggregation.having(),
                collect);
        return SigmaLowering.rule(rule, pattern, parameters, restrictions);
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
        public List<String> needed(String name, int offset) {
            List<String> own = values(name, offset);
            if (own.isEmpty()) {
                parameters.complainThatMissing(name, place(name, offset));
            }
            return own;
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

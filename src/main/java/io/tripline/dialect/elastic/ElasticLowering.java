package io.tripline.dialect.elastic;

import io.tripline.dialect.Blanks;
import io.tripline.dialect.elastic.ElasticRule.AlertSuppression;
import io.tripline.dialect.elastic.ElasticRule.Kind;
import io.tripline.dialect.elastic.eql.CorrelationLowering;
import io.tripline.dialect.elastic.eql.Eql;
import io.tripline.dialect.elastic.eql.EqlLowering;
import io.tripline.dialect.elastic.eql.EqlParser;
import io.tripline.dialect.elastic.kql.Kql;
import io.tripline.dialect.elastic.kql.KqlLowering;
import io.tripline.dialect.elastic.kql.KqlParser;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problems;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An Elastic rule as the intermediate representation. */
final class ElasticLowering {

    private final Problems report;

    ElasticLowering(Problems report) {
        this.report = report;
    }

    /** Null where the report then holds an error. */
    @Nullable
    Rule lower(ElasticRule rule) {
        warnOfBlank(rule.kind().query());
        Pattern pattern = pattern(rule);
        if (pattern == null) {
            return null;
        }
        return new Rule(
                rule.ruleId() == null ? nameBased(rule.name()) : rule.ruleId(),
                rule.name(),
                AboutLowering.lower(rule.about()),
                pattern,
                rule.about().overrides(),
                List.of(),
                report.warnings());
    }

    /** Elastic's rules have no parameters. */
    private void warnOfBlank(QueryText query) {
        String inside = Blanks.inside(query.text(), 0);
        String blank = inside == null ? Blanks.unfilled(query.text(), true) : inside;
        if (blank != null) {
            int at = query.text().indexOf(blank);
            report.warning(
                    query.place(new Span(at, at + blank.length())),
                    "'" + blank + "' looks like a placeholder and is taken literally",
                    "write what you have in its place");
        }
    }

    private static String nameBased(String name) {
        return UUID.nameUUIDFromBytes(("elastic\n" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * Index patterns are Elastic's storage, not a source in Sigma's sense: "logs-okta*" and the beats' "filebeat-*" stand side
     * by side in one rule. What routes an event is in the query itself, so any event is looked at.
     */
    private static @Nullable Detection detection(ElasticRule rule, String clause, @Nullable Condition query) {
        return query == null ? null : new Detection(rule.name(), clause, LogSource.ANY, filtered(rule, query));
    }

    private static Condition filtered(ElasticRule rule, Condition query) {
        if (rule.filters().isEmpty() && rule.exceptions().isEmpty()) {
            return query;
        }
        List<Condition> all = new ArrayList<>(List.of(query));
        rule.filters().forEach(filter -> all.add(filter.condition()));
        for (ExceptionItem item : rule.exceptions()) {
            Condition excepted = item.condition();
            if (excepted != null) {
                all.add(item.lowered(excepted));
            }
        }
        return Conditions.all(all);
    }

    private @Nullable Condition kql(QueryText text, ElasticRule rule) {
        return switch (KqlParser.parse(text.text())) {
            case KqlParser.Result.Refused refused -> {
                text.tell(refused.reason(), report);
                yield null;
            }
            case KqlParser.Result.Read read -> {
                if (read.query() instanceof Kql.Everything && rule.filters().isEmpty()) {
                    report.note(text.place(), "an empty query takes every event", "write '*' if that is meant");
                }
                yield told(text, KqlLowering.lower(read.query()));
            }
        };
    }

    private @Nullable Condition threat(Kind.ThreatMatch threat, ElasticRule rule) {
        Condition query = kql(threat.query(), rule);
        Condition mapping = new ThreatLowering(report).lower(threat);
        return query == null || mapping == null ? null : Conditions.all(List.of(query, mapping));
    }

    private @Nullable Pattern eql(Kind.Eql eql, ElasticRule rule) {
        QueryText text = eql.query();
        FieldPath category = new FieldPath(eql.eventCategory());
        return switch (EqlParser.parse(text.text())) {
            case EqlParser.Result.Refused refused -> {
                text.tell(refused.reason(), report);
                yield null;
            }
            case EqlParser.Result.Read(Eql.EventQuery query) -> {
                Detection detection = detection(rule, "EQL query", told(text, EqlLowering.lower(query, category)));
                yield detection == null ? null : eachMatch(rule, detection);
            }
            case EqlParser.Result.Read(Eql.Correlation query) -> {
                CorrelationLowering.Lowered lowered = CorrelationLowering.lower(
                        query, text.text(), category, condition -> filtered(rule, condition), rule.lookback());
                lowered.findings().forEach(finding -> text.tell(finding, report));
                yield lowered.pattern() == null ? null : suppressed(rule, lowered.pattern());
            }
        };
    }

    private @Nullable Condition told(QueryText text, Translation translation) {
        translation.findings().forEach(finding -> text.tell(finding, report));
        return translation.condition();
    }

    private @Nullable Pattern pattern(ElasticRule rule) {
        if (rule.kind() instanceof Kind.Eql eql) {
            return eql(eql, rule);
        }
        Condition condition = rule.kind() instanceof Kind.ThreatMatch threat
                ? threat(threat, rule)
                : kql(rule.kind().query(), rule);
        Detection detection = detection(rule, "KQL query", condition);
        if (detection == null) {
            return null;
        }
        return switch (rule.kind()) {
            case Kind.Query q -> eachMatch(rule, detection);
            case Kind.Eql eql -> throw new IllegalStateException("EQL is no KQL");
            case Kind.ThreatMatch t -> eachMatch(rule, detection);
            case Kind.Threshold threshold -> threshold(threshold, rule, detection);
            case Kind.NewTerms terms ->
                suppressed(rule, new Pattern.NewTerms(detection, paths(terms.fields()), terms.historyWindow()));
        };
    }

    private static List<FieldPath> paths(List<String> names) {
        return names.stream().map(FieldPath::new).toList();
    }

    private Pattern eachMatch(ElasticRule rule, Detection detection) {
        AlertSuppression suppression = rule.alertSuppression();
        if (suppression == null) {
            return new Pattern.EachMatch(detection);
        }
        if (suppression.groupBy().isEmpty()) {
            restricted(suppression, "alert_suppression without group_by is not applied: each match alerts");
            return new Pattern.EachMatch(detection);
        }
        return suppressed(suppression, rule, new Pattern.Input.Events(detection));
    }

    /** An alert for several events has the fields that all of them have alike. */
    private Pattern suppressed(ElasticRule rule, Pattern correlation) {
        AlertSuppression suppression = rule.alertSuppression();
        if (suppression == null) {
            return correlation;
        }
        if (suppression.groupBy().isEmpty()) {
            restricted(suppression, "alert_suppression without group_by is not applied: each finding alerts");
            return correlation;
        }
        Set<String> keys =
                switch (correlation) {
                    case Pattern.Sequence sequence -> alike(sequence.groupBy());
                    case Pattern.Temporal temporal -> alike(temporal.groupBy());
                    case Pattern.NewTerms terms ->
                        terms.fields().stream().map(FieldPath::text).collect(Collectors.toSet());
                    default -> Set.of();
                };
        if (!suppression.suppressMissing() && !keys.containsAll(suppression.groupBy())) {
            restricted(
                    suppression,
                    "missing_fields_strategy = 'doNotSuppress' is taken as 'suppress' where other fields group than those that "
                            + "every finding has: findings without a field are one group");
        }
        String found =
                switch (correlation) {
                    case Pattern.Sequence sequence -> "Sequence";
                    case Pattern.NewTerms terms -> "New terms";
                    default -> "Sample";
                };
        return suppressed(suppression, rule, new Pattern.Input.Correlated(found, correlation));
    }

    private static Set<String> alike(List<GroupBy> keys) {
        return keys.stream()
                .filter(key -> key.fields().stream().distinct().count() == 1)
                .map(GroupBy::name)
                .collect(Collectors.toSet());
    }

    /** Without a duration Elastic looks at the events of one run together: as long as from one to the next they are silent here. */
    private Pattern suppressed(AlertSuppression suppression, ElasticRule rule, Pattern.Input input) {
        Duration duration = suppression.duration();
        if (duration == null) {
            report.warning(
                    suppression.place(),
                    "alert_suppression without a duration is for each run of the rule; there are no runs here, so a group "
                            + "alerts and is silent for as long as from one run to the next, "
                            + rule.interval().toMinutes() + " minutes",
                    "add a duration");
        }
        boolean always = !suppression.suppressMissing() && input instanceof Pattern.Input.Events;
        return new Pattern.Suppressed(
                input,
                paths(suppression.groupBy()),
                duration == null ? rule.interval() : duration,
                always ? Pattern.MissingFields.DO_NOT_SUPPRESS : Pattern.MissingFields.SUPPRESS);
    }

    private Pattern threshold(Kind.Threshold threshold, ElasticRule rule, Detection detection) {
        AlertSuppression suppression = rule.alertSuppression();
        Duration duration = suppression == null ? null : suppression.duration();
        if (suppression != null && duration == null) {
            report.error(
                    suppression.place(),
                    "alert_suppression of a threshold needs a duration",
                    "add duration = {value = 1, unit = \"h\"}");
        }
        if (suppression != null && !suppression.groupBy().isEmpty()) {
            report.note(
                    suppression.place(),
                    "group_by of a threshold's alert_suppression is not looked at: its groups are those of the threshold",
                    "remove group_by");
        }
        // the events of an alert are counted for no other
        Duration silence = duration == null || duration.compareTo(rule.lookback()) < 0 ? rule.lookback() : duration;
        List<Bound> bounds = new ArrayList<>();
        // of the two bounds that every rule with a cardinality has, "value = 1" says nothing
        if (threshold.value() > 1 || threshold.cardinality().isEmpty()) {
            bounds.add(atLeast(new Measure.EventCount(), threshold.value()));
        }
        threshold
                .cardinality()
                .forEach(one ->
                        bounds.add(atLeast(new Measure.ValueCount(List.of(new FieldPath(one.field()))), one.value())));
        return new Pattern.Aggregation(
                List.of(new Pattern.Input.Events(detection)),
                groups(threshold.field()),
                rule.lookback(),
                bounds,
                threshold.cardinality().stream()
                        .map(one -> new FieldPath(one.field()))
                        .toList(),
                silence);
    }

    private static Bound atLeast(Measure measure, long value) {
        return new Bound(measure, Comparison.AT_LEAST, BigDecimal.valueOf(value));
    }

    private static List<GroupBy> groups(List<String> fields) {
        return fields.stream()
                .map(field -> new GroupBy(field, List.of(new FieldPath(field)), true))
                .toList();
    }

    private void restricted(AlertSuppression suppression, String message) {
        report.warning(suppression.place(), message, "nothing to do if more alerts are fine, else remove it");
    }
}

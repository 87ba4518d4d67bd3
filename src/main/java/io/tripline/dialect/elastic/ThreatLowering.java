package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.Filter;
import io.tripline.dialect.elastic.ElasticRule.Kind;
import io.tripline.dialect.elastic.ElasticRule.Mapping;
import io.tripline.dialect.elastic.kql.Kql;
import io.tripline.dialect.elastic.kql.KqlLiteral;
import io.tripline.dialect.elastic.kql.KqlLowering;
import io.tripline.dialect.elastic.kql.KqlParser;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problems;
import io.tripline.rule.Condition;
import io.tripline.rule.Condition.InList.Age;
import io.tripline.rule.Conditions;
import io.tripline.rule.Test;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code threat_mapping} as look-ups in a list of indicators: alternatives are alternatives, the entries of one hold for one indicator.
 * What {@code threat_query} and {@code threat_filters} ask is asked of indicators when their list is read; {@code @timestamp >=
 * "now-30d/d"}, which is about now, becomes the age that an indicator may have at the time of the event.
 */
final class ThreatLowering {

    private static final Pattern ROUNDING = Pattern.compile("/[smhHdwMy]$");

    private final Problems report;
    private @Nullable Age age;

    ThreatLowering(Problems report) {
        this.report = report;
    }

    /** Null where the report then holds an error. */
    @Nullable
    Condition lower(Kind.ThreatMatch threat) {
        List<Condition> where = new ArrayList<>();
        QueryText query = threat.threatQuery();
        if (query != null) {
            Condition asked = query(query);
            if (asked == null) {
                return null;
            }
            addParts(where, asked);
        }
        threat.threatFilters().stream().map(Filter::condition).forEach(condition -> addParts(where, condition));
        // alternatives for one column are one look-up
        Map<List<FieldPath>, List<FieldPath>> alone = new LinkedHashMap<>();
        List<Condition> alternatives = new ArrayList<>();
        for (List<Mapping> entries : threat.mapping()) {
            List<FieldPath> fields =
                    entries.stream().map(entry -> path(entry.field())).toList();
            List<FieldPath> columns =
                    entries.stream().map(entry -> path(entry.value())).toList();
            if (entries.size() == 1) {
                alone.computeIfAbsent(columns, column -> new ArrayList<>()).addAll(fields);
            } else {
                alternatives.add(inList(threat.list(), fields, columns, where));
            }
        }
        List<Condition> all = new ArrayList<>();
        alone.forEach((column, fields) ->
                all.add(inList(threat.list(), fields.stream().distinct().toList(), column, where)));
        all.addAll(alternatives);
        return Conditions.any(all);
    }

    private static FieldPath path(String name) {
        return ElasticField.of(name).path();
    }

    /** That an indicator has what is looked up says nothing more. */
    private Condition inList(String list, List<FieldPath> fields, List<FieldPath> columns, List<Condition> where) {
        List<Condition> more =
                where.stream().filter(part -> !isImplied(part, columns)).toList();
        return new Condition.InList(fields, list, columns, Conditions.all(more), age);
    }

    private static boolean isImplied(Condition part, List<FieldPath> columns) {
        return part instanceof Condition.AnyFieldTest(Test.Exists any)
                || part instanceof Condition.FieldTest(FieldPath field, Test.Exists exists) && columns.contains(field);
    }

    private static void addParts(List<Condition> where, Condition condition) {
        if (condition instanceof Condition.And(List<Condition> parts)) {
            parts.forEach(part -> addParts(where, part));
        } else {
            where.add(condition);
        }
    }

    private @Nullable Condition query(QueryText text) {
        return switch (KqlParser.parse(text.text())) {
            case KqlParser.Result.Refused refused -> {
                text.tell(refused.reason(), report);
                yield null;
            }
            case KqlParser.Result.Read read -> {
                Translation translation = KqlLowering.lower(withoutAge(read.query(), text));
                translation.findings().forEach(finding -> text.tell(finding, report));
                yield translation.condition();
            }
        };
    }

    private Kql withoutAge(Kql query, QueryText text) {
        List<Kql> parts = query instanceof Kql.And and ? and.parts() : List.of(query);
        List<Kql> others = parts.stream().filter(part -> !isAge(part, text)).toList();
        return switch (others.size()) {
            case 0 -> new Kql.Everything(query.span());
            case 1 -> others.getFirst();
            default -> new Kql.And(others, query.span());
        };
    }

    /** {@code @timestamp >= "now-30d/d"}: kept in {@link #age}. */
    private boolean isAge(Kql part, QueryText text) {
        if (age != null
                || !(part instanceof Kql.Range range)
                || range.operator() != Kql.RangeOperator.AT_LEAST && range.operator() != Kql.RangeOperator.GREATER) {
            return false;
        }
        String field = text(range.field());
        String bound = text(range.value());
        String exact = ROUNDING.matcher(bound).replaceFirst("");
        Duration before = DateMath.beforeNow(exact);
        if (!ElasticField.isName(field) || before == null || before.isZero()) {
            return false;
        }
        if (!exact.equals(bound)) {
            report.warning(
                    text.place(range.span()),
                    "an indicator counts for exactly so long after its " + field + ", without rounding",
                    "nothing to do if that is fine");
        }
        age = new Age(path(field), before);
        return true;
    }

    private static String text(KqlLiteral literal) {
        return switch (literal) {
            case KqlLiteral.Quoted quoted -> quoted.text();
            case KqlLiteral.Unquoted unquoted -> unquoted.text();
            case KqlLiteral.Bool bool -> "";
            case KqlLiteral.Null none -> "";
            case KqlLiteral.Wildcard wildcard -> "";
        };
    }
}

package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.ElasticRule.Filter;
import io.tripline.dialect.elastic.kql.Kql;
import io.tripline.dialect.elastic.kql.Kql.RangeOperator;
import io.tripline.dialect.elastic.kql.KqlLiteral;
import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.Glob;
import io.tripline.problem.Problems;
import io.tripline.problem.Spelling;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter that Kibana keeps beside the query: {@code meta.negate}, {@code meta.disabled} and a query of
 * Elasticsearch. Of these: exists, wildcard, prefix, term, terms, match_phrase, range and bool; any other is refused.
 */
final class FilterReader {

    private static final Map<String, RangeOperator> RANGE = Map.of(
            "lt",
            RangeOperator.LESS,
            "lte",
            RangeOperator.AT_MOST,
            "gt",
            RangeOperator.GREATER,
            "gte",
            RangeOperator.AT_LEAST);

    private final Problems report;
    private final FieldQueries queries;

    private FilterReader(Problems report) {
        this.report = report;
        this.queries = new FieldQueries(report);
    }

    /** Null where the filter is switched off, or the report then holds an error. */
    static @Nullable Filter read(TableReader filter) {
        TableReader meta = filter.table("meta");
        if (meta != null && meta.isTrue("disabled")) {
            return null;
        }
        FilterReader reader = new FilterReader(filter.report());
        TableReader query = filter.table("query");
        if (query == null) {
            reader.report.error(
                    filter.place(), "a filter without a query is not supported", "write it as a part of the query");
            return null;
        }
        Condition condition = reader.query(query);
        if (condition == null) {
            return null;
        }
        return new Filter(meta != null && meta.isTrue("negate") ? Conditions.not(condition) : condition);
    }

    private @Nullable Condition query(TableReader query) {
        if (query.keys().size() != 1) {
            report.error(
                    query.place(),
                    "a query of a filter has one kind, not " + query.keys(),
                    "write one filter for each");
            return null;
        }
        String kind = query.keys().iterator().next();
        TableReader body = query.table(kind);
        if (body == null) {
            return null;
        }
        return switch (kind) {
            case "exists" -> exists(body);
            case "wildcard" -> oneField(body, Set.of("value", "wildcard", "case_insensitive", "boost"), this::wildcard);
            case "prefix" -> oneField(body, Set.of("value", "case_insensitive", "boost"), this::prefix);
            case "term" -> oneField(body, Set.of("value", "boost"), (f, options) -> equal(f, options, "value"));
            case "match_phrase" -> oneField(body, Set.of("query", "boost"), (f, options) -> equal(f, options, "query"));
            case "range" -> oneField(body, Set.of("lt", "lte", "gt", "gte", "boost"), this::range);
            case "terms" -> terms(body);
            case "bool" -> bool(body);
            default -> {
                query.error(
                        kind, "filters of kind '" + kind + "' are not supported", "write it as a part of the query");
                yield null;
            }
        };
    }

    private interface FieldQuery {
        @Nullable
        Condition read(String field, TableReader options);
    }

    /** {@code {field = {value = …}}}; the short form {@code {field = value}} is read from the table around it. */
    private @Nullable Condition oneField(TableReader body, Set<String> options, FieldQuery query) {
        if (body.keys().size() != 1) {
            report.error(
                    body.place(), "one field must stand here, not " + body.keys(), "write one filter for each field");
            return null;
        }
        String field = body.keys().iterator().next();
        if (body.scalar(field) != null) {
            return query.read(field, body);
        }
        TableReader found = body.table(field);
        if (found == null) {
            return null;
        }
        for (String key : found.keys()) {
            if (!options.contains(key)) {
                found.error(
                        key, "'" + key + "' is not supported in a filter", Spelling.wayOut(key, options, "remove it"));
                return null;
            }
        }
        return query.read(field, found);
    }

    /** @param key of the value where the options are a table of their own */
    private @Nullable String value(String field, TableReader options, String key) {
        String value = options.has(key) ? options.scalar(key) : options.scalar(field);
        if (value == null) {
            report.error(options.place(), "the filter on '" + field + "' has no value", "add " + key + " = …");
        }
        return value;
    }

    private @Nullable Condition exists(TableReader body) {
        String field = body.string("field");
        if (field == null || field.isBlank()) {
            report.error(body.place(), "'field' is missing", "add field = \"…\"");
            return null;
        }
        return queries.exists(field, body.place());
    }

    private @Nullable Condition equal(String field, TableReader options, String key) {
        String value = value(field, options, key);
        return value == null ? null : queries.equal(field, value, options.place());
    }

    private @Nullable Condition terms(TableReader body) {
        if (body.keys().size() != 1) {
            report.error(
                    body.place(), "one field must stand here, not " + body.keys(), "write one filter for each field");
            return null;
        }
        String field = body.keys().iterator().next();
        List<Condition> any = new ArrayList<>();
        for (String value : body.strings(field)) {
            Condition one = queries.equal(field, value, body.place());
            if (one != null) {
                any.add(one);
            }
        }
        return AnyOf.merged(any);
    }

    private @Nullable Condition range(String field, TableReader options) {
        List<Kql> bounds = new ArrayList<>();
        RANGE.forEach((key, operator) -> {
            String value = options.scalar(key);
            if (value != null) {
                bounds.add(new Kql.Range(
                        new KqlLiteral.Quoted(field, Span.NONE),
                        operator,
                        new KqlLiteral.Quoted(value, Span.NONE),
                        Span.NONE));
            }
        });
        bounds.sort(java.util.Comparator.comparing(bound -> ((Kql.Range) bound).operator()));
        if (bounds.isEmpty()) {
            report.error(options.place(), "the range has no bound", "add gt, gte, lt or lte");
            return null;
        }
        return queries.lower(bounds.size() == 1 ? bounds.getFirst() : new Kql.And(bounds, Span.NONE), options.place());
    }

    private @Nullable Condition wildcard(String field, TableReader options) {
        String pattern = options.has("wildcard") ? options.scalar("wildcard") : value(field, options, "value");
        return pattern == null ? null : queries.wildcard(field, pattern, ignoresCase(options), options.place());
    }

    private @Nullable Condition prefix(String field, TableReader options) {
        String prefix = value(field, options, "value");
        return prefix == null
                ? null
                : queries.like(field, Glob.escape(prefix) + "*", ignoresCase(options), options.place());
    }

    private static boolean ignoresCase(TableReader options) {
        return options.has("case_insensitive") && options.isTrue("case_insensitive");
    }

    private @Nullable Condition bool(TableReader body) {
        for (String key : body.keys()) {
            if (!Set.of("must", "filter", "should", "must_not", "minimum_should_match")
                    .contains(key)) {
                body.error(key, "'" + key + "' is not supported in a bool filter", "write it as a part of the query");
                return null;
            }
        }
        List<Condition> parts = new ArrayList<>();
        Stream.of("must", "filter").forEach(key -> parts.addAll(queries(body, key)));
        queries(body, "must_not").forEach(part -> parts.add(Conditions.not(part)));
        List<Condition> should = queries(body, "should");
        Long minimum = body.integer("minimum_should_match");
        long least = minimum != null ? minimum : body.has("must") || body.has("filter") ? 0 : 1;
        if (!should.isEmpty() && least > 0) {
            parts.add(
                    least == 1
                            ? Conditions.any(should)
                            : new Condition.AtLeast((int) Math.min(least, Integer.MAX_VALUE), should));
        }
        return Conditions.all(parts);
    }

    private List<Condition> queries(TableReader body, String key) {
        List<Condition> conditions = new ArrayList<>();
        for (TableReader query : body.tables(key)) {
            Condition condition = query(query);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }
}

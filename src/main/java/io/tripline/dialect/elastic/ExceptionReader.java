package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.problem.Place;
import io.tripline.problem.Problem;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an item of an exception list. All its entries must hold of an event; of one that holds of no event that can be asked here the item
 * says so, and is not applied.
 */
final class ExceptionReader {

    /** What a nested entry may hold. */
    private static final Set<String> WITHIN = Set.of("match", "match_any", "exists");

    private static final Set<String> OPERATORS = Set.of("included", "excluded");

    private final Problems report;
    private final FieldQueries queries;

    private ExceptionReader(Problems report) {
        this.report = report;
        this.queries = new FieldQueries(report);
    }

    /**
     * @param listName of the list
     * @param source where the item stands
     */
    static ExceptionItem read(SourceTable object, Place place, String listName, SourceText source) {
        Problems report = new Problems(source);
        TableReader item = new TableReader(object, place, report);
        return new ExceptionReader(report).item(item, listName);
    }

    private ExceptionItem item(TableReader item, String listName) {
        String name = item.string("name");
        String known = name == null || name.isBlank() ? item.string("item_id") : name.strip();
        Instant expires = expires(item);
        List<Condition> all = new ArrayList<>();
        List<String> systems = item.strings("os_types");
        if (!systems.isEmpty()) {
            all.add(systems(systems, item.placeOf("os_types")));
        }
        List<TableReader> entries = item.tables("entries");
        if (entries.isEmpty()) {
            report.error(item.place(), "it has no entries", "add what is excepted");
        }
        for (TableReader entry : entries) {
            Condition condition = entry(entry, "");
            if (condition != null) {
                all.add(condition);
            }
        }
        String refusal = refusal();
        Condition condition = Conditions.all(all);
        return new ExceptionItem(
                known == null ? "without a name" : known,
                listName,
                refusal == null ? condition : null,
                refusal,
                expires);
    }

    private @Nullable String refusal() {
        return report.problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::message)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant expires(TableReader item) {
        String written = item.string("expire_time");
        if (written == null || written.isBlank()) {
            return null;
        }
        Instant moment = DateMath.moment(written);
        if (moment == null) {
            report.error(
                    item.placeOfValue("expire_time"), "not a moment: '" + written + "'", "write 2026-01-31T00:00:00Z");
        }
        return moment;
    }

    /** Agents say the system in one field or in the other. */
    private Condition systems(List<String> systems, Place place) {
        List<Condition> any = new ArrayList<>();
        for (String field : new String[] {"host.os.type", "host.os.name.caseless"}) {
            for (String system : systems) {
                Condition one = queries.equal(field, system, place);
                if (one != null) {
                    any.add(one);
                }
            }
        }
        return AnyOf.merged(any);
    }

    /** @param around path of the object that a nested entry looks into, with a dot behind; else empty */
    private @Nullable Condition entry(TableReader entry, String around) {
        String type = entry.string("type");
        String name = entry.string("field");
        if (type == null || name == null || !ElasticField.isName(name)) {
            report.error(entry.place(), "an entry needs a type and the name of one field", "add type and field");
            return null;
        }
        String field = around + name.strip();
        String operator = entry.string("operator");
        if (operator != null && !OPERATORS.contains(operator)) {
            report.error(
                    entry.placeOfValue("operator"),
                    "unknown operator '" + operator + "'",
                    "write included or excluded");
        }
        Condition condition = condition(entry, type, field);
        return condition != null && "excluded".equals(operator) ? Conditions.not(condition) : condition;
    }

    private @Nullable Condition condition(TableReader entry, String type, String field) {
        return switch (type) {
            case "match" -> {
                String value = value(entry);
                yield value == null ? null : queries.equal(field, value, entry.place());
            }
            case "match_any" -> anyOf(entry, field);
            case "exists" -> queries.exists(field, entry.place());
            case "wildcard" -> {
                String value = value(entry);
                yield value == null ? null : queries.wildcard(field, value, false, entry.place());
            }
            case "list" -> inList(entry, field);
            case "nested" -> nested(entry, field);
            default -> {
                report.error(
                        entry.placeOfValue("type"),
                        "entries of type '" + type + "' are not supported",
                        "match, match_any, exists, wildcard, list or nested");
                yield null;
            }
        };
    }

    private @Nullable String value(TableReader entry) {
        String value = entry.scalar("value");
        if (value == null) {
            report.error(entry.place(), "the entry has no value", "add value");
        }
        return value;
    }

    private @Nullable Condition anyOf(TableReader entry, String field) {
        List<String> values = entry.strings("value");
        if (values.isEmpty()) {
            report.error(entry.place(), "the entry has no values", "add value = […]");
            return null;
        }
        return AnyOf.merged(values.stream()
                .map(value -> queries.equal(field, value, entry.place()))
                .filter(Objects::nonNull)
                .toList());
    }

    /** A value list of Kibana is named after the file that was uploaded. */
    private @Nullable Condition inList(TableReader entry, String field) {
        TableReader list = entry.table("list");
        String id = list == null ? null : list.string("id");
        String name = id == null
                ? ""
                : id.replaceAll("(?i)\\.(?:txt|csv)$", "")
                        .replaceAll("[^A-Za-z0-9_.-]+", "-")
                        .replaceAll("^[_.-]+|[_.-]+$", "");
        if (name.isEmpty()) {
            report.error(entry.place(), "the entry names no value list", "add list with its id");
            return null;
        }
        return new Condition.InList(List.of(ElasticField.of(field).path()), name, List.of(), Conditions.ALWAYS, null);
    }

    /** All tests hold of one object of a list. One that is no denial holds of some object where it holds of some value. */
    private @Nullable Condition nested(TableReader entry, String field) {
        List<TableReader> inner = entry.tables("entries");
        if (inner.isEmpty()) {
            report.error(entry.place(), "a nested entry has no tests", "add entries");
            return null;
        }
        List<Condition> tests = new ArrayList<>();
        for (TableReader one : inner) {
            String type = one.string("type");
            if (type != null && !WITHIN.contains(type)) {
                report.error(
                        one.placeOfValue("type"),
                        "entries of type '" + type + "' are not supported in a nested one",
                        "match, match_any or exists");
                return null;
            }
            Condition test = entry(one, field + ".");
            if (test == null) {
                return null;
            }
            tests.add(test);
        }
        return tests.size() == 1 && !(tests.getFirst() instanceof Condition.Not)
                ? tests.getFirst()
                : new Condition.AnyObject(ElasticField.of(field).path(), Conditions.all(tests));
    }
}

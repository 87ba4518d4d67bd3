package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.event.FieldPath;
import io.tripline.ingest.LogFields;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that no event of a rule's category has. A name that is nearly a known one is a slip; one that is not may be the user's
 * own, and is worth a note.
 */
final class UnknownFields implements Lint {

    private final FieldTable table;
    private final LogFields logs;

    /** @param table by category */
    UnknownFields(FieldTable table, LogFields logs) {
        this.table = table;
        this.logs = logs;
    }

    @Override
    public void look(LintedFile file) {
        for (RuleOutline rule : file.rules()) {
            EventCondition condition = rule.condition();
            if (condition == null) {
                continue;
            }
            List<EventCondition> required = ConditionTree.required(condition);
            Set<String> products = arguments(required, "fromProduct");
            Set<String> categories = arguments(required, "fromCategory");
            if (categories.size() == 1 && (products.isEmpty() || products.equals(Set.of("windows")))) {
                look(file, rule, condition, categories.iterator().next());
            } else if (products.size() == 1) {
                Set<String> services = arguments(required, "fromService");
                look(file, rule, condition, log(products, services), logs.of(products, services));
            }
        }
    }

    private static Set<String> arguments(List<EventCondition> conditions, String method) {
        return conditions.stream()
                .filter(condition -> condition instanceof EventCondition.EventTest test
                        && test.method().equals(method))
                .map(condition -> ((EventCondition.EventTest) condition).argument())
                .collect(Collectors.toSet());
    }

    private static String log(Set<String> products, Set<String> services) {
        return Stream.concat(products.stream(), services.stream()).collect(Collectors.joining("/"));
    }

    private void look(LintedFile file, RuleOutline rule, EventCondition condition, String category) {
        Set<String> known = table.of(category);
        if (known.isEmpty()) {
            return;
        }
        Set<String> tested = tested(condition);
        Set<String> unknown = new LinkedHashSet<>(tested);
        unknown.addAll(grouping(rule));
        unknown.removeAll(known);
        // dotted ones are names that a shipper made
        unknown.removeIf(field -> field.indexOf('.') >= 0);
        for (String field : unknown) {
            // a key stands in one text with its name: "name=field"
            String written = (tested.contains(field) ? "\"" : "") + field + "\"";
            report(
                    file,
                    rule,
                    category,
                    field,
                    written,
                    Spelling.nearest(field, known, Math.min(2, field.length() / 3)));
        }
    }

    /** What no form of the log has. Where a log's names are not all known, only another case of a known one is a slip. */
    private static void look(
            LintedFile file, RuleOutline rule, EventCondition condition, String log, List<LogFields.Log> forms) {
        if (forms.isEmpty()) {
            return;
        }
        boolean complete = forms.stream().filter(form -> !form.inElasticsForm()).allMatch(form -> form.names()
                .isComplete());
        Set<String> known = new LinkedHashSet<>();
        forms.forEach(form -> known.addAll(form.names().paths()));
        Set<String> tested = tested(condition);
        Set<String> unknown = new LinkedHashSet<>(tested);
        unknown.addAll(grouping(rule));
        unknown.removeIf(field -> forms.stream().anyMatch(form -> form.names().has(FieldPath.normalise(field))));
        for (String field : unknown) {
            String nearest = Spelling.nearest(field, known, complete ? Math.min(2, field.length() / 3) : 0);
            if (complete || nearest != null) {
                file.addAt(
                        Severity.WARNING,
                        rule,
                        (tested.contains(field) ? "\"" : "") + field + "\"",
                        "no event of " + log + " has the field \"" + field + "\"",
                        nearest == null
                                ? "if your sender adds it, all is well; tripline list fields --log " + log
                                        + " shows the names that there are"
                                : "did you mean \"" + nearest + "\"?");
            }
        }
    }

    private static void report(
            LintedFile file,
            RuleOutline rule,
            String category,
            String field,
            String written,
            @Nullable String nearest) {
        file.addAt(
                nearest == null ? Severity.NOTE : Severity.WARNING,
                rule,
                written,
                "no event of " + category + " has the field \"" + field + "\"",
                nearest == null
                        ? "if your events have it, all is well: tripline list fields --log " + category + " shows more"
                        : "did you mean \"" + nearest + "\"?");
    }

    /** As they are written; globs stand for names that nobody can know. */
    private static Set<String> tested(EventCondition condition) {
        Set<String> fields = new LinkedHashSet<>();
        ConditionTree.forEach(condition, node -> {
            switch (node) {
                case EventCondition.ValueTest test -> put(fields, test.subject());
                case EventCondition.FieldRelation relation -> {
                    put(fields, relation.subject());
                    put(fields, relation.other());
                }
                case EventCondition.EventTest test -> {
                    if (!test.isAboutOrigin()) {
                        put(fields, test.argument());
                    }
                }
                case EventCondition.And and -> {}
                case EventCondition.Or or -> {}
                case EventCondition.Not not -> {}
                case EventCondition.AtLeast some -> {}
            }
        });
        return fields;
    }

    private static Set<String> grouping(RuleOutline rule) {
        Set<String> fields = new LinkedHashSet<>();
        for (Effect effect : rule.shape().effects()) {
            if (effect instanceof Effect.Write write) {
                write.keys().forEach(key -> put(fields, key.path()));
            }
        }
        return fields;
    }

    private static void put(Set<String> fields, Subject subject) {
        switch (subject) {
            case Subject.Field field -> put(fields, field.path());
            case Subject.Derived derived -> put(fields, derived.of());
            case Subject.AnyField any -> {}
        }
    }

    private static void put(Set<String> fields, String path) {
        if (!path.isEmpty() && path.indexOf('*') < 0 && !path.startsWith("@")) {
            fields.add(path);
        }
    }
}

package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.EventCondition.OriginTest.Word;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.engine.read.Span;
import io.tripline.event.FieldPath;
import io.tripline.ingest.LogFields;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.Spelling;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            Set<String> products = names(required, Word.PRODUCT);
            Set<String> categories = names(required, Word.CATEGORY);
            if (categories.size() == 1 && (products.isEmpty() || products.equals(Set.of("windows")))) {
                look(file, rule, condition, categories.iterator().next());
            } else if (products.size() == 1) {
                Set<String> services = names(required, Word.SERVICE);
                look(file, rule, condition, log(products, services), logs.of(products, services));
            }
        }
    }

    private static Set<String> names(List<EventCondition> conditions, Word word) {
        return conditions.stream()
                .filter(condition -> condition instanceof EventCondition.OriginTest test && test.word() == word)
                .map(condition -> ((EventCondition.OriginTest) condition).name())
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
        Map<String, Span> unknown = named(rule, condition);
        unknown.keySet().removeAll(known);
        // dotted ones are names that a shipper made
        unknown.keySet().removeIf(field -> field.indexOf('.') >= 0);
        unknown.forEach((field, span) -> {
            String nearest = Spelling.nearest(field, known, Math.min(2, field.length() / 3));
            file.addAt(
                    nearest == null ? Severity.NOTE : Severity.WARNING,
                    span,
                    "no event of " + category + " has the field \"" + field + "\"",
                    nearest == null
                            ? "if your events have it, all is well: tripline list fields --log " + category
                                    + " shows more"
                            : "did you mean \"" + nearest + "\"?");
        });
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
        Map<String, Span> unknown = named(rule, condition);
        unknown.keySet()
                .removeIf(field -> forms.stream().anyMatch(form -> form.names().has(FieldPath.normalise(field))));
        unknown.forEach((field, span) -> {
            String nearest = Spelling.nearest(field, known, complete ? Math.min(2, field.length() / 3) : 0);
            if (complete || nearest != null) {
                file.addAt(
                        Severity.WARNING,
                        span,
                        "no event of " + log + " has the field \"" + field + "\"",
                        nearest == null
                                ? "if your sender adds it, all is well; tripline list fields --log " + log
                                        + " shows the names that there are"
                                : "did you mean \"" + nearest + "\"?");
            }
        });
    }

    /** Field to where it is named first, in tests and in keys; globs stand for names that nobody can know. */
    private static Map<String, Span> named(RuleOutline rule, EventCondition condition) {
        Map<String, Span> fields = new LinkedHashMap<>();
        ConditionTree.forEach(condition, node -> {
            switch (node) {
                case EventCondition.ValueTest test -> put(fields, test.subject());
                case EventCondition.FieldRelation relation -> {
                    put(fields, relation.subject());
                    put(fields, relation.other());
                }
                case EventCondition.InList test -> test.subjects().forEach(subject -> put(fields, subject));
                case EventCondition.HasField test -> put(fields, test.field());
                case EventCondition.FieldState test -> put(fields, test.subject());
                case EventCondition.Before test -> {}
                case EventCondition.AnyObject some -> {}
                case EventCondition.OriginTest test -> {}
                case EventCondition.And and -> {}
                case EventCondition.Or or -> {}
                case EventCondition.Not not -> {}
                case EventCondition.AtLeast some -> {}
            }
        });
        for (Effect effect : rule.shape().effects()) {
            if (effect instanceof Effect.Write write) {
                write.keys().forEach(key -> put(fields, key.key().path(), key.path()));
            }
        }
        return fields;
    }

    private static void put(Map<String, Span> fields, Subject subject) {
        subject.fields().forEach(field -> put(fields, field.path(), field.span()));
    }

    private static void put(Map<String, Span> fields, String path, Span span) {
        if (!path.isEmpty() && path.indexOf('*') < 0 && !path.startsWith("@")) {
            fields.putIfAbsent(path, span);
        }
    }
}

package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.FieldPath;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of one event. {@code and}, {@code or} and {@code not} are the event's, also inside {@code field: ( )}:
 * {@code field: (a and not b)} holds where some value is a and no value is b.
 */
public final class KqlLowering {

    private final List<QueryProblem> findings = new ArrayList<>();

    private KqlLowering() {}

    /** Never throws; all that cannot be translated is found at once. */
    public static Translation lower(Kql query) {
        KqlLowering lowering = new KqlLowering();
        Condition condition = lowering.condition(query, "");
        return new Translation(condition, lowering.findings);
    }

    /** @param path of the nested query that this is a part of, with a dot at its end; else empty */
    private Condition condition(Kql query, String path) {
        return switch (query) {
            case Kql.Everything e -> Conditions.ALWAYS;
            case Kql.Or or -> new Condition.Or(all(or.parts(), path));
            case Kql.And and -> new Condition.And(all(and.parts(), path));
            case Kql.Not not -> new Condition.Not(condition(not.part(), path));
            case Kql.Nested nested -> nested(nested, path);
            case Kql.Range range -> range(range, path);
            case Kql.FieldValues test -> fieldValues(test, path);
            case Kql.FreeText text -> freeText(text, path);
        };
    }

    private List<Condition> all(List<Kql> parts, String path) {
        return parts.stream().map(part -> condition(part, path)).toList();
    }

    /** Where one field is tested once, it holds for some object of a list exactly where it holds for some value of the flat field. */
    private Condition nested(Kql.Nested nested, String path) {
        String name = plainName(nested.field());
        if (name == null) {
            error(nested.field().span(), "a nested query needs the name of one field", "write the name without '*'");
            return Conditions.ALWAYS;
        }
        Condition part = condition(nested.query(), path + name + ".");
        return isOneTest(nested.query()) ? part : new Condition.AnyObject(new FieldPath(path + name), part);
    }

    private static boolean isOneTest(Kql query) {
        return switch (query) {
            case Kql.Range range -> true;
            case Kql.FieldValues test -> isAnyOf(test.values());
            case Kql.Or or -> or.parts().stream().allMatch(KqlLowering::isOneTest);
            case Kql.Nested nested -> isOneTest(nested.query());
            case Kql.Everything e -> false;
            case Kql.And and -> false;
            case Kql.Not not -> false;
            case Kql.FreeText text -> false;
        };
    }

    private static boolean isAnyOf(Kql.Values values) {
        return switch (values) {
            case Kql.Values.One one -> true;
            case Kql.Values.AnyOf any -> any.parts().stream().allMatch(KqlLowering::isAnyOf);
            case Kql.Values.AllOf all -> false;
            case Kql.Values.NoneOf none -> false;
        };
    }

    private Condition fieldValues(Kql.FieldValues test, String path) {
        Target target = target(test.field(), path);
        return target == null ? Conditions.ALWAYS : values(test.values(), new ValueLowering(target, findings));
    }

    private Condition values(Kql.Values values, ValueLowering field) {
        return switch (values) {
            case Kql.Values.One one -> field.equal(one.value());
            case Kql.Values.AllOf all ->
                new Condition.And(
                        all.parts().stream().map(part -> values(part, field)).toList());
            case Kql.Values.AnyOf any ->
                AnyOf.merged(
                        any.parts().stream().map(part -> values(part, field)).toList());
            case Kql.Values.NoneOf none -> new Condition.Not(values(none.part(), field));
        };
    }

    private Condition range(Kql.Range range, String path) {
        Target target = target(range.field(), path);
        return target == null
                ? Conditions.ALWAYS
                : new ValueLowering(target, findings).range(range.operator(), range.value());
    }

    private Condition freeText(Kql.FreeText text, String path) {
        if (!path.isEmpty()) {
            error(text.span(), "a value without a field cannot stand in a nested query", "name the field");
            return Conditions.ALWAYS;
        }
        if (text.value() instanceof KqlLiteral.Wildcard wildcard && wildcard.isAnything()) {
            return Conditions.ALWAYS;
        }
        findings.add(QueryProblem.warning(
                text.span(),
                "a value without a field is looked for in the words of every field; Elastic does so only where a field is"
                        + " kept as text, elsewhere it compares whole values",
                "name the field"));
        return new ValueLowering(new Target.AnyField(true), findings).equal(text.value());
    }

    private @Nullable Target target(KqlLiteral field, String path) {
        if (field instanceof KqlLiteral.Wildcard wildcard) {
            return wildcard.isAnything() && path.isEmpty() ? new Target.AnyField(false) : pattern(wildcard, path);
        }
        String name = plainName(field);
        if (name != null) {
            return new Target.OneField(ElasticField.of(path + name));
        }
        error(field.span(), "this is not the name of a field", "write a name; '*' stands for any text in it");
        return null;
    }

    private @Nullable Target pattern(KqlLiteral.Wildcard wildcard, String path) {
        if (wildcard.parts().stream().anyMatch(part -> part.indexOf('*') >= 0)) {
            error(wildcard.span(), "a field name cannot hold a star that is escaped", "leave the backslash out");
            return null;
        }
        return new Target.Pattern(new FieldPath(path + String.join("*", wildcard.parts())));
    }

    private static @Nullable String plainName(KqlLiteral field) {
        String name =
                switch (field) {
                    case KqlLiteral.Quoted quoted -> quoted.text();
                    case KqlLiteral.Unquoted unquoted -> unquoted.text();
                    case KqlLiteral.Bool bool -> String.valueOf(bool.value());
                    case KqlLiteral.Null n -> "";
                    case KqlLiteral.Wildcard wildcard -> "";
                };
        return ElasticField.isName(name) ? name : null;
    }

    private void error(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
    }
}

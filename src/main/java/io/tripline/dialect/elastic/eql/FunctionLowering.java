package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.event.Network;
import io.tripline.problem.Spelling;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import io.tripline.rule.Test.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions that are true or false. Their names have no case; with a tilde behind it neither have their texts. */
final class FunctionLowering {

    private static final Condition NEVER = new Condition.Or(List.of());

    private static final Set<String> OF_VALUES = Set.of(
            "add",
            "between",
            "concat",
            "divide",
            "indexof",
            "length",
            "modulo",
            "multiply",
            "number",
            "string",
            "substring",
            "subtract");

    private static final List<String> NAMES = List.of(
            "startsWith",
            "endsWith",
            "stringContains",
            "cidrMatch",
            "wildcard",
            "match",
            "length",
            "substring",
            "string",
            "number");

    private final List<QueryProblem> findings;
    private final ComparisonLowering comparisons;

    FunctionLowering(List<QueryProblem> findings) {
        this.findings = findings;
        this.comparisons = new ComparisonLowering(findings);
    }

    static String key(Expression.Call call) {
        return call.function().toLowerCase(Locale.ROOT);
    }

    Condition condition(Expression.Call call) {
        String key = key(call);
        return switch (key) {
            case "startswith" -> relation(call, Relation.STARTS_WITH);
            case "endswith" -> relation(call, Relation.ENDS_WITH);
            case "stringcontains" -> relation(call, Relation.INCLUDES);
            case "cidrmatch", "wildcard", "match" -> ofTexts(call, key);
            default ->
                OF_VALUES.contains(key)
                        ? refused(
                                call,
                                "the value of '" + call.function() + "' is neither true nor false",
                                "compare it with a value")
                        : refused(
                                call,
                                "unknown function '" + call.function() + "'",
                                Spelling.wayOut(call.function(), NAMES, "one of " + NAMES));
        };
    }

    private Condition relation(Expression.Call call, Relation relation) {
        ElasticField field =
                call.arguments().size() == 2 ? field(call.arguments().getFirst()) : null;
        if (field == null) {
            return refusedArguments(call, "a text or another field");
        }
        boolean cased = !call.ignoreCase() && field.mapping() != Mapping.CASELESS;
        if (call.arguments().getLast() instanceof Constant.Text text) {
            return new Condition.FieldTest(field.path(), test(relation, text.value(), cased));
        }
        ElasticField other = field(call.arguments().getLast());
        return other == null
                ? refusedArguments(call, "a text or another field")
                : new Condition.FieldTest(field.path(), new Test.SameAs(other.path(), relation, cased));
    }

    private Condition refusedArguments(Expression.Call call, String behind) {
        return refused(
                call,
                "'" + call.function() + "' is supported with a field and " + behind
                        + ", not with what functions make of them",
                "write " + call.function() + "(field, \"…\")");
    }

    private static Test test(Relation relation, String text, boolean cased) {
        return switch (relation) {
            case EQUAL -> new Test.Is(List.of(text), cased);
            case STARTS_WITH -> new Test.StartsWith(List.of(text), cased);
            case ENDS_WITH -> new Test.EndsWith(List.of(text), cased);
            case INCLUDES -> new Test.Includes(List.of(text), cased);
        };
    }

    private Condition ofTexts(Expression.Call call, String key) {
        ElasticField field =
                call.arguments().size() >= 2 ? field(call.arguments().getFirst()) : null;
        List<Condition> any = new ArrayList<>();
        for (Expression argument : call.arguments()
                .subList(Math.min(1, call.arguments().size()), call.arguments().size())) {
            if (field == null || !(argument instanceof Constant.Text text)) {
                field = null;
                break;
            }
            any.add(
                    switch (key) {
                        case "cidrmatch" -> network(field, text);
                        case "wildcard" -> comparisons.like(field, text, !call.ignoreCase());
                        default -> comparisons.regex(field.path(), text, call.ignoreCase());
                    });
        }
        return field == null ? refusedArguments(call, "texts") : AnyOf.merged(any);
    }

    private Condition network(ElasticField field, Constant.Text text) {
        if (Network.parse(text.value()) == null) {
            return refused(
                    text,
                    "not an IPv4 or IPv6 network: '" + text.value() + "'",
                    "write \"10.0.0.0/8\" or \"fe80::/10\"");
        }
        return new Condition.FieldTest(field.path(), new Test.InSubnet(List.of(text.value())));
    }

    private static @Nullable ElasticField field(Expression expression) {
        Expression.Field field = ComparisonLowering.fieldOf(expression);
        return field != null && ElasticField.isName(field.path()) ? ElasticField.of(field.path()) : null;
    }

    private Condition refused(Expression at, String message, String wayOut) {
        findings.add(QueryProblem.error(at.span(), message, wayOut));
        return NEVER;
    }
}

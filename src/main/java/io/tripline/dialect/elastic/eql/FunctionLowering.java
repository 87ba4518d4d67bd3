package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.AnyOf;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.event.Network;
import io.tripline.problem.Spelling;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Subject;
import io.tripline.rule.Test;
import io.tripline.rule.Test.Relation;
import java.util.ArrayList;
import java.util.List;

/** Functions that are true or false. Their names have no case; with a tilde behind it neither have their texts. */
final class FunctionLowering {

    private static final List<String> NAMES = List.of(
            "startsWith",
            "endsWith",
            "stringContains",
            "cidrMatch",
            "wildcard",
            "match",
            "length",
            "substring",
            "between",
            "indexOf",
            "concat",
            "string",
            "number");

    private final List<QueryProblem> findings;
    private final SubjectLowering subjects;
    private final ConstantLowering constants;

    FunctionLowering(List<QueryProblem> findings) {
        this.findings = findings;
        this.subjects = new SubjectLowering(findings);
        this.constants = new ConstantLowering(findings);
    }

    Condition condition(Expression.Call call) {
        String key = SubjectLowering.key(call);
        return switch (key) {
            case "startswith" -> relation(call, Relation.STARTS_WITH);
            case "endswith" -> relation(call, Relation.ENDS_WITH);
            case "stringcontains" -> relation(call, Relation.INCLUDES);
            case "cidrmatch", "wildcard", "match" -> ofTexts(call, key);
            default ->
                SubjectLowering.isOfValues(call)
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
        if (call.arguments().size() != 2) {
            return refusedArguments(call, "a value and another");
        }
        Worth first = subjects.worth(call.arguments().getFirst());
        Worth second = subjects.worth(call.arguments().getLast());
        if (first instanceof Worth.Value value && second instanceof Worth.Value(Subject part, var mapping)) {
            boolean constant = SubjectLowering.isConstant(value.subject());
            if (!(part instanceof Subject.Number) && !(constant && SubjectLowering.isConstant(part))) {
                return Denial.test(value.asText(), test(relation, part, value.isCased(call.ignoreCase())));
            }
        }
        return isNothing(first) || isNothing(second)
                ? Conditions.NEVER
                : refusedArguments(call, "a field and a text or another field");
    }

    /** Null, or refused already. */
    private static boolean isNothing(Worth worth) {
        return worth instanceof Worth.Nothing || worth instanceof Worth.Refused;
    }

    private Condition refusedArguments(Expression.Call call, String what) {
        return refused(call, "'" + call.function() + "' takes " + what, "write " + call.function() + "(field, \"…\")");
    }

    private static Test test(Relation relation, Subject part, boolean cased) {
        if (!(part instanceof Subject.Text(String text))) {
            return new Test.SameAs(new Worth.Value(part).asText(), relation, cased);
        }
        return switch (relation) {
            case EQUAL -> new Test.Is(List.of(text), cased);
            case STARTS_WITH -> new Test.StartsWith(List.of(text), cased);
            case ENDS_WITH -> new Test.EndsWith(List.of(text), cased);
            case INCLUDES -> new Test.Includes(List.of(text), cased);
        };
    }

    private Condition ofTexts(Expression.Call call, String key) {
        List<Expression> arguments = call.arguments();
        if (arguments.size() < 2) {
            return refusedArguments(call, "a value and texts");
        }
        Worth worth = subjects.worth(arguments.getFirst());
        List<Condition> any = new ArrayList<>();
        for (Expression argument : arguments.subList(1, arguments.size())) {
            if (!(argument instanceof Constant.Text text)
                    || !(worth instanceof Worth.Value value)
                    || SubjectLowering.isConstant(value.subject())) {
                return isNothing(worth)
                        ? Conditions.NEVER
                        : refusedArguments(call, "a value and texts that are written out");
            }
            any.add(
                    switch (key) {
                        case "cidrmatch" -> network(value, text);
                        case "wildcard" -> constants.like(value, text, call.ignoreCase());
                        default -> constants.regex(value, text, call.ignoreCase());
                    });
        }
        return AnyOf.merged(any);
    }

    private Condition network(Worth.Value value, Constant.Text text) {
        if (Network.parse(text.value()) == null) {
            return refused(
                    text,
                    "not an IPv4 or IPv6 network: '" + text.value() + "'",
                    "write \"10.0.0.0/8\" or \"fe80::/10\"");
        }
        return Denial.test(value.asText(), new Test.InSubnet(List.of(text.value())));
    }

    private Condition refused(Expression at, String message, String wayOut) {
        findings.add(QueryProblem.error(at.span(), message, wayOut));
        return Conditions.NEVER;
    }
}

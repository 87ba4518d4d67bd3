package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.event.Decimal;
import io.tripline.event.Derivation;
import io.tripline.rule.Subject;
import io.tripline.rule.Subject.Function;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What fields, functions and arithmetic stand for. What does not depend on the event is worked out at once. A function of {@code
 * null} is {@code null}, but where an argument may be left out.
 */
final class SubjectLowering {

    /** As many steps as DRL has. */
    private static final int DEEPEST = 40;

    private static final Map<String, Function> ARITHMETIC = Map.of(
            "add", Function.PLUS,
            "subtract", Function.MINUS,
            "multiply", Function.TIMES,
            "divide", Function.DIVIDED_BY,
            "modulo", Function.MODULO);

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "length", Function.LENGTH,
            "substring", Function.SUBSTRING,
            "between", Function.BETWEEN,
            "indexof", Function.INDEX_OF,
            "concat", Function.CONCAT,
            "string", Function.STRING,
            "number", Function.NUMBER);

    private final List<QueryProblem> findings;
    private int depth;

    SubjectLowering(List<QueryProblem> findings) {
        this.findings = findings;
    }

    /** Names have no case. */
    static String key(Expression.Call call) {
        return call.function().toLowerCase(Locale.ROOT);
    }

    /** Whether it gives a value that is neither true nor false. */
    static boolean isOfValues(Expression.Call call) {
        return ARITHMETIC.containsKey(key(call)) || FUNCTIONS.containsKey(key(call));
    }

    Worth worth(Expression expression) {
        return switch (expression) {
            case Constant.Text text -> new Worth.Value(new Subject.Text(text.value()));
            case Constant.Number number -> new Worth.Value(new Subject.Number(number.value()));
            case Constant.Bool bool -> new Worth.Truth(bool.value());
            case Constant.Null n -> new Worth.Nothing();
            case Expression.Field field ->
                ElasticField.isName(field.path())
                        ? field(ElasticField.of(field.path()))
                        : refused(field, "this is not the name of one field", "write its whole name");
            case Expression.Negative negative ->
                function(
                        negative,
                        Function.TIMES,
                        true,
                        List.of(negative.part(), new Constant.Number(BigDecimal.ONE.negate(), negative.span())));
            case Expression.Arithmetic arithmetic ->
                function(
                        arithmetic,
                        switch (arithmetic.operation()) {
                            case ADD -> Function.PLUS;
                            case SUBTRACT -> Function.MINUS;
                            case MULTIPLY -> Function.TIMES;
                            case DIVIDE -> Function.DIVIDED_BY;
                            case MODULO -> Function.MODULO;
                        },
                        true,
                        List.of(arithmetic.left(), arithmetic.right()));
            case Expression.Call call -> call(call);
            case Expression.And condition -> new Worth.Asked(condition, false);
            case Expression.Or condition -> new Worth.Asked(condition, false);
            case Expression.Not condition -> new Worth.Asked(condition, false);
            case Expression.Comparison condition -> new Worth.Asked(condition, false);
            case Expression.In condition -> new Worth.Asked(condition, false);
            case Expression.Matches condition -> new Worth.Asked(condition, false);
        };
    }

    private static Worth field(ElasticField field) {
        return new Worth.Value(new Subject.Field(field.path()), field.mapping());
    }

    private Worth call(Expression.Call call) {
        Function operation = ARITHMETIC.get(key(call));
        Function function = operation == null ? FUNCTIONS.get(key(call)) : operation;
        if (function == null) {
            return new Worth.Asked(call, false);
        }
        List<Expression> arguments = call.arguments();
        if (function == Function.BETWEEN && arguments.size() == 4) {
            return between(call);
        }
        return function == Function.STRING && arguments.size() == 1 && !call.ignoreCase()
                ? string(arguments.getFirst())
                : function(call, function, !call.ignoreCase(), arguments);
    }

    private Worth string(Expression of) {
        return switch (worth(of)) {
            case Worth.Value(Subject.Text text, Mapping mapping) -> new Worth.Value(text);
            case Worth.Value(Subject.Number number, Mapping mapping) ->
                new Worth.Value(new Subject.Text(Decimal.text(number.value())));
            case Worth.Value(Subject subject, Mapping mapping) ->
                new Worth.Value(new Subject.Derived(Function.STRING, true, List.of(subject)), mapping);
            case Worth.Asked(Expression condition, boolean asText) -> new Worth.Asked(condition, true);
            case Worth.Truth(boolean value) -> new Worth.Value(new Subject.Text(String.valueOf(value)));
            case Worth.Nothing nothing -> nothing;
            case Worth.Refused refused -> refused;
        };
    }

    private Worth between(Expression.Call call) {
        List<Expression> bounds = call.arguments().subList(0, 3);
        return switch (call.arguments().get(3)) {
            case Constant.Bool greedy ->
                function(call, greedy.value() ? Function.BETWEEN_GREEDY : Function.BETWEEN, !call.ignoreCase(), bounds);
            case Constant.Null n -> function(call, Function.BETWEEN, !call.ignoreCase(), bounds);
            case Expression other ->
                refused(other, "whether 'between' is greedy is written out", "write true or false");
        };
    }

    private Worth function(Expression at, Function function, boolean cased, List<Expression> arguments) {
        if (++depth > DEEPEST) {
            depth--;
            return refused(at, "a value is worked out in more than " + DEEPEST + " steps", "leave some out");
        }
        List<Worth> worths = arguments.stream().map(this::worth).toList();
        depth--;
        List<Subject> inputs = new ArrayList<>();
        boolean isNull = false;
        for (int i = 0; i < worths.size(); i++) {
            switch (worths.get(i)) {
                case Worth.Value(Subject subject, Mapping mapping) -> inputs.add(plain(subject));
                case Worth.Nothing n -> isNull |= !mayBeLeftOut(function, i);
                case Worth.Refused refused -> {
                    return refused;
                }
                case Worth.Truth truth -> {
                    return refused(arguments.get(i), "true and false are no values to work with", "write a field");
                }
                case Worth.Asked asked -> {
                    return refused(arguments.get(i), "a condition is no value to work with", "write a field");
                }
            }
        }
        if (isNull) {
            return new Worth.Nothing();
        }
        return derived(at, function, cased, inputs);
    }

    /** Every function takes a number by its text. */
    private static Subject plain(Subject subject) {
        return subject instanceof Subject.Derived(Function function, boolean cased, List<Subject> inputs)
                        && function == Function.STRING
                ? inputs.getFirst()
                : subject;
    }

    private static boolean mayBeLeftOut(Function function, int argument) {
        return switch (function) {
            case SUBSTRING, INDEX_OF -> argument == 2;
            case NUMBER -> argument == 1;
            case LENGTH, BETWEEN, BETWEEN_GREEDY, CONCAT, STRING, PLUS, MINUS, TIMES, DIVIDED_BY, MODULO -> false;
        };
    }

    private Worth derived(Expression at, Function function, boolean cased, List<Subject> inputs) {
        boolean turned = (function == Function.PLUS || function == Function.TIMES)
                && inputs.size() == 2
                && inputs.getFirst() instanceof Subject.Number;
        if (function == Function.CONCAT && inputs.size() == 1) {
            return new Worth.Value(new Subject.Derived(Function.STRING, true, inputs));
        }
        try {
            Subject.Derived derived = new Subject.Derived(function, cased, turned ? inputs.reversed() : inputs);
            return inputs.stream().allMatch(SubjectLowering::isConstant) ? folded(derived) : new Worth.Value(derived);
        } catch (IllegalArgumentException impossible) {
            String name = at instanceof Expression.Call call ? call.function() : "this";
            return cased
                    ? refused(at, "'" + name + "' does not take " + inputs.size() + " arguments", usage(function))
                    : refused(at, "'" + name + "' has no case to ignore", "leave the tilde out");
        }
    }

    private static String usage(Function function) {
        return switch (function) {
            case LENGTH -> "write length(field)";
            case SUBSTRING -> "write substring(field, 0, 3), or without the end";
            case BETWEEN, BETWEEN_GREEDY -> "write between(field, \"left\", \"right\")";
            case INDEX_OF -> "write indexOf(field, \"text\")";
            case CONCAT -> "write concat(field, \"text\"), of 100 values at most";
            case STRING -> "write string(field)";
            case NUMBER -> "write number(field), or with a base behind it";
            case PLUS, MINUS, TIMES, DIVIDED_BY, MODULO -> "write two numbers or fields";
        };
    }

    static boolean isConstant(Subject subject) {
        return subject instanceof Subject.Text || subject instanceof Subject.Number;
    }

    /** Worked out as an event's values would be. */
    private static Worth folded(Subject.Derived derived) {
        Derivation derivation = Derivation.valueOf(derived.function().name() + (derived.cased() ? "" : "_IGNORE_CASE"));
        List<Object> inputs =
                derived.inputs().stream().map(SubjectLowering::constant).toList();
        return switch (derivation.ofConstants(inputs)) {
            case null -> new Worth.Nothing();
            case BigDecimal number -> new Worth.Value(new Subject.Number(number));
            case Number number -> new Worth.Value(new Subject.Number(new BigDecimal(number.toString())));
            case Object text -> new Worth.Value(new Subject.Text(text.toString()));
        };
    }

    private static Object constant(Subject subject) {
        return switch (subject) {
            case Subject.Text(String value) -> value;
            case Subject.Number(BigDecimal value) -> value;
            case Subject.Field field -> throw new IllegalArgumentException(field + " is no constant");
            case Subject.Derived derived -> throw new IllegalArgumentException(derived + " is no constant");
        };
    }

    private Worth refused(Expression at, String message, String wayOut) {
        findings.add(QueryProblem.error(at.span(), message, wayOut));
        return new Worth.Refused();
    }
}

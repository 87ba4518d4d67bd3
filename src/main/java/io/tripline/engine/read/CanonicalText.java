package io.tripline.engine.read;

import io.tripline.engine.read.Expression.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints what was read, for Drools to compile: ASCII, one statement a line, every string in escapes wherever another reader of it
 * could see more than a string. So only what our grammars know can run, whatever the file holds besides.
 */
public final class CanonicalText {

    private CanonicalText() {}

    /** A constraint of a pattern. */
    public static String of(Constraint.Computed constraint) {
        String expression = of(constraint.expression());
        return constraint.variable() == null ? expression : constraint.variable() + " : " + expression;
    }

    public static String of(Expression expression) {
        return switch (expression) {
            case Expression.Text text -> literal(text.value());
            case Expression.Number number -> number(number);
            case Expression.Truth truth -> String.valueOf(truth.value());
            case Expression.Nothing nothing -> "null";
            case Expression.Fact fact -> "this";
            case Expression.Variable variable -> variable.name();
            case Expression.Property property ->
                property.of() instanceof Expression.Fact ? property.name() : accessed(property);
            case Expression.Call call -> target(call.target()) + call.method() + arguments(call.arguments());
            case Expression.Constant constant -> name(constant.of()) + "." + constant.name();
            case Expression.New made -> "new " + name(made.type()) + arguments(made.arguments());
            case Expression.Listed listed -> listed(listed.elements());
            case Expression.Element element -> inner(element.of()) + "[ " + of(element.index()) + " ]";
            case Expression.Not not -> "!" + inner(not.part());
            case Expression.Negative negative -> "-" + inner(negative.part());
            case Expression.Binary binary ->
                side(binary.left(), binary) + " " + binary.operator().sign() + " " + side(binary.right(), binary);
            case Expression.OneOf some ->
                inner(some.left()) + (some.negated() ? " not in " : " in ") + arguments(some.values());
            case Expression.Temporal temporal -> temporal(temporal);
            case Expression.Choice choice ->
                inner(choice.condition()) + " ? " + inner(choice.yes()) + " : " + inner(choice.no());
        };
    }

    private static String accessed(Expression.Property property) {
        String call = property.of().type().isArray() ? property.name() : property.method() + "()";
        return inner(property.of()) + "." + call;
    }

    private static String target(Target target) {
        return switch (target) {
            case Target.Value(Expression.Fact fact) -> "";
            case Target.Value(Expression expression) -> inner(expression) + ".";
            case Target.Type(Class<?> type) -> name(type) + ".";
            case Target.Given(Service service) -> service.word() + ".";
        };
    }

    /** Binds closer than anything around it. */
    private static String inner(Expression expression) {
        boolean loose =
                switch (expression) {
                    case Expression.Binary binary -> true;
                    case Expression.OneOf some -> true;
                    case Expression.Temporal temporal -> true;
                    case Expression.Choice choice -> true;
                    case Expression.Not not -> true;
                    case Expression.Negative negative -> true;
                    case Expression.New made -> true;
                    case Expression.Number number -> number.value().signum() < 0;
                    case Expression.Text text -> false;
                    case Expression.Truth truth -> false;
                    case Expression.Nothing nothing -> false;
                    case Expression.Fact fact -> false;
                    case Expression.Variable variable -> false;
                    case Expression.Property property -> false;
                    case Expression.Call call -> false;
                    case Expression.Constant constant -> false;
                    case Expression.Listed listed -> false;
                    case Expression.Element element -> false;
                };
        return loose ? "( " + of(expression) + " )" : of(expression);
    }

    /** Without parentheses where the operators' ranks say the same. */
    private static String side(Expression side, Expression.Binary around) {
        boolean closer = side instanceof Expression.Binary binary
                        && binary.operator().rank() > around.operator().rank()
                || side instanceof Expression.Not
                || side instanceof Expression.Number
                || around.operator().rank() <= Operator.AND.rank()
                        && (side instanceof Expression.OneOf || side instanceof Expression.Temporal)
                || side instanceof Expression.Binary same
                        && same == around.left()
                        && same.operator() == around.operator()
                        && around.operator().rank() <= Operator.AND.rank();
        return closer ? of(side) : inner(side);
    }

    private static String temporal(Expression.Temporal temporal) {
        String spans = temporal.spans().isEmpty()
                ? ""
                : temporal.spans().stream().map(Duration::text).collect(Collectors.joining(", ", "[ ", " ]"));
        return inner(temporal.left()) + (temporal.negated() ? " not " : " ") + temporal.operator() + spans + " "
                + inner(temporal.right());
    }

    private static String arguments(List<Expression> arguments) {
        return arguments.isEmpty()
                ? "()"
                : arguments.stream().map(CanonicalText::of).collect(Collectors.joining(", ", "( ", " )"));
    }

    private static String listed(List<Expression> elements) {
        return elements.stream().map(CanonicalText::of).collect(Collectors.joining(", ", "[ ", " ]"));
    }

    static String name(Class<?> type) {
        return type.getEnclosingClass() == null ? type.getSimpleName() : type.getName();
    }

    private static String number(Expression.Number number) {
        String digits = number.value().toPlainString();
        return switch (number.type().getSimpleName()) {
            case "Long" -> digits + "L";
            case "BigDecimal" -> digits + "B";
            case "BigInteger" -> digits + "I";
            case "Double" -> digits.contains(".") ? digits : digits + ".0";
            default -> digits;
        };
    }

    /** Letters, digits and what cannot end or begin anything stand for themselves, all else is an escape. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || " ._-:/?=,".indexOf(c) >= 0;
            if (plain && !(c == '/' && i > 0 && text.charAt(i - 1) == '/')) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            }
        }
        return out.append('"').toString();
    }

    /** Statements, each on its line. */
    public static String of(List<Statement> statements) {
        return statements.stream().map(CanonicalText::of).collect(Collectors.joining());
    }

    private static String of(Statement statement) {
        return switch (statement) {
            case Statement.Do(Expression call) -> of(call) + ";\n";
            case Statement.Assign(String variable, Expression value) -> variable + " = " + of(value) + ";\n";
            case Statement.If(Expression condition, List<Statement> then, List<Statement> otherwise) ->
                "if ( " + of(condition) + " ) {\n" + of(then) + "}"
                        + (otherwise.isEmpty() ? "" : " else {\n" + of(otherwise) + "}") + ";\n";
            case Statement.ForEach(String variable, Class<?> type, Expression collection, List<Statement> body) ->
                "for ( " + name(type) + " " + variable + " : " + of(collection) + " ) {\n" + of(body) + "};\n";
            case Statement.Count(String variable, Expression from, Expression limit, List<Statement> body) ->
                "for ( int " + variable + " = " + of(from) + "; " + variable + " < " + of(limit) + "; " + variable
                        + "++ ) {\n" + of(body) + "};\n";
            case Statement.Return() -> "return null;\n";
        };
    }
}

package io.tripline.engine.closure;

import io.tripline.engine.read.Expression;
import io.tripline.engine.read.Operator;
import io.tripline.event.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mvel2.DataConversion;
import org.mvel2.math.MathProcessor;
import org.mvel2.util.CompilerTools;
import org.mvel2.util.ParseTools;

/**
 * What operators do with values. Their meaning is MVEL's, so what is not plain is handed to its arithmetic, which is a function without
 * any state.
 */
final class Operators {

    /** Of a type that is not known before the value is there. */
    private static final int UNKNOWN = -1;

    private Operators() {}

    static Closure of(Expression.Binary binary, Closure left, Closure right) {
        return switch (binary.operator()) {
            case AND -> frame -> left.holds(frame) && right.holds(frame);
            case OR -> frame -> left.holds(frame) || right.holds(frame);
            case CONTAINS -> frame -> ParseTools.containsCheck(left.value(frame), right.value(frame));
            case NOT_CONTAINS -> frame -> !ParseTools.containsCheck(left.value(frame), right.value(frame));
            case MEMBER_OF -> frame -> ParseTools.containsCheck(right.value(frame), left.value(frame));
            case NOT_MEMBER_OF -> frame -> !ParseTools.containsCheck(right.value(frame), left.value(frame));
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, PLUS, MINUS, TIMES, DIVIDED, REMAINDER ->
                calculated(binary, left, right);
        };
    }

    private static Closure calculated(Expression.Binary binary, Closure left, Closure right) {
        boolean whole = binary.left().type() == Integer.class && binary.right().type() == Integer.class;
        if (binary.operator() == Operator.DIVIDED && whole) {
            throw new NoClosure(); // a fraction for int, a whole number for Integer: our types do not tell them apart
        }
        Closure second = converted(binary.operator(), binary.left(), binary.right(), right);
        BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> operation =
                comparison(binary.operator(), binary.left(), binary.right());
        return frame -> operation.apply(left.value(frame), second.value(frame));
    }

    /**
     * Of two values; the second is what {@link #converted} gives. MVEL knows the type of a side beforehand where both sides have it,
     * and of a literal.
     */
    static BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> comparison(
            Operator operator, Expression left, Expression right) {
        Class<?> first = type(left);
        Class<?> second = isConverted(operator, left, right) ? target(operator, left, right) : type(right);
        boolean same = first == second && second != Object.class;
        return operation(
                code(operator),
                same || isLiteral(left) ? ParseTools.__resolveType(first) : UNKNOWN,
                same || isLiteral(right) ? ParseTools.__resolveType(second) : UNKNOWN);
    }

    /** As MVEL knows it beforehand: of two numbers the wider one's. */
    private static Class<?> type(Expression expression) {
        return expression instanceof Expression.Binary binary
                        && !binary.operator().isTest()
                ? result(binary.operator(), binary.left(), binary.right())
                : expression.type();
    }

    private static Class<?> result(Operator operator, Expression left, Expression right) {
        return isJoined(operator, left, right)
                ? String.class
                : CompilerTools.getReturnTypeFromOp(code(operator), type(left), type(right));
    }

    /** Whether texts are put behind each other. */
    private static boolean isJoined(Operator operator, Expression left, Expression right) {
        return operator == Operator.PLUS && (type(left) == String.class || type(right) == String.class);
    }

    private static BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> operation(
            int code, int leftType, int rightType) {
        return switch (code) {
            case org.mvel2.Operator.EQUAL ->
                (left, right) -> isPlain(left, right)
                        ? left.equals(right)
                        : MathProcessor.doOperations(leftType, left, code, rightType, right);
            case org.mvel2.Operator.NEQUAL ->
                (left, right) -> isPlain(left, right)
                        ? !left.equals(right)
                        : MathProcessor.doOperations(leftType, left, code, rightType, right);
            default -> (left, right) -> MathProcessor.doOperations(leftType, left, code, rightType, right);
        };
    }

    /** Two values that are equal when they say so. */
    private static boolean isPlain(@Nullable Object left, @Nullable Object right) {
        return left instanceof Key && right instanceof Key || left instanceof String && right instanceof String;
    }

    private static int code(Operator operator) {
        return switch (operator) {
            case EQUAL -> org.mvel2.Operator.EQUAL;
            case NOT_EQUAL -> org.mvel2.Operator.NEQUAL;
            case LESS -> org.mvel2.Operator.LTHAN;
            case AT_MOST -> org.mvel2.Operator.LETHAN;
            case GREATER -> org.mvel2.Operator.GTHAN;
            case AT_LEAST -> org.mvel2.Operator.GETHAN;
            case PLUS -> org.mvel2.Operator.ADD;
            case MINUS -> org.mvel2.Operator.SUB;
            case TIMES -> org.mvel2.Operator.MULT;
            case DIVIDED -> org.mvel2.Operator.DIV;
            case REMAINDER -> org.mvel2.Operator.MOD;
            case AND, OR, CONTAINS, NOT_CONTAINS, MEMBER_OF, NOT_MEMBER_OF -> throw new NoClosure();
        };
    }

    private static boolean isLiteral(Expression expression) {
        return expression instanceof Expression.Number || expression instanceof Expression.Text;
    }

    /** A literal on the right takes the type of the left, as MVEL does it: {@code $text == 10} compares texts. */
    static Closure converted(Operator operator, Expression left, Expression right, Closure value) {
        if (!isConverted(operator, left, right)) {
            return value;
        }
        try {
            Object converted = DataConversion.convert(literal(right), target(operator, left, right));
            return frame -> converted;
        } catch (RuntimeException e) {
            throw new NoClosure(); // a text that is no number: MVEL says so when the rule runs
        }
    }

    private static Class<?> target(Operator operator, Expression left, Expression right) {
        return operator.isTest() ? type(left) : result(operator, left, right);
    }

    private static boolean isConverted(Operator operator, Expression left, Expression right) {
        Class<?> type = type(left);
        return isLiteral(right)
                && !isJoined(operator, left, right)
                && !type.isAssignableFrom(right.type())
                && !right.type().isAssignableFrom(type)
                && !(isWhole(type) && isFraction(right.type()))
                && DataConversion.canConvert(type, right.type());
    }

    private static boolean isWhole(Class<?> type) {
        return type == Short.class || type == Integer.class || type == Long.class || type == BigInteger.class;
    }

    private static boolean isFraction(Class<?> type) {
        return type == Float.class || type == Double.class || type == BigDecimal.class;
    }

    private static Object literal(Expression expression) {
        return switch (expression) {
            case Expression.Number number -> number(number);
            case Expression.Text text -> text.value();
            default -> throw new NoClosure();
        };
    }

    static Object number(Expression.Number number) {
        return switch (number.type().getSimpleName()) {
            case "Integer" -> number.value().intValueExact();
            case "Long" -> number.value().longValueExact();
            case "Double" -> number.value().doubleValue();
            case "BigInteger" -> number.value().toBigIntegerExact();
            default -> number.value();
        };
    }

    static Closure negative(Closure part) {
        return frame -> switch (part.value(frame)) {
            case null -> null;
            case Integer number -> -number;
            case Long number -> -number;
            case Double number -> -number;
            case Float number -> -number;
            case BigDecimal number -> number.negate();
            case BigInteger number -> number.negate();
            case Object other -> throw new IllegalArgumentException("'-' in front of " + other);
        };
    }
}

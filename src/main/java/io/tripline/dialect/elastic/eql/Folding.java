package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.eql.Expression.Operation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/** Works out what does not depend on the event: arithmetic on numbers, also where it is written as a function. */
final class Folding {

    private static final Map<String, Operation> FUNCTIONS = Map.of(
            "add", Operation.ADD,
            "subtract", Operation.SUBTRACT,
            "multiply", Operation.MULTIPLY,
            "divide", Operation.DIVIDE,
            "modulo", Operation.MODULO);

    private Folding() {}

    /** The number, or the expression itself. */
    static Expression fold(Expression expression) {
        if (expression instanceof Expression.Negative negative
                && fold(negative.part()) instanceof Constant.Number number) {
            return new Constant.Number(number.value().negate(), negative.span());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return operated(fold(arithmetic.left()), arithmetic.operation(), fold(arithmetic.right()), arithmetic);
        }
        if (expression instanceof Expression.Call call
                && call.arguments().size() == 2
                && FUNCTIONS.get(FunctionLowering.key(call)) instanceof Operation operation) {
            List<Expression> arguments = call.arguments();
            return operated(fold(arguments.getFirst()), operation, fold(arguments.getLast()), call);
        }
        return expression;
    }

    private static Expression operated(Expression left, Operation operation, Expression right, Expression otherwise) {
        if (!(left instanceof Constant.Number(BigDecimal a, var _))
                || !(right instanceof Constant.Number(BigDecimal b, var _))) {
            return otherwise;
        }
        boolean byZero = b.signum() == 0 && (operation == Operation.DIVIDE || operation == Operation.MODULO);
        return byZero ? otherwise : new Constant.Number(result(a, operation, b), otherwise.span());
    }

    /** Whole numbers divide as whole numbers. */
    private static BigDecimal result(BigDecimal a, Operation operation, BigDecimal b) {
        return switch (operation) {
            case ADD -> a.add(b, MathContext.DECIMAL64);
            case SUBTRACT -> a.subtract(b, MathContext.DECIMAL64);
            case MULTIPLY -> a.multiply(b, MathContext.DECIMAL64);
            case MODULO -> a.remainder(b, MathContext.DECIMAL64);
            case DIVIDE ->
                a.scale() <= 0 && b.scale() <= 0
                        ? new BigDecimal(a.toBigInteger().divide(b.toBigInteger()))
                        : a.divide(b, MathContext.DECIMAL64);
        };
    }
}

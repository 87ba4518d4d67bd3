package io.tripline.dialect.sigma.spl;

import java.math.BigDecimal;
import java.util.List;

/** What {@code eval} and {@code where} compute. */
sealed interface SplExpression {

    record Number(BigDecimal value) implements SplExpression {}

    record Text(String text) implements SplExpression {}

    record Name(String name) implements SplExpression {}

    record Placeholder(String name, int offset) implements SplExpression {}

    /** @param operator one of {@code + - * / %} */
    record Arithmetic(char operator, SplExpression left, SplExpression right) implements SplExpression {}

    /** @param operator one of {@code = == != < <= > >=} */
    record Compare(String operator, SplExpression left, SplExpression right) implements SplExpression {}

    record And(List<SplExpression> parts) implements SplExpression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<SplExpression> parts) implements SplExpression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(SplExpression part) implements SplExpression {}

    record Call(String function, List<SplExpression> arguments) implements SplExpression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}

package io.tripline.dialect.sigma.read;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition over search identifiers, as it is written. Offsets are into its text. */
public sealed interface ConditionExpression {

    record And(List<ConditionExpression> parts) implements ConditionExpression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<ConditionExpression> parts) implements ConditionExpression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(ConditionExpression part) implements ConditionExpression {}

    record Identifier(String name, int offset) implements ConditionExpression {}

    /**
     * {@code 1 of selection_*}.
     *
     * @param count how many must hold; null for all
     * @param pattern of identifiers, with {@code *}; {@code them} for all that do not begin with an underscore
     */
    record Of(@Nullable Integer count, String pattern, int offset) implements ConditionExpression {}

    /** The text that is read as this expression. */
    default String print() {
        return switch (this) {
            case Identifier identifier -> identifier.name();
            case Of of -> (of.count() == null ? "all" : String.valueOf(of.count())) + " of " + of.pattern();
            case Not not -> "not " + operand(not.part());
            case And and ->
                and.parts().stream().map(ConditionExpression::operand).collect(Collectors.joining(" and "));
            case Or or -> or.parts().stream().map(ConditionExpression::operand).collect(Collectors.joining(" or "));
        };
    }

    private static String operand(ConditionExpression part) {
        return part instanceof And || part instanceof Or ? "(" + part.print() + ")" : part.print();
    }
}

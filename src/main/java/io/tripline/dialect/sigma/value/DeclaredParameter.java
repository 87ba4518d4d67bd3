package io.tripline.dialect.sigma.value;

import io.tripline.problem.Place;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a rule declares in its {@code parameters} block: our extension, a custom field as the specification
 * allows them.
 *
 * @param values the default; empty where the user has to set it
 * @param least and most bounds of a number, both included
 */
public record DeclaredParameter(
        String name,
        Type type,
        List<String> values,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        Place place) {

    /** What a value must be. */
    public enum Type {
        /** A whole number. */
        INTEGER,
        NUMBER,
        TEXT,
        /** Any number of texts. */
        LIST
    }

    public DeclaredParameter {
        values = List.copyOf(values);
    }

    /** Why these values cannot be the parameter's, null if they can. */
    public @Nullable String refuses(List<String> candidates) {
        if (type == Type.LIST || type == Type.TEXT && candidates.size() == 1) {
            return null;
        }
        if (candidates.size() != 1) {
            return "takes one value, not " + candidates.size();
        }
        BigDecimal number = ModifierChain.number(candidates.getFirst());
        if (number == null
                || type == Type.INTEGER && number.stripTrailingZeros().scale() > 0) {
            return "takes a " + (type == Type.INTEGER ? "whole number" : "number") + ", not '" + candidates.getFirst()
                    + "'";
        }
        if (least != null && number.compareTo(least) < 0) {
            return "is at least " + least.toPlainString() + ", not " + number.toPlainString();
        }
        return most != null && number.compareTo(most) > 0
                ? "is at most " + most.toPlainString() + ", not " + number.toPlainString()
                : null;
    }
}

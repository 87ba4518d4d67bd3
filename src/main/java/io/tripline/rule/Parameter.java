package io.tripline.rule;

import java.util.List;

/**
 * A placeholder of the source rule and the value it got.
 *
 * @param name as the source spells it, without braces
 * @param values one for a number or a text, several for a list of texts
 * @param origin where the value came from
 */
public record Parameter(String name, List<String> values, Origin origin) {

    /** Who said the value. */
    public enum Origin {
        /** The rule's own text. */
        RULE,
        /** The table of defaults inside the program. */
        SHIPPED_DEFAULT,
        /** The user: the configuration, or a file beside the rules. */
        CONFIGURATION
    }

    public Parameter {
        values = List.copyOf(values);
    }
}

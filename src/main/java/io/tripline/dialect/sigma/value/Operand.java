package io.tripline.dialect.sigma.value;

import io.tripline.event.FieldPath;
import io.tripline.rule.Comparison;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value has become after some of its modifiers. */
public sealed interface Operand {

    /** No modifier has touched it yet. */
    record AsWritten(SigmaValue value) implements Operand {}

    /**
     * Texts with wildcards, any of which will do.
     *
     * @param placed whether a {@code contains}, {@code startswith} or {@code endswith} has said where
     */
    record Texts(List<SigmaString> alternatives, boolean placed) implements Operand {
        public Texts {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Texts on their way to base64.
     *
     * @param bytes one char for each byte
     * @param asTexts the same as a text with NUL between the characters; empty where it is none
     */
    record Bytes(List<String> bytes, List<String> asTexts) implements Operand {
        public Bytes {
            bytes = List.copyOf(bytes);
            asTexts = List.copyOf(asTexts);
        }
    }

    record Expression(String regex, boolean ignoreCase, boolean multiLine, boolean dotAll) implements Operand {}

    record Networks(List<String> cidrs) implements Operand {
        public Networks {
            cidrs = List.copyOf(cidrs);
        }
    }

    record Bounded(Comparison comparison, BigDecimal bound) implements Operand {}

    record TimeOf(Test.Part part, Comparison comparison, BigDecimal bound) implements Operand {}

    record Reference(FieldPath field, Test.Relation relation) implements Operand {}

    record Presence(boolean wanted) implements Operand {}

    /**
     * The chain cannot go on.
     *
     * @param aboutValue whether the value is to blame, else the modifier
     */
    record Illegal(String message, @Nullable String wayOut, boolean aboutValue) implements Operand {}

    static Illegal illegalChain(String message, String wayOut) {
        return new Illegal(message, wayOut, false);
    }

    static Illegal illegalValue(String message, @Nullable String wayOut) {
        return new Illegal(message, wayOut, true);
    }
}

package io.tripline.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.IntPredicate;

/** Which of two values of an event is the larger. */
final class Ordering {

    private Ordering() {}

    /**
     * Whether the sign of the first's order against the other is as asked. Where either is a number both must be; texts that are both
     * moments are compared as such, all others by code unit.
     */
    static boolean between(FieldValue one, FieldValue other, IntPredicate sign) {
        if (one.isNull() || other.isNull()) {
            return false;
        }
        if (one.isNumber() || other.isNumber()) {
            BigDecimal number = one.number();
            BigDecimal bound = other.number();
            return number != null && bound != null && sign.test(number.compareTo(bound));
        }
        Instant instant = one.number() == null ? one.instant() : null;
        Instant bound = instant == null || other.number() != null ? null : other.instant();
        return sign.test(
                instant != null && bound != null
                        ? instant.compareTo(bound)
                        : one.text().compareTo(other.text()));
    }
}

package io.tripline.event;

import inet.ipaddr.IPAddress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of an event, with its text, folded text, words, number and address worked out at most once. Not thread safe: an event belongs
 * to one worker at a time.
 */
public final class FieldValue {

    private static final int SHORTEST_TIME = 8;

    private final @Nullable Object raw;
    private final String text;
    private @Nullable String folded;
    private @Nullable BigDecimal number;
    private boolean numberTried;
    private @Nullable IPAddress address;
    private boolean addressTried;
    private @Nullable List<String> words;

    /** @param raw a String, Number or Boolean; null for JSON null */
    FieldValue(@Nullable Object raw) {
        this.raw = raw;
        this.text = raw == null ? "" : raw instanceof Number given ? Decimal.text(given) : raw.toString();
    }

    /** The scalar as it was decoded. */
    public @Nullable Object raw() {
        return raw;
    }

    public boolean isNull() {
        return raw == null;
    }

    /** Of a number its one text, see {@link Decimal}; booleans as JSON writes them; empty for null. */
    public String text() {
        return text;
    }

    /** The text without case, by {@link CaseFolding}. */
    public String folded() {
        String known = folded;
        if (known == null) {
            known = CaseFolding.fold(text);
            folded = known;
        }
        return known;
    }

    /** The words of the text without case, as {@link Words} has them. */
    List<String> words() {
        List<String> known = words;
        if (known == null) {
            known = Words.of(text);
            words = known;
        }
        return known;
    }

    /** The number that the value is or spells; null where it is none. */
    public @Nullable BigDecimal number() {
        if (!numberTried) {
            numberTried = true;
            number = raw instanceof Number given
                    ? Decimal.of(given)
                    : raw instanceof String ? Decimal.parse(text) : null;
        }
        return number;
    }

    /** The one text of {@link #number}; null where there is none. */
    public @Nullable String numberText() {
        BigDecimal known = number();
        return known == null ? null : Decimal.text(known);
    }

    /** The address that the value spells, see {@link Network}; null where it is none. */
    @Nullable
    IPAddress address() {
        if (!addressTried) {
            addressTried = true;
            address = raw instanceof String ? Network.address(text) : null;
        }
        return address;
    }

    /** The one text of the address that the value spells; null where it is none. */
    public @Nullable String addressText() {
        IPAddress known = address();
        return known == null ? null : known.toCanonicalString();
    }

    /** The moment that the value is, as {@link EventTime} reads it; a number is one of any sign. */
    public @Nullable Instant instant() {
        BigDecimal epoch = number();
        if (epoch != null) {
            Long millis = EpochTime.millis(epoch);
            return Instant.ofEpochMilli(millis == null ? EpochTime.scaled(epoch) : millis);
        }
        Long millis = text.length() < SHORTEST_TIME ? null : EventTime.parse(text);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}

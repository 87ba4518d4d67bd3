package io.tripline.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of an event, with its text, folded text, words and number worked out at most once. Not thread safe: an event belongs
 * to one worker at a time.
 */
public final class FieldValue {

    private static final int LONGEST_NUMBER = 400;
    private static final int SHORTEST_TIME = 8;

    private final @Nullable Object raw;
    private final String text;
    private @Nullable String folded;
    private @Nullable BigDecimal number;
    private boolean numberTried;
    private @Nullable List<String> words;

    /** @param raw a String, Number or Boolean; null for JSON null */
    FieldValue(@Nullable Object raw) {
        this.raw = raw;
        this.text = raw == null ? "" : raw instanceof BigDecimal decimal ? decimal.toString() : raw.toString();
    }

    /** The scalar as it was decoded. */
    public @Nullable Object raw() {
        return raw;
    }

    public boolean isNull() {
        return raw == null;
    }

    /** Numbers and booleans as JSON writes them; empty for null. */
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
            number = numberOf(text);
        }
        return number;
    }

    private @Nullable BigDecimal numberOf(String candidate) {
        if (candidate.isEmpty() || candidate.length() > LONGEST_NUMBER || raw instanceof Boolean) {
            return null;
        }
        char first = candidate.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return null;
        }
        try {
            BigDecimal parsed = new BigDecimal(candidate);
            // 1e999999999 is a few bytes of text but a billion digits as soon as somebody adds to it
            return Math.abs((long) parsed.scale()) > LONGEST_NUMBER ? null : parsed;
        } catch (NumberFormatException notANumber) {
            return null;
        }
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

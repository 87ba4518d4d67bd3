package io.tripline.event;

import inet.ipaddr.IPAddress;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of an event. It stays as the bytes that were sent until somebody asks; its text, folded text, words, number, address
 * and moment are worked out at most once each, and none of them by an exception. Of one worker at a time, as its event: nothing
 * is locked.
 */
public final class FieldValue {

    private static final int SHORTEST_TIME = 8;
    private static final byte[] GIVEN = {};

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final JsonKind kind;

    private @Nullable Object raw;
    private @Nullable String text;
    private @Nullable String folded;
    private @Nullable BigDecimal number;
    private @Nullable IPAddress address;
    private @Nullable List<String> words;
    private @Nullable Instant instant;
    private boolean numberTried;
    private boolean addressTried;
    private boolean instantTried;

    /** @param raw a String, Number or Boolean; null for JSON null */
    FieldValue(@Nullable Object raw) {
        this.bytes = GIVEN;
        this.from = 0;
        this.to = 0;
        this.raw = raw;
        this.kind = switch (raw) {
            case null -> JsonKind.NULL;
            case BigDecimal decimal -> JsonKind.DECIMAL;
            case Number number -> JsonKind.INTEGER;
            case Boolean bool -> bool ? JsonKind.TRUE : JsonKind.FALSE;
            default -> JsonKind.TEXT;
        };
    }

    /** @param kind of a scalar; the bytes are one of that kind, without quotes */
    FieldValue(JsonKind kind, byte[] bytes, int from, int to) {
        this.kind = kind;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The scalar as decoded JSON. */
    public @Nullable Object raw() {
        Object known = raw;
        if (known == null && kind != JsonKind.NULL) {
            known = decoded();
            raw = known;
        }
        return known;
    }

    private Object decoded() {
        return switch (kind) {
            case TEXT -> new String(bytes, from, to - from, StandardCharsets.UTF_8);
            case ESCAPED -> JsonText.unescaped(bytes, from, to);
            case INTEGER -> JsonText.integer(bytes, from, to);
            case DECIMAL -> JsonText.decimal(JsonText.latin(bytes, from, to));
            case TRUE -> true;
            case FALSE -> false;
            case NULL, OBJECT, LIST, REPLACED -> throw new IllegalStateException(kind + " is no scalar with a value");
        };
    }

    JsonKind kind() {
        return kind;
    }

    public boolean isNull() {
        return kind == JsonKind.NULL;
    }

    /** It was sent as a number, not as a text that spells one. */
    public boolean isNumber() {
        return kind == JsonKind.INTEGER || kind == JsonKind.DECIMAL && raw() instanceof Number;
    }

    private boolean isText() {
        return kind == JsonKind.TEXT || kind == JsonKind.ESCAPED || kind == JsonKind.DECIMAL && raw() instanceof String;
    }

    /** Of a number its one text, see {@link Decimal}; booleans as JSON writes them; empty for null. */
    public String text() {
        String known = text;
        if (known == null) {
            known = written();
            text = known;
        }
        return known;
    }

    private String written() {
        if (kind == JsonKind.INTEGER && bytes != GIVEN) {
            return to - from == 2 && bytes[from] == '-' && bytes[from + 1] == '0'
                    ? "0"
                    : JsonText.latin(bytes, from, to);
        }
        Object value = raw();
        return value == null ? "" : value instanceof Number given ? Decimal.text(given) : value.toString();
    }

    /** The text without case, by {@link CaseFolding}. */
    public String folded() {
        String known = folded;
        if (known == null) {
            known = CaseFolding.fold(text());
            folded = known;
        }
        return known;
    }

    /** The words of the text without case, as {@link Phrases} has them. */
    List<String> words() {
        List<String> known = words;
        if (known == null) {
            known = Phrases.of(text());
            words = known;
        }
        return known;
    }

    /** The number that the value is or spells; null where it is none. */
    public @Nullable BigDecimal number() {
        if (!numberTried) {
            numberTried = true;
            number = isNumber() && raw() instanceof Number given
                    ? Decimal.of(given)
                    : isText() ? Decimal.parse(text()) : null;
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
            address = isText() ? Network.address(text()) : null;
        }
        return address;
    }

    /** The one text of the address that the value spells; null where it is none. */
    public @Nullable String addressText() {
        IPAddress known = address();
        return known == null ? null : known.toCanonicalString();
    }

    /** The bytes of the address that the value spells, 4 or 16; null where it is none. */
    public byte @Nullable [] addressBytes() {
        return isText() ? Network.bytes(text()) : null;
    }

    /** The moment that the value is, as {@link EventTime} reads it; a number is one of any sign. */
    public @Nullable Instant instant() {
        if (!instantTried) {
            instantTried = true;
            instant = moment();
        }
        return instant;
    }

    private @Nullable Instant moment() {
        BigDecimal epoch = number();
        if (epoch != null) {
            Long millis = EpochTime.millis(epoch);
            return Instant.ofEpochMilli(millis == null ? EpochTime.scaled(epoch) : millis);
        }
        Long millis = text().length() < SHORTEST_TIME ? null : EventTime.parse(text());
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}

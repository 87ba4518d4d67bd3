package io.tripline.ingest;

import io.tripline.event.Document;
import io.tripline.event.DocumentBuilder;
import io.tripline.event.JsonText;
import io.tripline.event.Place;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads one well-formed JSON object of RFC 8259 into a {@link Document} in one pass over its bytes, eight at a time inside of texts.
 * It knows no errors: what is not well-formed, cut off or beyond a {@link Limits limit} it leaves to the parser of {@link TreeReader},
 * which says what is wrong and where. What it takes, that parser takes alike. One thread.
 */
final class ObjectScanner {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final Limits limits;
    private final DocumentBuilder builder = new DocumentBuilder();

    private byte[] bytes = {};
    private int end;
    private int at;
    private boolean oneLine;

    ObjectScanner(Limits limits) {
        this.limits = limits;
    }

    /** Behind the last byte of the object. */
    int end() {
        return at;
    }

    /** It has no line break outside of texts. */
    boolean isOnOneLine() {
        return oneLine;
    }

    /**
     * @param utf8 valid, and not to be written any more
     * @param from where the object begins
     * @param to nothing behind is looked at
     * @return null where it is for the parser to say what it is
     */
    @Nullable
    Document scan(byte[] utf8, int from, int to) {
        bytes = utf8;
        at = from;
        end = to;
        oneLine = true;
        builder.begin();
        return at < end && bytes[at] == '{' && object(Place.EVENT, 1) ? builder.build(bytes, from, at) : null;
    }

    private boolean object(Place place, int depth) {
        if (depth > limits.nesting()) {
            return false;
        }
        int node = builder.object(place);
        at++;
        if (blanks() == '}') {
            at++;
            builder.end(node);
            return isWithinLimits();
        }
        while (true) {
            Place field = blanks() == '"' ? name(node) : null;
            if (field == null || builder.pathLength() > limits.pathLength() || blanks() != ':') {
                return false;
            }
            at++;
            if (!value(field, depth)) {
                return false;
            }
            int next = blanks();
            at++;
            if (next == '}') {
                builder.end(node);
                return isWithinLimits();
            } else if (next != ',') {
                return false;
            }
        }
    }

    private boolean list(Place place, int depth) {
        if (depth > limits.nesting()) {
            return false;
        }
        int node = builder.list(place);
        at++;
        if (blanks() == ']') {
            at++;
            builder.end(node);
            return isWithinLimits();
        }
        while (value(place, depth)) {
            int next = blanks();
            at++;
            if (next == ']') {
                builder.end(node);
                return isWithinLimits();
            } else if (next != ',') {
                return false;
            }
        }
        return false;
    }

    private boolean isWithinLimits() {
        return builder.size() <= limits.values();
    }

    private boolean value(Place place, int depth) {
        return switch (blanks()) {
            case '"' -> text(place);
            case '{' -> object(place, depth + 1);
            case '[' -> list(place, depth + 1);
            case 't' -> word("true") && bool(place, true);
            case 'f' -> word("false") && bool(place, false);
            case 'n' -> word("null") && nothing(place);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(place);
            default -> false;
        };
    }

    private boolean bool(Place place, boolean value) {
        builder.bool(place, value);
        return isWithinLimits();
    }

    private boolean nothing(Place place) {
        builder.nothing(place);
        return isWithinLimits();
    }

    /** Steps over blanks. @return the byte that follows, -1 at the end */
    private int blanks() {
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ') {
                return b;
            } else if (b == '\n' || b == '\r') {
                oneLine = false;
            } else if (b != ' ' && b != '\t') {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** @param object the node whose field it is */
    private @Nullable Place name(int object) {
        int from = at + 1;
        int plain = plain(from);
        int quote = quote(plain);
        if (quote < 0 || quote - from > limits.nameLength()) {
            return null;
        }
        at = quote + 1;
        return quote == plain
                ? builder.field(object, bytes, from, quote)
                : builder.field(object, JsonText.unescaped(bytes, from, quote));
    }

    private boolean text(Place place) {
        int from = at + 1;
        int plain = plain(from);
        int quote = quote(plain);
        if (quote < 0 || quote - from > limits.textLength()) {
            return false;
        }
        at = quote + 1;
        builder.text(place, quote != plain, from, quote);
        return isWithinLimits();
    }

    /** The first byte from there that is a quote, a backslash or a control character; the end if there is none. */
    private int plain(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long found = (zeros(word ^ '"' * ONES) | zeros(word ^ '\\' * ONES) | word - ' ' * ONES & ~word) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ')) {
            i++;
        }
        return i;
    }

    /** The high bit of the lowest byte that is zero is set, and no lower one. */
    private static long zeros(long word) {
        return word - ONES & ~word;
    }

    /** The quote that ends a text, over its escapes; -1 where none does, or something before cannot be in a text. */
    private int quote(int from) {
        int i = from;
        while (i < end) {
            if (bytes[i] == '"') {
                return i;
            } else if (bytes[i] != '\\' || i + 1 >= end) {
                return -1;
            }
            int length = escape(i + 1);
            if (length == 0) {
                return -1;
            }
            i = plain(i + 1 + length);
        }
        return -1;
    }

    /** How many bytes belong to the backslash before; 0 where they are no escape. */
    private int escape(int from) {
        return switch (bytes[from]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 1;
            case 'u' -> {
                for (int i = from + 1; i <= from + 4; i++) {
                    if (i >= end || !isHex(bytes[i])) {
                        yield 0;
                    }
                }
                yield 5;
            }
            default -> 0;
        };
    }

    private static boolean isHex(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }

    private boolean number(Place place) {
        int from = at;
        int digits = bytes[from] == '-' ? from + 1 : from;
        int i = digits(digits);
        if (i == digits || bytes[digits] == '0' && i > digits + 1) {
            return false;
        }
        boolean whole = true;
        if (i < end && bytes[i] == '.') {
            whole = false;
            int point = i + 1;
            i = digits(point);
            if (i == point) {
                return false;
            }
        }
        if (i < end && (bytes[i] | 0x20) == 'e') {
            whole = false;
            int exponent = i + 1 < end && (bytes[i + 1] == '+' || bytes[i + 1] == '-') ? i + 2 : i + 1;
            i = digits(exponent);
            if (i == exponent) {
                return false;
            }
        }
        if (i - from > limits.numberLength()) {
            return false;
        }
        at = i;
        builder.number(place, whole, from, i);
        return isWithinLimits();
    }

    private int digits(int from) {
        int i = from;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }
}

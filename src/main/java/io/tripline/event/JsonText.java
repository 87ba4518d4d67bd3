package io.tripline.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Scalars of JSON out of their bytes, which are known to be well-formed and valid UTF-8. */
public final class JsonText {

    private static final int LONGEST_EXACT_LONG = 18;

    /** 1e999999999 is a number of ten bytes that nobody should ever add to. */
    private static final int LARGEST_SCALE = 1000;

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private JsonText() {}

    /** What stands between the quotes. A half of a surrogate pair that is written as an escape becomes U+FFFD. */
    public static String unescaped(byte[] bytes, int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            if (b != '\\') {
                text[length++] = b;
                continue;
            }
            byte escape = bytes[at++];
            if (escape != 'u') {
                text[length++] = control(escape);
                continue;
            }
            int unit = hex(bytes, at);
            at += 4;
            boolean pair = Character.isHighSurrogate((char) unit)
                    && at + 6 <= to
                    && bytes[at] == '\\'
                    && bytes[at + 1] == 'u'
                    && Character.isLowSurrogate((char) hex(bytes, at + 2));
            int codePoint = pair ? Character.toCodePoint((char) unit, (char) hex(bytes, at + 2)) : unit;
            at += pair ? 6 : 0;
            length = write(codePoint, text, length);
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    static byte control(byte escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }

    private static int hex(byte[] bytes, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    /** As UTF-8, which is never longer than its escape. */
    private static int write(int codePoint, byte[] text, int length) {
        if (codePoint < 0x80) {
            text[length] = (byte) codePoint;
            return length + 1;
        }
        byte[] bytes = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
                ? REPLACEMENT
                : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        return length + bytes.length;
    }

    /** An Integer, Long or BigInteger: the smallest that holds it, more than 18 characters aside. */
    public static Number integer(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_EXACT_LONG) {
            return new BigInteger(latin(bytes, from, to));
        }
        boolean negative = bytes[from] == '-';
        long number = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            number = number * 10 + (bytes[i] - '0');
        }
        long signed = negative ? -number : number;
        return signed == (int) signed ? (Number) (int) signed : (Number) signed;
    }

    /** Keeps the digits as they are written: 1.10 is not 1.1 to who shows it. What nobody can reckon with stays a text. */
    public static Object decimal(String text) {
        BigDecimal decimal = Decimal.parse(text, LARGEST_SCALE);
        return decimal == null ? text : decimal;
    }

    static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}

package io.tripline.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** JSON as senders write it and as nobody should, and what is left of it once it was damaged; the same seed, the same texts. */
final class RandomJson {

    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "a.b",
            "b.c",
            "a.b.c",
            "c",
            "",
            ".",
            "a{}",
            "event",
            "event.id",
            "id",
            "Ünï",
            "\uD83D\uDE00",
            "a\\nb",
            "\\u0061",
            "x\\u00e9y",
            "\\ud83d",
            "a name of more than sixteen bytes",
            "@timestamp",
            "c*");

    private static final List<String> SCALARS = List.of(
            "0",
            "-0",
            "1",
            "-17",
            "2147483647",
            "2147483648",
            "-2147483649",
            "999999999999999999",
            "1000000000000000000",
            "-9223372036854775808",
            "9".repeat(40),
            "1.10",
            "-0.0",
            "1e3",
            "1E+3",
            "2.5e-7",
            "1e999999999",
            "1e99999999999",
            "true",
            "false",
            "null",
            "\"\"",
            "\"text\"",
            "\"1\"",
            "\"1.0\"",
            "\"10.0.0.1\"",
            "\"::1\"",
            "\"2026-01-02T03:04:05Z\"",
            "\"C:\\\\Windows\\\\x.exe\"",
            "\"\\\"\\/\\b\\f\\n\\r\\t\"",
            "\"seven b\\\\\"",
            "\"\\u0000\\u001f\\u00e9\\u20ac\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00 \\ud83dx\"",
            "\"\\ud83d\\ud83d\\ude00\"",
            "\"grüße €\uD83D\uDE00 und mehr als sechzehn Bytes\"",
            "\"" + "long ".repeat(60) + "\"");

    private static final List<String> BROKEN = List.of(
            "01",
            "+1",
            "1.",
            ".5",
            "-",
            "1e",
            "1e+",
            "0x1",
            "NaN",
            "Infinity",
            "tru",
            "nul",
            "TRUE",
            "'a'",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"tab\tinside\"",
            "\"",
            "\"\\",
            "{",
            "[",
            "}",
            "]",
            ",",
            ":",
            "//",
            "/**/",
            "#",
            "\u0000",
            "\u00a0",
            "\uFEFF");

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** Well-formed. */
    String object() {
        StringBuilder text = new StringBuilder();
        object(text, 0);
        return text.toString();
    }

    /** UTF-8, perhaps with a few bytes changed, taken away, put in or cut off. */
    byte[] damaged(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(6)) {
                case 0 -> changed.setLength(at);
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, any(BROKEN));
                case 3 -> changed.insert(at, any(SCALARS));
                case 4 -> changed.setCharAt(at, (char) random.nextInt(256));
                default -> changed.insert(at, "{}[],:\" \n\\".charAt(random.nextInt(10)));
            }
        }
        return changed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void object(StringBuilder text, int depth) {
        text.append('{');
        int fields = random.nextInt(depth == 0 ? 12 : 5);
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? blanks() : blanks() + "," + blanks());
            text.append('"')
                    .append(any(NAMES))
                    .append('"')
                    .append(blanks())
                    .append(':')
                    .append(blanks());
            value(text, depth);
        }
        text.append(blanks()).append('}');
    }

    private void list(StringBuilder text, int depth) {
        text.append('[');
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            text.append(i == 0 ? blanks() : blanks() + "," + blanks());
            value(text, depth);
        }
        text.append(blanks()).append(']');
    }

    private void value(StringBuilder text, int depth) {
        switch (depth > 4 ? 9 : random.nextInt(10)) {
            case 0, 1 -> object(text, depth + 1);
            case 2 -> list(text, depth + 1);
            default -> text.append(any(SCALARS));
        }
    }

    private String blanks() {
        return switch (random.nextInt(12)) {
            case 0 -> " ";
            case 1 -> random.nextInt(8) == 0 ? "\n" : "";
            case 2 -> random.nextInt(8) == 0 ? "\r\n\t " : "";
            default -> "";
        };
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}

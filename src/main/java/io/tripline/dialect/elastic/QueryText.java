package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.problem.Lines;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;

/**
 * A string of a rule file that remembers where each of its characters stands there: behind escapes, in the middle of a
 * multi-line string.
 */
final class QueryText {

    private final String text;
    private final Lines lines;
    private final int[] offsets;

    private QueryText(String text, Lines lines, int[] offsets) {
        this.text = text;
        this.lines = lines;
        this.offsets = offsets;
    }

    String text() {
        return text;
    }

    Place place(Span span) {
        int start = offsets[Math.min(span.start(), text.length())];
        int end = offsets[Math.min(Math.max(span.start(), span.end()), text.length())];
        return lines.place(start, Math.max(1, end - start));
    }

    Place place() {
        return lines.place(offsets[0], text.isEmpty() ? 1 : offsets[text.length()] - offsets[0]);
    }

    void tell(QueryProblem finding, Problems report) {
        report.add(finding.severity(), place(finding.span()), finding.message(), finding.wayOut());
    }

    /**
     * Finds the string that is the value of a key of TOML.
     *
     * @param key where the key starts
     * @param value as the TOML reader decoded it; where this class reads something else (an inline table in its way, say),
     *     all characters stand at the key
     */
    static QueryText ofToml(String value, Lines lines, int key) {
        int[] offsets = new int[value.length() + 1];
        if (!new Decoder(lines.text(), value, offsets).decode(key)) {
            java.util.Arrays.fill(offsets, key);
        }
        return new QueryText(value, lines, offsets);
    }

    /** @param start of the quote; JSON's escapes are TOML's, and one more that is read alike */
    static QueryText ofJson(String value, Lines lines, int start) {
        int[] offsets = new int[value.length() + 1];
        if (!new Decoder(lines.text(), value, offsets).decode(start + 1, "\"")) {
            java.util.Arrays.fill(offsets, start);
        }
        return new QueryText(value, lines, offsets);
    }

    /** A text that stands nowhere. */
    static QueryText empty() {
        return new QueryText("", new Lines(""), new int[1]);
    }

    /** Reads a string again, only to learn the offsets. */
    private record Decoder(String source, String value, int[] offsets) {

        boolean decode(int key) {
            int p = behindEquals(key);
            for (String quote : new String[] {"\"\"\"", "'''", "\"", "'"}) {
                if (p >= 0 && source.startsWith(quote, p)) {
                    return decode(p + quote.length(), quote);
                }
            }
            return false;
        }

        private int behindEquals(int key) {
            char quote = 0;
            for (int p = key; p < source.length() && source.charAt(p) != '\n'; p++) {
                char c = source.charAt(p);
                if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '=') {
                    return behindBlanks(p + 1);
                }
            }
            return -1;
        }

        private int behindBlanks(int from) {
            int p = from;
            while (p < source.length() && (source.charAt(p) == ' ' || source.charAt(p) == '\t')) {
                p++;
            }
            return p;
        }

        private boolean decode(int from, String quote) {
            int p = quote.length() == 3 ? behindLineEnd(from) : from;
            boolean escapes = quote.charAt(0) == '"';
            int v = 0;
            while (v < value.length()) {
                if (p >= source.length()) {
                    return false;
                }
                int start = p;
                char c = source.charAt(p);
                String decoded = String.valueOf(c);
                if (c == '\r' && source.startsWith("\n", p + 1)) {
                    decoded = "\n";
                    p += 2;
                } else if (c == '\\' && escapes) {
                    String escape = escape(p);
                    decoded = decoded(escape);
                    p += escape.length();
                } else {
                    p++;
                }
                if (!value.startsWith(decoded, v)) {
                    return false;
                }
                for (int i = 0; i < decoded.length(); i++) {
                    offsets[v++] = start;
                }
            }
            offsets[v] = p;
            return source.startsWith(quote, p);
        }

        private int behindLineEnd(int p) {
            return source.startsWith("\r\n", p) ? p + 2 : source.startsWith("\n", p) ? p + 1 : p;
        }

        /** The escape at a backslash: with its hex digits, or with the white space that a backslash at a line end takes away. */
        private String escape(int p) {
            char kind = p + 1 < source.length() ? source.charAt(p + 1) : 0;
            int length =
                    switch (kind) {
                        case 'x' -> 4;
                        case 'u' -> 6;
                        case 'U' -> 10;
                        case ' ', '\t', '\r', '\n' -> whiteSpace(p + 1) - p;
                        default -> 2;
                    };
            return source.substring(p, Math.min(source.length(), p + length));
        }

        private int whiteSpace(int from) {
            int p = from;
            while (p < source.length() && Character.isWhitespace(source.charAt(p))) {
                p++;
            }
            return p;
        }

        private static String decoded(String escape) {
            char kind = escape.length() > 1 ? escape.charAt(1) : 0;
            return switch (kind) {
                case 'b' -> "\b";
                case 't' -> "\t";
                case 'n' -> "\n";
                case 'f' -> "\f";
                case 'r' -> "\r";
                case 'e' -> "\u001B";
                case ' ', '\t', '\r', '\n' -> "";
                case 'x', 'u', 'U' -> codePoint(escape.substring(2));
                default -> escape.substring(1);
            };
        }

        private static String codePoint(String hex) {
            try {
                return Character.toString(Integer.parseInt(hex, 16));
            } catch (IllegalArgumentException notOne) {
                return "\uFFFF";
            }
        }
    }
}

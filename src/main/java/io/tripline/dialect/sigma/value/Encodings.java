package io.tripline.dialect.sigma.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The texts that encoding modifiers make of a value. Bytes are strings with one char for each byte. */
final class Encodings {

    private static final String DASHES = "-/\u2013\u2014\u2015";

    private Encodings() {}

    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String utf16(String text, boolean bigEndian, boolean byteOrderMark) {
        byte[] bytes = text.getBytes(bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        String body = new String(bytes, StandardCharsets.ISO_8859_1);
        return byteOrderMark ? "\u00FF\u00FE" + body : body;
    }

    static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * What base64 of any longer text that holds the bytes holds itself, for each of the three places the bytes may begin at:
     * the characters that depend on neighbouring bytes are cut off.
     */
    static List<String> base64Offsets(String bytes) {
        List<String> offsets = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            String encoded = base64(" ".repeat(shift) + bytes);
            int from = shift == 0 ? 0 : shift + 1;
            int whole = (shift + bytes.length()) / 3 * 4;
            int extra =
                    switch ((shift + bytes.length()) % 3) {
                        case 1 -> 1;
                        case 2 -> 2;
                        default -> 0;
                    };
            int to = whole + extra;
            if (from < to) {
                offsets.add(encoded.substring(from, to));
            }
        }
        return offsets;
    }

    /**
     * Every way to write the dashes of a command line: a dash or slash that begins an option (no word before it, a word
     * after it) becomes each of {@code - / – — ―}.
     *
     * @return empty if there are more than {@code most} of them
     */
    static List<SigmaString> dashes(SigmaString text, int most) {
        List<SigmaString> written = List.of(new SigmaString(List.of()));
        char before = ' ';
        for (SigmaString.Part part : text.parts()) {
            if (!(part instanceof SigmaString.Literal literal)) {
                written = append(written, List.of(new SigmaString(List.of(part))));
                before = ' ';
                continue;
            }
            String chars = literal.text();
            int start = 0;
            for (int i = 0; i < chars.length(); i++) {
                boolean option = DASHES.indexOf(chars.charAt(i)) >= 0
                        && !isWord(i == 0 ? before : chars.charAt(i - 1))
                        && i + 1 < chars.length()
                        && isWord(chars.charAt(i + 1));
                if (option) {
                    written = append(written, List.of(SigmaString.literal(chars.substring(start, i))));
                    written = append(
                            written,
                            DASHES.chars()
                                    .mapToObj(dash -> SigmaString.literal(String.valueOf((char) dash)))
                                    .toList());
                    start = i + 1;
                }
                if (written.size() > most) {
                    return List.of();
                }
            }
            written = append(written, List.of(SigmaString.literal(chars.substring(start))));
            before = chars.charAt(chars.length() - 1);
        }
        return written;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Every beginning followed by every ending. */
    static List<SigmaString> append(List<SigmaString> beginnings, List<SigmaString> endings) {
        List<SigmaString> joined = new ArrayList<>(beginnings.size() * endings.size());
        for (SigmaString beginning : beginnings) {
            endings.forEach(ending -> joined.add(beginning.then(ending)));
        }
        return joined;
    }
}

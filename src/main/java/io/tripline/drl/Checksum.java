package io.tripline.drl;

import io.tripline.event.Sha256;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an edit is known: the last line of a generated header holds a checksum of all the other lines. Line ends do not count,
 * so that a checkout with CRLF is no edit.
 */
final class Checksum {

    private static final String BEFORE = "// An edit is known by this checksum of the other lines: sha256:";
    private static final Pattern LINE =
            Pattern.compile("^" + Pattern.quote(BEFORE) + "([0-9a-f]{64})\n", Pattern.MULTILINE);

    /** The header is short: a line further down is somebody's text. */
    private static final int HEADER_END = 10_000;

    private Checksum() {}

    /** The text with its checksum line after the comment lines that it begins with. */
    static String sealed(String text) {
        int at = 0;
        while (text.startsWith("//", at)) {
            at = text.indexOf('\n', at) + 1;
        }
        return text.substring(0, at) + BEFORE + Sha256.hex(text) + "\n" + text.substring(at);
    }

    /** Whether the text is as it was generated; false for a text without a checksum. */
    static boolean isUnedited(String text) {
        String normal = normalised(text);
        Matcher line = LINE.matcher(normal).region(0, Math.min(HEADER_END, normal.length()));
        if (!line.find()) {
            return false;
        }
        String rest = normal.substring(0, line.start()) + normal.substring(line.end());
        return line.group(1).equals(Sha256.hex(rest));
    }

    static String normalised(String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return withoutMark.replace("\r\n", "\n").replace('\r', '\n');
    }
}

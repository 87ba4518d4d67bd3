package io.tripline.problem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns offsets in a text into lines and columns, and back. Readers count columns in code points, places in UTF-16 units; a whole
 * line is turned at once, since it may be as long as the text. One thread.
 */
public final class Lines {

    private final String text;
    private final int before;
    private final int[] starts;

    /** The line whose columns are known; 1-based. */
    private int known;

    /** Code point to UTF-16 unit; null where they are the same. */
    private int @Nullable [] units;

    public Lines(String text) {
        this(text, 0);
    }

    /** @param before how many lines stand before the text in its file */
    public Lines(String text, int before) {
        this.text = text;
        this.before = before;
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (isEnd(text, i)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    private static boolean isEnd(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || c == '\r' && !text.startsWith("\n", i + 1);
    }

    public String text() {
        return text;
    }

    /**
     * The offset of a code point.
     *
     * @param line 1-based, of this text
     * @param column 1-based, in code points
     */
    public int offset(int line, int column) {
        int clamped = Math.clamp(line, 1, starts.length);
        return Math.min(text.length(), starts[clamped - 1] + units(clamped, column - 1));
    }

    private int units(int line, int points) {
        if (line != known) {
            known = line;
            units = unitsOf(line);
        }
        return units == null ? points : units[Math.clamp(points, 0, units.length - 1)];
    }

    private int @Nullable [] unitsOf(int line) {
        int start = starts[line - 1];
        int end = line < starts.length ? starts[line] : text.length();
        int points = text.codePointCount(start, end);
        if (points == end - start) {
            return null;
        }
        int[] all = new int[points + 1];
        for (int point = 0, unit = start; point < points; point++) {
            all[point] = unit - start;
            unit += Character.charCount(text.codePointAt(unit));
        }
        all[points] = end - start;
        return all;
    }

    /** @param length cut at the end of the line */
    public Place place(int offset, int length) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        int end = offset;
        while (end < offset + length && end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new Place(before + line + 1, offset - starts[line] + 1, Math.max(1, end - offset));
    }
}

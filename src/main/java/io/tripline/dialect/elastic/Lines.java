package io.tripline.dialect.elastic;

import java.util.Arrays;
import org.tomlj.TomlPosition;

/** Turns offsets in a text into lines and columns, and back. */
final class Lines {

    private final String text;
    private final int before;
    private final int[] starts;

    Lines(String text) {
        this(text, 0);
    }

    /** @param before how many lines stand before the text in its file */
    Lines(String text, int before) {
        this.text = text;
        this.before = before;
        int[] found =
                new int[Math.max(1, (int) text.chars().filter(c -> c == '\n').count() + 1)];
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                found[line++] = i + 1;
            }
        }
        this.starts = found;
    }

    String text() {
        return text;
    }

    /** The TOML reader counts columns in code points. */
    int offset(TomlPosition position) {
        int start = starts[Math.clamp(position.line() - 1, 0, starts.length - 1)];
        int offset = start;
        for (int i = 1; i < position.column() && offset < text.length(); i++) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        return offset;
    }

    /** @param length cut at the end of the line */
    Place place(int offset, int length) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        int end = offset;
        while (end < offset + length && end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new Place(before + line + 1, offset - starts[line] + 1, Math.max(1, end - offset));
    }
}

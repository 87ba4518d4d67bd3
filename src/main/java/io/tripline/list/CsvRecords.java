package io.tripline.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file as RFC 4180 has them: values between separators, in quotes where they hold one, a quote doubled, or a line
 * break. The separator is a comma; a semicolon or a tab where the line of names has those instead. Remarks ({@code #}) stand before the
 * names only. One thread.
 *
 * <p>No library: those that there are tell of a quote without an end at the end of the file or take the rest of the file as the value,
 * end lines at a lone carriage return, and read on by themselves, so that neither the length of a line nor the place of a byte that is no
 * UTF-8 would be known.
 */
final class CsvRecords {

    private final ListLines lines;
    private char separator = ',';

    CsvRecords(ListLines lines) {
        this.lines = lines;
    }

    char separator() {
        return separator;
    }

    /** The names of the columns; null if there is no line. */
    @Nullable
    List<String> header() throws IOException {
        String line = lines.next();
        while (line != null && (line.isBlank() || line.startsWith("#"))) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.indexOf(',') < 0) {
            separator = line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
        }
        return values(line).stream().map(String::strip).toList();
    }

    /** The next record; null at the end. */
    @Nullable
    List<String> next() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : values(line);
    }

    private List<String> values(String first) throws IOException {
        List<String> values = new ArrayList<>();
        String line = first;
        int at = 0;
        while (true) {
            StringBuilder value = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                int opened = at++;
                while (true) {
                    int quote = line.indexOf('"', at);
                    if (quote >= 0) {
                        value.append(line, at, quote);
                        at = quote + 1;
                        if (at == line.length() || line.charAt(at) != '"') {
                            break;
                        }
                        value.append('"');
                        at++;
                    } else {
                        value.append(line, at, line.length()).append('\n');
                        String more = value.length() > ListLines.LONGEST ? null : lines.next();
                        if (more == null) {
                            throw lines.bad(
                                    opened + 1, "a quote without an end", "close it, or double it inside of quotes");
                        }
                        line = more;
                        at = 0;
                    }
                }
                if (at < line.length() && line.charAt(at) != separator) {
                    throw lines.bad(at + 1, "text behind a quote", "double a quote that belongs to the value");
                }
            } else {
                int end = line.indexOf(separator, at);
                value.append(line, at, end < 0 ? line.length() : end);
                at = end < 0 ? line.length() : end;
            }
            values.add(value.toString());
            if (at == line.length()) {
                return values;
            }
            at++;
        }
    }
}

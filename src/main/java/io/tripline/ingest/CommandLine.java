package io.tripline.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line in its arguments, by the rules of the C run-time of Windows: blanks part them, but not between quotes;
 * backslashes in front of a quote stand in pairs for one, and one that is left over takes the quote literally.
 */
final class CommandLine {

    /** The rest stays together as the last one. */
    private static final int MOST_ARGUMENTS = 1000;

    private CommandLine() {}

    static List<String> arguments(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\\') {
                int end = endOfBackslashes(line, i);
                boolean beforeQuote = end < line.length() && line.charAt(end) == '"';
                int count = end - i;
                argument.repeat('\\', beforeQuote ? count / 2 : count);
                begun = true;
                i = end;
                if (beforeQuote && count % 2 == 1) {
                    argument.append('"');
                    i++;
                }
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && (c == ' ' || c == '\t') && arguments.size() < MOST_ARGUMENTS) {
                if (begun) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                    begun = false;
                }
            } else {
                argument.append(c);
                begun = true;
            }
            i++;
        }
        if (begun) {
            arguments.add(argument.toString());
        }
        return arguments;
    }

    private static int endOfBackslashes(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) == '\\') {
            end++;
        }
        return end;
    }
}

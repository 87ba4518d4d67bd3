package io.tripline.engine.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rules say of themselves in comments, usually at the end of their file: {@code // About "name":}, then {@code //   Label: value}, {@code
 * //   Label: |} with lines of text behind it, or {@code //   Label:} with {@code - items}. The same as annotations, which count where both are there.
 * A comment of another form says nothing.
 */
final class AboutComments {

    private static final Pattern BEGINNING = Pattern.compile("// About \"(.+)\":\\s*");
    private static final Pattern LABEL = Pattern.compile("//   (\\p{L}[\\p{L}\\d ]{0,40}):(?: (.*))?");
    private static final String CONTENT = "//     ";

    private final Map<String, List<String>> metadata = new LinkedHashMap<>();
    private @Nullable String name;
    private boolean text;
    private List<String> values = new ArrayList<>();

    private AboutComments() {}

    /** Rule name to annotation name to values. */
    static Map<String, Map<String, List<String>>> of(String drl) {
        Map<String, Map<String, List<String>>> all = new HashMap<>();
        if (!drl.contains("// About \"")) {
            return all;
        }
        AboutComments current = null;
        for (String line : drl.lines().toList()) {
            Matcher beginning = BEGINNING.matcher(line);
            if (beginning.matches()) {
                current = new AboutComments();
                all.putIfAbsent(beginning.group(1), current.metadata);
            } else if (current != null && line.startsWith("//")) {
                current.take(line);
            } else if (current != null) {
                current.end();
                current = null;
            }
        }
        if (current != null) {
            current.end();
        }
        return all;
    }

    private void take(String line) {
        Matcher label = LABEL.matcher(line);
        if (label.matches()) {
            end();
            name = annotation(label.group(1));
            String value = label.group(2) == null ? "" : label.group(2).strip();
            text = value.equals("|");
            values = new ArrayList<>();
            if (!value.isEmpty() && !text) {
                values.add(value);
            }
        } else if (name != null && (line.startsWith(CONTENT) || line.equals("//"))) {
            content(line.equals("//") ? "" : line.substring(CONTENT.length()).stripTrailing());
        }
    }

    private void content(String line) {
        boolean item = !text && line.startsWith("- ");
        if (item) {
            values.add(line.substring(2));
        } else if (values.isEmpty()) {
            values.add(line);
        } else {
            String more = !text && line.startsWith("  ") ? line.substring(2) : line;
            values.set(values.size() - 1, values.getLast() + "\n" + more);
        }
    }

    private void end() {
        List<String> said = values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (name != null && !said.isEmpty()) {
            metadata.putIfAbsent(name, said);
        }
        name = null;
        values = new ArrayList<>();
    }

    /** {@code falsePositives} of {@code False positives}. */
    private static String annotation(String label) {
        StringBuilder out = new StringBuilder();
        for (String word : label.strip().toLowerCase(Locale.ROOT).split(" +")) {
            out.append(out.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return out.toString();
    }
}

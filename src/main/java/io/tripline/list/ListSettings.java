package io.tripline.list;

import io.tripline.config.Durations;
import io.tripline.problem.Spelling;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a list is taken: {@code NAME.properties} beside it. Not by {@link java.util.Properties}, which tells no place and takes a key that
 * stands twice.
 *
 * @param column that is asked where a rule names none; null: the first, or {@code value}
 * @param ignoreCase whether values are compared without case
 * @param time column of the moment at which an entry was made or seen last; null: none
 * @param ttl how long after it the entry counts; null: always
 * @param expires column of the last moment for which an entry counts; null: none
 */
record ListSettings(
        @Nullable String column,
        boolean ignoreCase,
        @Nullable String time,
        @Nullable Duration ttl,
        @Nullable String expires) {

    static final String ENDING = ".properties";

    static final ListSettings NONE = new ListSettings(null, false, null, null, null);

    private static final List<String> KEYS = List.of("column", "ignore-case", "time", "ttl", "expires");

    /** @throws BadList with the place of what is wrong */
    static ListSettings read(ListLines lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = equals < 0 ? line.strip() : line.substring(0, equals).strip();
            if (equals < 0 || !KEYS.contains(key)) {
                throw lines.bad(
                        1,
                        equals < 0 ? "no 'key = value'" : "unknown key '" + key + "'",
                        Spelling.wayOut(key, KEYS, "the keys are " + String.join(", ", KEYS)));
            }
            String value = line.substring(equals + 1).strip();
            boolean fits =
                    switch (key) {
                        case "ttl" -> isTtl(value);
                        case "ignore-case" -> value.equals("true") || value.equals("false");
                        default -> !value.isEmpty();
                    };
            if (!fits || values.put(key, value) != null) {
                throw lines.bad(
                        equals + 2,
                        fits ? "'" + key + "' stands twice" : "no value for '" + key + "': '" + value + "'",
                        switch (key) {
                            case "ttl" -> "write how long, such as 30d or 12h";
                            case "ignore-case" -> "write true or false";
                            default -> "write the name of one column, once";
                        });
            }
        }
        if (values.containsKey("ttl") != values.containsKey("time")) {
            throw lines.bad(1, "'ttl' and 'time' stand together", "time = the column from which ttl = 30d counts");
        }
        return new ListSettings(
                values.get("column"),
                "true".equals(values.get("ignore-case")),
                values.get("time"),
                values.containsKey("ttl") ? Durations.parse(values.get("ttl")) : null,
                values.get("expires"));
    }

    private static boolean isTtl(String value) {
        Duration ttl = Durations.parse(value);
        return ttl != null && !ttl.isNegative();
    }

    /** Whether entries count for a time only. */
    boolean ends() {
        return time != null || expires != null;
    }
}

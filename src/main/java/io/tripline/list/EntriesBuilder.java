package io.tripline.list;

import io.tripline.config.ListLimits;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.Network;
import io.tripline.list.ListLookup.Age;
import io.tripline.problem.Problem;
import io.tripline.problem.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the entries that one question asks, while a file is read. One thread. */
final class EntriesBuilder implements ListFile.Taker {

    /** A text that spells a number is found as both; of several columns every form with every other. */
    private static final int MOST_KEYS = 1000;

    private final ListLookup lookup;
    private final ListSettings settings;
    private final ListLimits limits;
    private final @Nullable Age age;
    private final KeyTable table;
    private final TreeSet<Integer> shortPrefixes = new TreeSet<>(Comparator.reverseOrder());
    private final TreeSet<Integer> longPrefixes = new TreeSet<>(Comparator.reverseOrder());
    private List<String> columns;
    private boolean lacksColumn;
    private @Nullable Problem failure;

    EntriesBuilder(ListLookup lookup, ListSettings settings, ListLimits limits) {
        this.lookup = lookup;
        this.settings = settings;
        this.limits = limits;
        this.age = lookup.question().age();
        this.table = new KeyTable(settings.ends() || age != null);
        this.columns = !lookup.columns().isEmpty()
                ? lookup.columns()
                : List.of(settings.column() == null ? ListFile.VALUE : settings.column());
    }

    ListLookup lookup() {
        return lookup;
    }

    /** What ended the collecting; null if nothing did. */
    @Nullable
    Problem failure() {
        return failure;
    }

    /** Does something unless the collecting has ended; ends it if it is about a list that is bad for this question. */
    void attempt(Runnable step) {
        if (failure == null) {
            try {
                step.run();
            } catch (BadList bad) {
                failure = bad.problem();
            }
        }
    }

    @Override
    public void columns(List<String> names, ListLines lines) {
        if (lookup.columns().isEmpty() && settings.column() == null) {
            columns = List.of(names.getFirst());
        }
        for (String column : columns) {
            if (!names.contains(column)) {
                throw ListFile.noColumn(column, names, lines);
            }
        }
    }

    @Override
    public void entry(Event entry, ListLines lines) {
        List<List<FieldValue>> values = new ArrayList<>(columns.size());
        for (String column : columns) {
            List<FieldValue> found = entry.field(column).values().stream()
                    .filter(value -> !value.isNull() && !value.text().isEmpty())
                    .toList();
            if (found.isEmpty()) {
                lacksColumn = true;
                return;
            }
            values.add(found);
        }
        Long end = end(entry, lines);
        if (end == null || !lookup.counts(entry)) {
            return;
        }
        if (values.size() == 1) {
            for (FieldValue value : values.getFirst()) {
                one(value, lines, end);
            }
        } else {
            combined(values, lines, end);
        }
        if (table.size() > limits.entries()) {
            throw lines.bad(
                    1,
                    "more than " + limits.entries() + " entries",
                    "raise tripline.lists.entries, or take entries out");
        }
    }

    /** The last moment for which it counts, ms since the epoch; null if the question asks for its age and it has none. */
    private @Nullable Long end(Event entry, ListLines lines) {
        long end = Long.MAX_VALUE;
        Duration ttl = settings.ttl();
        if (settings.time() != null && ttl != null) {
            end = Math.min(end, latest(entry, settings.time(), ttl, lines, Long.MAX_VALUE));
        }
        if (settings.expires() != null) {
            end = Math.min(end, latest(entry, settings.expires(), Duration.ZERO, lines, Long.MAX_VALUE));
        }
        if (age != null) {
            long last = latest(entry, age.column(), age.longest(), lines, Long.MIN_VALUE);
            return last == Long.MIN_VALUE ? null : Math.min(end, last);
        }
        return end;
    }

    /** @param without where the entry has no such time */
    private static long latest(Event entry, String column, Duration after, ListLines lines, long without) {
        long latest = Long.MIN_VALUE;
        for (FieldValue value : entry.field(column).values()) {
            if (value.isNull() || value.text().isBlank()) {
                continue;
            }
            Instant instant = value.instant();
            if (instant == null) {
                throw lines.bad(
                        1,
                        "the " + column + " '" + Visible.of(value.text()) + "' is no time",
                        "write it with its zone: 2026-01-30T12:00:00Z");
            }
            latest = Math.max(latest, instant.toEpochMilli() + after.toMillis());
        }
        return latest == Long.MIN_VALUE ? without : latest;
    }

    private void one(FieldValue value, ListLines lines, long end) {
        Network network = value.text().indexOf('/') < 0 ? null : Network.parse(value.text());
        if (network == null) {
            for (byte[] key : KeyBytes.all(value, settings.ignoreCase())) {
                put(key, lines, end);
            }
        } else {
            put(KeyBytes.ofNetwork(network), lines, end);
            (network.firstAddress().length == 4 ? shortPrefixes : longPrefixes).add(network.prefixLength());
        }
    }

    private void combined(List<List<FieldValue>> values, ListLines lines, long end) {
        List<KeyBytes> keys = List.of(new KeyBytes());
        for (List<FieldValue> column : values) {
            List<KeyBytes> longer = new ArrayList<>();
            for (KeyBytes before : keys) {
                for (FieldValue value : column) {
                    KeyBytes.all(value, settings.ignoreCase()).forEach(key -> longer.add(before.and(key)));
                }
            }
            if (longer.size() > MOST_KEYS) {
                throw lines.bad(
                        1, "more than " + MOST_KEYS + " combinations of values", "write several lines of fewer values");
            }
            keys = longer;
        }
        keys.forEach(key -> put(key.bytes(), lines, end));
    }

    private void put(byte[] key, ListLines lines, long end) {
        if (key.length > KeyTable.LONGEST_KEY) {
            throw lines.bad(1, "a value of more than " + KeyTable.LONGEST_KEY + " bytes", "take it out");
        }
        if (!table.put(key, lines.number(), end) || table.memory() > limits.bytes()) {
            throw lines.bad(
                    1,
                    "the list takes more than " + limits.bytes() + " bytes of memory",
                    "raise tripline.lists.bytes, or take entries out");
        }
    }

    Entries build(String file) {
        return new Entries(file, table.done(), settings.ignoreCase(), array(shortPrefixes), array(longPrefixes));
    }

    /** What is worth a look of a file that was read; null if nothing is. */
    @Nullable
    Problem remark(String file) {
        return table.size() > 0 || !lacksColumn
                ? null
                : Problem.ofFile(
                        Problem.Severity.WARNING,
                        file,
                        "no entry has " + String.join(" and ", columns),
                        "name the column that rules ask: column = … in " + lookup.list() + ListSettings.ENDING
                                + ", or in the rule");
    }

    private static int[] array(TreeSet<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}

package io.tripline.list;

import io.tripline.event.FieldValue;
import io.tripline.event.FieldValues;
import java.util.List;

/**
 * The entries that one question asks: their keys as bytes, one behind the other, and one table of places. A record is the line, 4
 * bytes; where entries end, the last moment for which it counts, 8 bytes; the length of the key; the key. Immutable, any thread.
 */
final class Entries {

    /** So many combinations of values are looked up for one event where several columns are asked together. */
    private static final int MOST_COMBINATIONS = 1000;

    private final String file;
    private final KeyTable table;
    private final boolean ignoreCase;
    private final int[] shortPrefixes;
    private final int[] longPrefixes;

    /**
     * @param file its name, for people
     * @param shortPrefixes lengths of the prefixes of IPv4 networks in the list, longest first
     * @param longPrefixes the same of IPv6 networks
     */
    Entries(String file, KeyTable table, boolean ignoreCase, int[] shortPrefixes, int[] longPrefixes) {
        this.file = file;
        this.table = table;
        this.ignoreCase = ignoreCase;
        this.shortPrefixes = shortPrefixes;
        this.longPrefixes = longPrefixes;
    }

    String file() {
        return file;
    }

    int size() {
        return table.size();
    }

    /** Bytes that are held. */
    long memory() {
        return table.memory();
    }

    /** The line of an entry that has one value of each; 0 if there is none. */
    int line(List<FieldValues> values, long time) {
        if (values.size() == 1) {
            List<FieldValue> one = values.getFirst().values();
            for (int i = 0; i < one.size(); i++) {
                int line = line(one.get(i), time);
                if (line > 0) {
                    return line;
                }
            }
            return 0;
        }
        return new Combinations(values, time).line(0, new KeyBytes());
    }

    private int line(FieldValue value, long time) {
        if (value.isNull()) {
            return 0;
        }
        int line = table.find(KeyBytes.of(value, ignoreCase), time);
        return line > 0 || shortPrefixes.length + longPrefixes.length == 0 ? line : network(value, time);
    }

    /** The network in which an address is: one look-up for each length of prefixes that the list has. */
    private int network(FieldValue value, long time) {
        byte[] address = value.addressBytes();
        if (address == null) {
            return 0;
        }
        for (int prefix : address.length == 4 ? shortPrefixes : longPrefixes) {
            int line = table.find(KeyBytes.ofNetwork(address, prefix), time);
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    /** Of several fields of one event every value with every other. */
    private final class Combinations {

        private final List<FieldValues> values;
        private final long time;
        private int tried;

        Combinations(List<FieldValues> values, long time) {
            this.values = values;
            this.time = time;
        }

        int line(int column, KeyBytes before) {
            if (column == values.size()) {
                return ++tried > MOST_COMBINATIONS ? 0 : table.find(before.bytes(), time);
            }
            for (FieldValue value : values.get(column).values()) {
                int line = value.isNull() || tried > MOST_COMBINATIONS
                        ? 0
                        : line(column + 1, before.and(KeyBytes.of(value, ignoreCase)));
                if (line > 0) {
                    return line;
                }
            }
            return 0;
        }
    }
}

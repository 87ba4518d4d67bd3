package io.tripline.engine.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of events by category, as Sigma names them; read from {@code windows-fields.tsv}. Immutable, any thread. */
final class FieldTable {

    private static final String RESOURCE = "/io/tripline/engine/lint/windows-fields.tsv";
    private static final String EVERY_CATEGORY = "*";

    private final Map<String, Set<String>> fields;

    private FieldTable(Map<String, Set<String>> fields) {
        this.fields = fields;
    }

    static FieldTable builtIn() {
        Map<String, Set<String>> fields = new HashMap<>();
        try (InputStream in = FieldTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the program");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String line;
            while ((line = lines.readLine()) != null) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = line.split("\t", 2);
                    fields.computeIfAbsent(cells[0].strip(), category -> new LinkedHashSet<>())
                            .addAll(Arrays.asList(cells[1].strip().split(" +")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> everywhere = fields.getOrDefault(EVERY_CATEGORY, Set.of());
        fields.remove(EVERY_CATEGORY);
        fields.values().forEach(ofCategory -> ofCategory.addAll(everywhere));
        return new FieldTable(fields);
    }

    /** Empty for a category that the table lacks. */
    Set<String> of(String category) {
        return fields.getOrDefault(category, Set.of());
    }

    /** The known name that a wrong one was hardly meant to differ from; null if there is none. */
    static @Nullable String nearest(String wrong, Set<String> known) {
        String nearest = null;
        int least = Math.min(2, wrong.length() / 3) + 1;
        for (String name : known) {
            int distance = name.equalsIgnoreCase(wrong) ? 0 : distance(wrong, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** How many characters are to be put in, taken out or changed, or neighbours swapped. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}

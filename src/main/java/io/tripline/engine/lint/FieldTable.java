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
}

package io.tripline.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * How a text is read, and how much of it is bearable.
 *
 * @param schema what a plain scalar means
 * @param longest how long the text may be, in UTF-16 units
 * @param deepest how many collections may stand in each other
 * @param mostDocuments in a text
 * @param mostNodes in a document, keys included, an alias counted as often as it is used
 */
public record YamlSettings(Schema schema, int longest, int deepest, int mostDocuments, long mostNodes) {

    /** Of YAML 1.2, whose {@code yes} and {@code off} are texts. */
    public enum Schema {
        /** {@code ~}, {@code True} and {@code 0x3} are no texts. */
        CORE,
        /** Only what JSON has is no text. */
        JSON
    }

    LoadSettings of(String file) {
        return LoadSettings.builder()
                .setLabel(file)
                .setSchema(
                        switch (schema) {
                            case CORE -> new CoreSchema();
                            case JSON -> new JsonSchema();
                        })
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(longest)
                .build();
    }
}

package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Defaults of placeholders: {@code parameters.properties} in the rules folder, or in the nearest folder above a rule.
 *
 * @param values parameter name to its values
 */
public record ShippedParameters(Map<String, List<String>> values) {

    private static final String NAME = "parameters.properties";

    /** There are none. */
    public static final ShippedParameters NONE = new ShippedParameters(Map.of());

    public ShippedParameters {
        values = Map.copyOf(values);
    }

    /** Those of the nearest folder that has any: the given one, its parent, and so on. */
    public static ShippedParameters beside(Path fileOrFolder) {
        Path folder = fileOrFolder.toAbsolutePath().normalize();
        while (folder != null) {
            Path file = folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
            folder = folder.getParent();
        }
        return NONE;
    }

    private static ShippedParameters read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadConfiguration(file + " cannot be read: " + e.getMessage());
        }
        Map<String, List<String>> values = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, RuleKeys.values(property(properties, name)));
        }
        return new ShippedParameters(values);
    }

    private static @Nullable String property(Properties properties, String name) {
        return properties.getProperty(name);
    }

    /** The user's values, and under them these. */
    public ParameterValues under(ParameterValues configured) {
        return new ParameterValues(configured.byRule(), configured.configured(), values);
    }
}

package io.tripline.config;

import io.tripline.dialect.ParameterValues;
import io.tripline.translate.ParameterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Defaults of placeholders: {@code parameters.properties} in the rules folder, or in the nearest folder above a rule.
 *
 * @param values parameter name to its values
 */
public record ShippedParameters(Map<String, List<String>> values) {

    /** There are none. */
    public static final ShippedParameters NONE = new ShippedParameters(Map.of());

    public ShippedParameters {
        values = Map.copyOf(values);
    }

    /**
     * Those of the nearest folder that has any: the given one, its parent, and so on.
     *
     * @param otherwise looked at in the same way if there are none
     */
    public static ShippedParameters beside(Path fileOrFolder, Path otherwise) {
        ShippedParameters found = above(fileOrFolder);
        return found == null ? Objects.requireNonNullElse(above(otherwise), NONE) : found;
    }

    private static @Nullable ShippedParameters above(Path fileOrFolder) {
        Path folder = fileOrFolder.toAbsolutePath().normalize();
        while (folder != null) {
            Path file = folder.resolve(ParameterFile.NAME);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
            folder = folder.getParent();
        }
        return null;
    }

    private static ShippedParameters read(Path file) {
        try {
            return new ShippedParameters(ParameterFile.parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadConfiguration(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The user's values, and under them these. */
    public ParameterValues under(ParameterValues configured) {
        return new ParameterValues(configured.byRule(), configured.configured(), values);
    }
}

package io.tripline.dialect.sigma;

import io.tripline.dialect.ParameterValues;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The defaults inside the program, read without its help. */
final class ShippedParameters {

    private ShippedParameters() {}

    static ParameterValues read() throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/io/tripline/translate/parameters.properties"))) {
            properties.load(reader);
        }
        Map<String, List<String>> shipped = new HashMap<>();
        properties.forEach((name, value) ->
                shipped.put(name.toString(), List.of(value.toString().split("\\s*,\\s*"))));
        return new ParameterValues(Map.of(), Map.of(), shipped);
    }
}

package io.tripline.translate;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Values of placeholders, beside the rules and inside the program: {@code name = value} or {@code name = value, value} a
 * line, in the syntax of Java properties. A comma that belongs to a value has two backslashes before it, as in the program's own
 * configuration.
 */
public final class ParameterFile {

    /** The file's name in a folder of rules. */
    public static final String NAME = "parameters.properties";

    private ParameterFile() {}

    /** The defaults inside the program: what holds where nobody says anything else. */
    public static Map<String, List<String>> shipped() {
        try (InputStream inside = ParameterFile.class.getResourceAsStream(NAME)) {
            if (inside == null) {
                throw new IllegalStateException("the program holds no " + NAME);
            }
            return parse(new String(inside.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults inside the program cannot be read", e);
        }
    }

    /**
     * @return name to values, by the order of names; a name without a value is left out
     * @throws IllegalArgumentException with a sentence if the text is not in the syntax
     */
    public static Map<String, List<String>> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NAME + ": a backslash and u need four hexadecimal digits", e);
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            List<String> values = values(properties.getProperty(name));
            if (!values.isEmpty()) {
                parameters.put(name, values);
            }
        }
        return parameters;
    }

    /** The values of a setting that is a list: separated by commas, blanks around them dropped. */
    public static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                value.append(text.charAt(++i));
            } else if (c == ',') {
                add(values, value);
            } else {
                value.append(c);
            }
        }
        add(values, value);
        return values;
    }

    private static void add(List<String> values, StringBuilder value) {
        String stripped = value.toString().strip();
        if (!stripped.isEmpty()) {
            values.add(stripped);
        }
        value.setLength(0);
    }
}

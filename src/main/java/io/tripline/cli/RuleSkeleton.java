package io.tripline.cli;

import io.tripline.drl.DrlGenerator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A rule to begin with, and its test, which passes. The texts are files beside this class, one pair a dialect; what depends
 * on the rule's name stands in them as <code>{{…}}</code>.
 *
 * @param name path below the rules folder without an ending: letters, digits, {@code _} and {@code -}, with {@code /} between
 */
record RuleSkeleton(Dialect dialect, String name, UUID id) {

    /** In which form the rule is written. */
    enum Dialect {
        SIGMA(".yml", RAW),
        ELASTIC(".toml", ECS),
        DRL(".drl", RAW);

        private final String ending;
        private final String event;

        Dialect(String ending, String event) {
            this.ending = ending;
            this.event = event;
        }

        /** One that the rule counts, as JSON. */
        String event() {
            return event;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String RAW = "{\"action\": \"signin\", \"outcome\": \"failed\", \"user\": \"ann\"}";
    private static final String ECS =
            "{\"event\": {\"category\": \"authentication\", \"outcome\": \"failure\"}, \"user\": {\"name\": \"ann\"}}";
    private static final String NAME = "[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*";
    private static final int LONGEST = 200;

    static boolean isName(String name) {
        return name.length() <= LONGEST && name.matches(NAME);
    }

    String ruleFile() {
        return name + dialect.ending;
    }

    String testFile() {
        return name + ".test.yml";
    }

    String rule() throws IOException {
        return filled(dialect + dialect.ending, "");
    }

    /** @param shown the test's file as the user may type it */
    String test(String shown) throws IOException {
        return filled(dialect + ".test.yml", shown);
    }

    private String filled(String template, String shown) throws IOException {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String words = last.replace('_', ' ').replace('-', ' ').strip();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", last);
        values.put(
                "title",
                words.isEmpty() ? "Rule" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        values.put("id", id.toString());
        values.put("file", last + dialect.ending);
        values.put("test", shown);
        values.put("stream", name);
        values.put("package", DrlGenerator.packageName(ruleFile()));
        String text = read(template);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return text;
    }

    private static String read(String template) throws IOException {
        try (InputStream in = RuleSkeleton.class.getResourceAsStream("skeleton/" + template)) {
            if (in == null) {
                throw new FileNotFoundException("the program lacks its file " + template);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

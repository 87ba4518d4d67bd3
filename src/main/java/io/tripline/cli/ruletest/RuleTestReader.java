package io.tripline.cli.ruletest;

import io.tripline.cli.ruletest.RuleTestFile.Case;
import io.tripline.cli.ruletest.RuleTestFile.Events;
import io.tripline.cli.ruletest.RuleTestFile.Expectation;
import io.tripline.cli.ruletest.RuleTestFile.Log;
import io.tripline.config.Durations;
import io.tripline.event.EventTime;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a test file. Every error has its position; the first one ends the reading. */
final class RuleTestReader {

    /** 2026-01-01T00:00:00Z, where a test says no start. */
    private static final long DEFAULT_START = 1_767_225_600_000L;

    private static final int MOST_EVENTS = 1_000_000;

    private final YamlDocument yaml;
    private final SourceText source;
    private final @Nullable Path folder;

    private RuleTestReader(SourceText source, @Nullable Path folder) {
        this.yaml = new YamlDocument(source);
        this.source = source;
        this.folder = folder;
    }

    /**
     * @param file where the text is: its rules are relative to its folder
     * @throws YamlDocument.Malformed with the problem
     */
    static RuleTestFile read(SourceText source, Path file) {
        return new RuleTestReader(source, file.toAbsolutePath().getParent()).file();
    }

    private RuleTestFile file() {
        Node root = yaml.root();
        if (root == null) {
            throw new YamlDocument.Malformed(Problem.ofFile(Problem.Severity.ERROR, source.file(), "is empty", null));
        }
        Map<String, Node> fields = yaml.fields(root, "a test file", List.of("rules", "inline", "parameters", "tests"));
        Node tests = fields.get("tests");
        if (tests == null) {
            throw yaml.malformed(root, "there are no tests", "add 'tests:'");
        }
        List<Path> rules = rules(fields.get("rules"));
        List<String> inline = texts(fields.get("inline"), "inline");
        if (rules.isEmpty() && inline.isEmpty()) {
            throw yaml.malformed(root, "there are no rules to test", "add 'rules:' or 'inline:'");
        }
        return new RuleTestFile(
                source.file(),
                rules,
                inline,
                parameters(fields.get("parameters")),
                yaml.list(tests, "tests").stream().map(this::test).toList());
    }

    private List<Path> rules(@Nullable Node node) {
        return texts(node, "rules").stream()
                .map(path ->
                        folder == null ? Path.of(path) : folder.resolve(path).normalize())
                .toList();
    }

    private List<String> texts(@Nullable Node node, String what) {
        return node == null
                ? List.of()
                : yaml.list(node, what).stream()
                        .map(element -> yaml.text(element, "each of " + what))
                        .toList();
    }

    private Map<String, List<String>> parameters(@Nullable Node node) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (node != null && yaml.value(node) instanceof Map<?, ?> values) {
            values.forEach((name, value) -> parameters.put(
                    String.valueOf(name),
                    value instanceof Collection<?> several
                            ? several.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(value))));
        } else if (node != null) {
            yaml.mapping(node, "parameters");
        }
        return parameters;
    }

    private Case test(Node node) {
        Map<String, Node> fields =
                yaml.fields(node, "a test", List.of("name", "start", "log", "events", "expect", "empty"));
        Node name = fields.get("name");
        Node events = fields.get("events");
        Node expect = fields.get("expect");
        if (name == null || events == null) {
            throw yaml.malformed(node, "a test needs 'name' and 'events'", null);
        }
        Node start = fields.get("start");
        List<Events> given =
                yaml.list(events, "events").stream().map(this::events).toList();
        long count = given.stream().mapToLong(Events::repeat).sum();
        if (count > MOST_EVENTS) {
            throw yaml.malformed(events, "the test has more than " + MOST_EVENTS + " events", null);
        }
        return new Case(
                yaml.text(name, "name"),
                YamlDocument.line(node),
                start == null ? DEFAULT_START : time(start),
                log(fields.get("log"), node),
                given,
                expect == null
                        ? List.of()
                        : yaml.list(expect, "expect").stream()
                                .map(expected -> expectation(expected, count))
                                .toList(),
                texts(fields.get("empty"), "empty"));
    }

    private Log log(@Nullable Node node, Node test) {
        Map<String, String> words = new LinkedHashMap<>();
        if (node != null) {
            yaml.fields(node, "the log", List.of("product", "category", "service"))
                    .forEach((part, word) -> words.put(part, yaml.text(word, part)));
        }
        Node place = node == null ? test : node;
        return new Log(words, (message, wayOut) -> yaml.problem(place, message, wayOut));
    }

    private long time(Node node) {
        Long time = EventTime.parse(yaml.text(node, "start"));
        if (time == null) {
            throw yaml.malformed(node, "start is no time", "write it as 2026-01-01T00:00:00Z");
        }
        return time;
    }

    private Events events(Node node) {
        Map<String, Node> fields = yaml.fields(node, "an event", List.of("at", "repeat", "every", "event"));
        Node event = fields.get("event");
        if (event == null) {
            throw yaml.malformed(node, "the 'event' itself is missing", null);
        }
        yaml.mapping(event, "event");
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        if (yaml.value(event) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> content.put(String.valueOf(name), value));
        }
        yaml.forEachText(event, this::known);
        Node repeat = fields.get("repeat");
        int times = repeat == null ? 1 : yaml.integer(repeat, "repeat", 1);
        return new Events(
                duration(fields.get("at"), "at"),
                times,
                Objects.requireNonNullElse(duration(fields.get("every"), "every"), Duration.ZERO),
                content,
                (message, wayOut) -> yaml.problem(event, message, wayOut));
    }

    private void known(ScalarNode text) {
        String unknown = Numbered.unknown(text.getValue());
        if (unknown != null) {
            throw yaml.malformed(
                    text,
                    "nothing is known as {{" + unknown + "}}",
                    "only {{n}} is filled in, the number of the event; for the text itself write \\{{" + unknown
                            + "}}");
        }
    }

    private @Nullable Duration duration(@Nullable Node node, String what) {
        if (node == null) {
            return null;
        }
        Duration duration = Durations.parse(yaml.text(node, what));
        if (duration == null) {
            throw yaml.malformed(node, what + " is no duration", "write it as 0s, 90s, 5m, 1h30m or 14d");
        }
        return duration;
    }

    private Expectation expectation(Node node, long events) {
        Map<String, Node> fields =
                yaml.fields(node, "an expected alert", List.of("rule", "at", "group", "events", "values"));
        Node rule = fields.get("rule");
        return new Expectation(
                rule == null ? null : yaml.text(rule, "rule"),
                duration(fields.get("at"), "at"),
                group(fields.get("group")),
                indices(fields.get("events"), events),
                values(fields.get("values")));
    }

    private @Nullable Map<String, @Nullable String> group(@Nullable Node node) {
        Map<String, @Nullable Object> values = values(node);
        if (values == null) {
            return null;
        }
        Map<String, @Nullable String> group = new LinkedHashMap<>();
        values.forEach((name, value) -> group.put(name, value == null ? null : value.toString()));
        return group;
    }

    private @Nullable Map<String, @Nullable Object> values(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        yaml.mapping(node, "group and values");
        if (yaml.value(node) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return values;
    }

    private @Nullable List<Integer> indices(@Nullable Node node, long events) {
        if (node == null) {
            return null;
        }
        List<Integer> indices = new ArrayList<>();
        for (Node element : yaml.list(node, "events")) {
            int index = yaml.integer(element, "an index", 0);
            if (index >= events) {
                throw yaml.malformed(
                        element, "there is no event " + index, "the first of the " + events + " is 0, after repeat");
            }
            indices.add(index);
        }
        return indices.stream().sorted().toList();
    }
}

package io.tripline.ruletest;

import io.tripline.config.Durations;
import io.tripline.event.EventTime;
import io.tripline.problem.SourceText;
import io.tripline.ruletest.RuleTestFile.Case;
import io.tripline.ruletest.RuleTestFile.Events;
import io.tripline.ruletest.RuleTestFile.Expectation;
import io.tripline.ruletest.RuleTestFile.Log;
import io.tripline.yaml.YamlNode;
import io.tripline.yaml.YamlSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a test file. Every error has its position; the first one ends the reading. */
final class RuleTestReader {

    /** 2026-01-01T00:00:00Z, where a test says no start. */
    private static final long DEFAULT_START = 1_767_225_600_000L;

    private static final int DEEPEST = 64;

    private final SourceText source;
    private final @Nullable Path folder;
    private final TestBounds bounds;

    private RuleTestReader(SourceText source, @Nullable Path folder, TestBounds bounds) {
        this.source = source;
        this.folder = folder;
        this.bounds = bounds;
    }

    /**
     * @param file where the text is: its rules are relative to its folder
     * @throws YamlNode.Malformed with the problem
     */
    static RuleTestFile read(SourceText source, Path file, TestBounds bounds) {
        return new RuleTestReader(source, file.toAbsolutePath().getParent(), bounds).file();
    }

    private RuleTestFile file() {
        YamlSettings yaml =
                new YamlSettings(YamlSettings.Schema.JSON, bounds.fileLength(), DEEPEST, 1, bounds.fileNodes());
        YamlNode root =
                YamlNode.read(source, "a test file", yaml).only(List.of("rules", "inline", "parameters", "tests"));
        YamlNode tests = root.get("tests");
        if (tests == null) {
            throw root.malformed("there are no tests", "add 'tests:'");
        }
        List<Path> rules = rules(root.get("rules"));
        List<String> inline = texts(root.get("inline"));
        if (rules.isEmpty() && inline.isEmpty()) {
            throw root.malformed("there are no rules to test", "add 'rules:' or 'inline:'");
        }
        return new RuleTestFile(
                source.file(),
                rules,
                inline,
                parameters(root.get("parameters")),
                tests.list().stream().map(this::test).toList());
    }

    private List<Path> rules(@Nullable YamlNode node) {
        return texts(node).stream()
                .map(path ->
                        folder == null ? Path.of(path) : folder.resolve(path).normalize())
                .toList();
    }

    private static List<String> texts(@Nullable YamlNode list) {
        return list == null
                ? List.of()
                : list.list().stream().map(YamlNode::text).toList();
    }

    private Map<String, List<String>> parameters(@Nullable YamlNode node) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (node != null) {
            node.map()
                    .forEach((name, value) -> parameters.put(
                            name,
                            value instanceof Collection<?> several
                                    ? several.stream().map(String::valueOf).toList()
                                    : List.of(String.valueOf(value))));
        }
        return parameters;
    }

    private Case test(YamlNode node) {
        node.only(List.of("name", "start", "log", "events", "expect", "empty"));
        YamlNode name = node.get("name");
        YamlNode events = node.get("events");
        YamlNode expect = node.get("expect");
        if (name == null || events == null) {
            throw node.malformed("a test needs 'name' and 'events'", null);
        }
        YamlNode start = node.get("start");
        List<Events> given = events.list().stream().map(this::events).toList();
        long count = given.stream().mapToLong(Events::repeat).sum();
        if (count > bounds.events()) {
            throw events.malformed("the test has more than " + bounds.events() + " events", null);
        }
        return new Case(
                name.text(),
                node.line(),
                start == null ? DEFAULT_START : time(start),
                log(node.get("log"), node),
                given,
                expect == null
                        ? List.of()
                        : expect.list().stream()
                                .map(expected -> expectation(expected, count))
                                .toList(),
                texts(node.get("empty")));
    }

    private Log log(@Nullable YamlNode node, YamlNode test) {
        Map<String, String> words = new LinkedHashMap<>();
        if (node != null) {
            node.only(List.of("product", "category", "service"))
                    .entries()
                    .forEach((part, word) -> words.put(part, word.text()));
        }
        YamlNode place = node == null ? test : node;
        return new Log(words, place::problem);
    }

    private long time(YamlNode node) {
        Long time = EventTime.parse(node.text());
        if (time == null) {
            throw node.malformed("start is no time", "write it as 2026-01-01T00:00:00Z");
        }
        return time;
    }

    private Events events(YamlNode node) {
        node.only(List.of("at", "repeat", "every", "event"));
        YamlNode event = node.get("event");
        if (event == null) {
            throw node.malformed("the 'event' itself is missing", null);
        }
        Map<String, @Nullable Object> content = event.map();
        event.forEachText(RuleTestReader::known);
        YamlNode repeat = node.get("repeat");
        int times = repeat == null ? 1 : repeat.integer(1);
        return new Events(
                duration(node.get("at")),
                times,
                Objects.requireNonNullElse(duration(node.get("every")), Duration.ZERO),
                content,
                event::problem);
    }

    private static void known(YamlNode text) {
        String unknown = Numbered.unknown(text.text());
        if (unknown != null) {
            throw text.malformed(
                    "nothing is known as {{" + unknown + "}}",
                    "only {{n}} is filled in, the number of the event; for the text itself write \\{{" + unknown
                            + "}}");
        }
    }

    private @Nullable Duration duration(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        Duration duration = Durations.parse(node.text());
        if (duration == null) {
            throw node.malformed(node.what() + " is no duration", "write it as 0s, 90s, 5m, 1h30m or 14d");
        }
        return duration;
    }

    private Expectation expectation(YamlNode node, long events) {
        node.only(List.of("rule", "at", "group", "events", "values"));
        YamlNode rule = node.get("rule");
        return new Expectation(
                rule == null ? null : rule.text(),
                duration(node.get("at")),
                group(node.get("group")),
                indices(node.get("events"), events),
                values(node.get("values")));
    }

    private @Nullable Map<String, @Nullable String> group(@Nullable YamlNode node) {
        Map<String, @Nullable Object> values = values(node);
        if (values == null) {
            return null;
        }
        Map<String, @Nullable String> group = new LinkedHashMap<>();
        values.forEach((name, value) -> group.put(name, value == null ? null : value.toString()));
        return group;
    }

    private @Nullable Map<String, @Nullable Object> values(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        return node.map();
    }

    private @Nullable List<Integer> indices(@Nullable YamlNode node, long events) {
        if (node == null) {
            return null;
        }
        List<Integer> indices = new ArrayList<>();
        for (YamlNode element : node.list()) {
            int index = element.integer(0);
            if (index >= events) {
                throw element.malformed(
                        "there is no event " + index, "the first of the " + events + " is 0, after repeat");
            }
            indices.add(index);
        }
        return indices.stream().sorted().toList();
    }
}

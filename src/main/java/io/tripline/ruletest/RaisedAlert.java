package io.tripline.ruletest;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.config.Durations;
import io.tripline.event.Event;
import io.tripline.ruletest.RuleTestFile.Expectation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the terms of a test.
 *
 * @param at since the test's start
 * @param events indices of its events, ascending
 */
record RaisedAlert(Alert alert, Duration at, List<Integer> events) {

    RaisedAlert {
        events = List.copyOf(events);
    }

    /** Which event is which: by id and time; equal ones in order. */
    static final class Numbering {

        private record Identity(String id, long time) {}

        private final Map<Identity, List<Integer>> indices = new HashMap<>();

        Numbering(List<Event> events) {
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                indices.computeIfAbsent(new Identity(event.getId(), event.getTimestamp()), id -> new ArrayList<>())
                        .add(i);
            }
        }

        List<Integer> of(List<Evidence> evidence) {
            Map<Identity, Integer> used = new HashMap<>();
            List<Integer> numbers = new ArrayList<>();
            for (Evidence event : evidence) {
                Identity identity = new Identity(event.id(), event.time());
                List<Integer> known = indices.getOrDefault(identity, List.of());
                int next = used.merge(identity, 1, Integer::sum) - 1;
                if (next < known.size()) {
                    numbers.add(known.get(next));
                }
            }
            return numbers.stream().sorted().toList();
        }
    }

    static RaisedAlert of(Alert alert, long start, Numbering numbering) {
        return new RaisedAlert(alert, Duration.ofMillis(alert.getTimestamp() - start), numbering.of(alert.getEvents()));
    }

    boolean meets(Expectation expected) {
        return differences(expected).isEmpty();
    }

    /** In words, one for each part of the expectation that the alert does not meet. */
    List<String> differences(Expectation expected) {
        List<String> differences = new ArrayList<>();
        if (expected.rule() != null
                && !expected.rule().equals(alert.getRule().id())
                && !expected.rule().equals(alert.getRule().title())) {
            differences.add("rule " + alert.getRule().id());
        }
        if (expected.at() != null && !expected.at().equals(at)) {
            differences.add("at " + Durations.seconds(at));
        }
        if (expected.group() != null && !expected.group().equals(alert.groupByName())) {
            differences.add("group " + PastedYaml.line(alert.groupByName()));
        }
        if (expected.events() != null && !expected.events().equals(events)) {
            differences.add("events " + events);
        }
        if (expected.values() != null) {
            expected.values().forEach((name, value) -> {
                Object actual = alert.getValues().get(name);
                if (!same(value, actual)) {
                    differences.add("value " + name + " " + actual);
                }
            });
        }
        return differences;
    }

    /** Numbers by value, lists in any order, everything else by its text. */
    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Collection<?> some && actual instanceof Collection<?> others) {
            List<String> left =
                    some.stream().map(RaisedAlert::canonical).sorted().toList();
            return left.equals(
                    others.stream().map(RaisedAlert::canonical).sorted().toList());
        }
        return Objects.equals(canonical(expected), canonical(actual));
    }

    private static String canonical(@Nullable Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = expectation();
        document.put("reason", alert.getReason());
        return document;
    }

    /** In the form of an expectation that it meets. */
    Map<String, @Nullable Object> expectation() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("rule", alert.getRule().id());
        document.put("at", Durations.seconds(at));
        document.put("group", alert.groupByName());
        document.put("events", events);
        document.put("values", alert.getValues());
        return document;
    }
}

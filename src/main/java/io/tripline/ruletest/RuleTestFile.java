package io.tripline.ruletest;

import io.tripline.config.Durations;
import io.tripline.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test file as written.
 *
 * @param name as the user named it
 * @param rules files, resolved against the file's folder
 * @param inline rule texts of any dialect
 * @param parameters placeholder to its values
 */
record RuleTestFile(
        String name, List<Path> rules, List<String> inline, Map<String, List<String>> parameters, List<Case> tests) {

    RuleTestFile {
        rules = List.copyOf(rules);
        inline = List.copyOf(inline);
        parameters = Map.copyOf(parameters);
        tests = List.copyOf(tests);
    }

    /**
     * One test.
     *
     * @param line 1-based
     * @param start ms since the epoch
     * @param log from which log the events come, as the test says
     * @param empty streams that must be empty at the end
     */
    record Case(
            String name,
            int line,
            long start,
            Log log,
            List<Events> events,
            List<Expectation> expect,
            List<String> empty) {
        Case {
            events = List.copyOf(events);
            expect = List.copyOf(expect);
            empty = List.copyOf(empty);
        }
    }

    /**
     * From which log events come.
     *
     * @param words {@code product}, {@code category}, {@code service} to Sigma's word; empty where the test says nothing
     * @param place where it stands, for errors
     */
    record Log(Map<String, String> words, Place place) {
        Log {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        }
    }

    /**
     * One entry of {@code events}.
     *
     * @param at since the test's start; null: the event's own time counts
     * @param repeat how many events it is, at least 1
     * @param every time between two of them
     * @param event decoded: maps, lists and scalars
     * @param place where it stands, for errors
     */
    record Events(@Nullable Duration at, int repeat, Duration every, Map<String, @Nullable Object> event, Place place) {
        Events {
            event = Collections.unmodifiableMap(new LinkedHashMap<>(event));
        }
    }

    /** Makes a problem at a position of the file. */
    interface Place {
        Problem error(String message, @Nullable String wayOut);
    }

    /**
     * One alert that must be raised. Each part is null where the test does not say it.
     *
     * @param rule id or title
     * @param at since the test's start
     * @param group field to value as text, null for a missing one; exactly these
     * @param events indices from 0, after {@code repeat}; exactly these
     * @param values named values of the alert; these at least
     */
    record Expectation(
            @Nullable String rule,
            @Nullable Duration at,
            @Nullable Map<String, @Nullable String> group,
            @Nullable List<Integer> events,
            @Nullable Map<String, @Nullable Object> values) {

        /** As in the file. */
        Map<String, @Nullable Object> document() {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            if (rule != null) {
                document.put("rule", rule);
            }
            if (at != null) {
                document.put("at", Durations.seconds(at));
            }
            if (group != null) {
                document.put("group", group);
            }
            if (events != null) {
                document.put("events", events);
            }
            if (values != null) {
                document.put("values", values);
            }
            return document;
        }
    }
}

package io.tripline.drl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tripline.alert.Alert;
import io.tripline.engine.DrlFiles;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.rule.Pattern;
import io.tripline.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generated rules in the engine, from a time of zero. */
final class Running implements AutoCloseable {

    /** 2026-01-01T00:00:00Z */
    static final long START = 1_767_225_600_000L;

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final List<Alert> alerts = new ArrayList<>();
    private int events;

    static Running pattern(Pattern pattern) {
        return rules(SampleRules.rule("The rule", pattern));
    }

    static Running rules(Rule... rules) {
        Generation generation = DrlGenerator.generate(List.of(rules), "test/rule.yml");
        String text = assertInstanceOf(Generation.Written.class, generation, generation::toString)
                .text();
        return drl(new DrlSource("rule.drl", text));
    }

    /** @param name of the group and the case, such as {@code sigma/temporal} */
    static Running golden(String name) {
        return drl(DrlFiles.golden(name));
    }

    private static Running drl(DrlSource source) {
        Running running = new Running();
        LoadReport report = running.engine.load(List.of(source));
        assertEquals(List.of(), report.broken(), () -> report.problems() + source.text());
        return running;
    }

    /** @param at seconds after the start; fields are name, value, name, value … */
    Running event(double at, Object... fields) {
        Map<String, Object> source = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            source.put(fields[i].toString(), fields[i + 1]);
        }
        return event(at, source);
    }

    Running event(double at, Map<String, Object> source) {
        long time = START + Math.round(at * 1000);
        alerts.addAll(engine.process(List.of(Event.of("e" + ++events, time, Origin.UNKNOWN, source))));
        return this;
    }

    Running quiet(Duration span) {
        alerts.addAll(engine.tick(span));
        return this;
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Seconds after the start and group of each alert. */
    List<String> summary() {
        return alerts.stream()
                .map(alert -> (alert.getTimestamp() - START) / 1000.0 + " " + alert.getGroup())
                .toList();
    }

    /** The ids of the events behind each alert: {@code e1} is the first. */
    List<List<String>> evidence() {
        return alerts.stream()
                .map(alert ->
                        alert.getEvents().stream().map(event -> event.id()).toList())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}

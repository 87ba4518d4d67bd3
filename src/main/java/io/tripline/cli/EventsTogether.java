package io.tripline.cli;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.engine.Engine;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.SaidTime;
import io.tripline.store.SeenIds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several events, run through the windows as {@code replay} does: what came of them for each correlation, or what is missing
 * for the nearest groups. Inputs are in their own order; of several, the one whose next event is the earliest goes on.
 */
final class EventsTogether {

    /** More are a matter for replay. */
    private static final int MOST_EVENTS = 100_000;

    private static final int MOST_LINES = 5;

    private final Console console;
    private final Engine engine;
    private final Set<String> disabled;
    private final List<Deque<Decoded>> inputs = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final SeenIds seen = new SeenIds(MOST_EVENTS);
    private int events;
    private int duplicates;
    private Holdings holdings = Holdings.NOTHING;

    /** @param disabled ids of rules whose alerts do not count */
    EventsTogether(Console console, Engine engine, Set<String> disabled) {
        this.console = console;
        this.engine = engine;
        this.disabled = Set.copyOf(disabled);
    }

    /** Another input begins. */
    void next() {
        inputs.add(new ArrayDeque<>());
    }

    void add(Decoded event) {
        if (++events > MOST_EVENTS) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "explain takes " + MOST_EVENTS + " events at most: run more of them with replay");
        }
        inputs.getLast().add(event);
    }

    int events() {
        return events;
    }

    void run() {
        Deque<Decoded> next;
        while ((next = earliest()) != null) {
            take(next.remove());
        }
        if (duplicates > 0) {
            console.say(duplicates + " of " + events
                    + " events are redeliveries (same log_id, uuid or the like) and did not count again");
        }
        holdings = engine.holdingsNow();
    }

    private @Nullable Deque<Decoded> earliest() {
        Deque<Decoded> earliest = null;
        for (Deque<Decoded> input : inputs) {
            if (!input.isEmpty() && (earliest == null || time(input) < time(earliest))) {
                earliest = input;
            }
        }
        return earliest;
    }

    private static long time(Deque<Decoded> input) {
        return input.element().event().getTimestamp();
    }

    private void take(Decoded decoded) {
        String id = decoded.deduplicationId();
        if (id != null) {
            if (seen.contains(id)) {
                duplicates++;
                return;
            }
            seen.add(id);
        }
        boolean timed =
                switch (decoded.time()) {
                    case SaidTime.Read read -> true;
                    case SaidTime.Nothing nothing -> true;
                    case SaidTime.Unreadable unreadable -> false;
                };
        List<Alert> raised =
                timed ? engine.process(List.of(decoded.event())) : engine.processWithoutTime(List.of(decoded.event()));
        raised.stream()
                .filter(alert -> !disabled.contains(alert.getRule().id()))
                .forEach(alerts::add);
    }

    /** For a person; not yet made visible. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (LoadedRule loaded : engine.rules()) {
            RuleOutline rule = loaded.outline();
            Holdings.OfRule held = holdings.of(rule.file(), rule.name());
            if (held == null) {
                continue;
            }
            List<Alert> raised = alertsOf(rule);
            lines.add("");
            lines.add("together: " + rule.name() + "  (" + rule.file() + ":" + rule.line() + ")");
            raised.stream()
                    .limit(MOST_LINES)
                    .forEach(alert -> lines.add(
                            "  → alert at " + AlertDocument.time(alert.getTimestamp()) + ": " + alert.getReason()));
            more(raised.size(), "alerts", lines);
            held.nearest().stream().limit(MOST_LINES).forEach(one -> lines.add("  " + line(rule, one)));
            more(held.groups(), "groups", lines);
            if (raised.isEmpty() && held.groups() == 0) {
                lines.add("  nothing that it looks at");
            }
        }
        return lines;
    }

    private static void more(long all, String what, List<String> lines) {
        if (all > MOST_LINES) {
            lines.add("  … and " + (all - MOST_LINES) + " further " + what);
        }
    }

    /** {@code 7 of 11 in 10m for tenant acme, until 14:02Z; 4 more}. */
    private static String line(RuleOutline rule, Nearness nearness) {
        RuleOutline.Window window = rule.window();
        String progress = nearness.progress();
        String group = nearness.group().asMap().entrySet().stream()
                .map(field -> field.getKey() + " " + (field.getValue() == null ? "(none)" : field.getValue()))
                .collect(Collectors.joining(", "));
        return (progress.isEmpty() ? "waits" : progress)
                + (window == null ? "" : " in " + window.text())
                + (group.isEmpty() ? "" : " for " + group)
                + (nearness.times().isEmpty() ? "" : ", " + nearness.times())
                + (nearness.more() == 0 ? "" : "; " + nearness.more() + " more");
    }

    private List<Alert> alertsOf(RuleOutline rule) {
        return rule.raises()
                ? alerts.stream()
                        .filter(alert -> alert.getRule().id().equals(rule.id()))
                        .toList()
                : List.of();
    }

    /** For scripts: one for each correlation. */
    List<Map<String, @Nullable Object>> documents() {
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        for (LoadedRule loaded : engine.rules()) {
            RuleOutline rule = loaded.outline();
            Holdings.OfRule held = holdings.of(rule.file(), rule.name());
            if (held != null) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("correlation", ExplanationText.about(rule));
                document.put(
                        "alerts", alertsOf(rule).stream().map(AlertDocument::of).toList());
                document.put("groups", held.groups());
                document.put(
                        "nearest",
                        held.nearest().stream().map(one -> document(rule, one)).toList());
                documents.add(document);
            }
        }
        return documents;
    }

    private static Map<String, @Nullable Object> document(RuleOutline rule, Nearness nearness) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("group", nearness.group().asMap());
        document.put("text", line(rule, nearness));
        document.put("progress", nearness.progress());
        document.put("more", nearness.more());
        document.put("until", time(nearness.until()));
        document.put("silent_until", time(nearness.silentUntil()));
        document.put("deadline", time(nearness.deadline()));
        document.put("newest", time(nearness.newest()));
        document.put("matches", nearness.matches());
        return document;
    }

    private static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : AlertDocument.time(millis);
    }
}

package io.tripline.cli;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.index.IndexAudit;
import io.tripline.engine.read.EventCondition;
import io.tripline.ingest.EventDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of the logs in files of events: how many rules are evaluated for an event, and which for all. */
record IndexReport(Console console, EventDecoder decoder, boolean json) {

    /** @throws IOException with a sentence if a file cannot be read */
    void print(List<LoadedRule> rules, List<String> files) throws IOException {
        List<Map.Entry<String, EventCondition>> conditions = new ArrayList<>();
        for (LoadedRule rule : rules) {
            EventCondition condition = rule.outline().condition();
            if (condition != null) {
                conditions.add(
                        Map.entry(rule.outline().file() + ": " + rule.outline().name(), condition));
            }
        }
        IndexAudit audit = new IndexAudit(conditions);
        for (String file : files) {
            try (EventSource source = EventSource.open(console, file, decoder, console::say)) {
                while (source.head() != null) {
                    audit.look(source.take().event());
                }
            }
        }
        audit.result().forEach(this::print);
    }

    private void print(IndexAudit.OfLog log) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("log", words(log));
            line.put("events", log.events());
            line.put("rules", log.rules());
            line.put("evaluated", Map.of("median", log.median(), "p95", log.percentile95()));
            line.put("everywhere", log.everywhere());
            console.out().println(JsonLines.write(line));
            return;
        }
        console.print(words(log) + ": " + counted(log.events(), "event") + ", " + counted(log.rules(), "rule")
                + "; evaluated for an event: median " + log.median() + ", p95 " + log.percentile95());
        log.everywhere().forEach(rule -> console.print("  for each: " + rule));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String words(IndexAudit.OfLog log) {
        List<String> words = new ArrayList<>();
        words.addAll(log.log().products().stream().sorted().toList());
        words.addAll(log.log().categories().stream().sorted().toList());
        words.addAll(log.log().services().stream().sorted().toList());
        return words.isEmpty() ? "log unknown" : String.join(" ", words);
    }
}

package io.tripline.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the two programs: how it is called, and what its lines say. */
sealed interface Contestant {

    String name();

    Path program();

    /** Reads events from its input, one a line, and prints what it finds, one a line. */
    List<String> stream(Lane lane, Path rules);

    /** Listens on a port of this machine, and prints what it finds, one a line. */
    List<String> serve(Log log, Path rules, int port);

    /** Where it says that its rules are loaded. */
    String readyAt();

    /** Where it takes events of a log. */
    String eventsAt(Log log);

    /** Id of the rule that a line of its output is about, its title where it has none. */
    String rule(JsonNode line);

    /** The event that a line is about, where it was asked to show it. */
    JsonNode event(JsonNode line);

    record Tripline(Path program) implements Contestant {

        @Override
        public String name() {
            return "tripline";
        }

        @Override
        public List<String> stream(Lane lane, Path rules) {
            List<String> command = new ArrayList<>(List.of(program.toString(), "replay", "--json"));
            if (!lane.log().words().isEmpty()) {
                command.addAll(List.of("--log", lane.log().words()));
            }
            command.addAll(List.of("-", "--rules", rules.toString()));
            return command;
        }

        @Override
        public List<String> serve(Log log, Path rules, int port) {
            return List.of(
                    program.toString(), "serve", "--json", "--rules", rules.toString(), "--port", String.valueOf(port));
        }

        @Override
        public String readyAt() {
            return "/q/health/ready";
        }

        @Override
        public String eventsAt(Log log) {
            return "/api/v1/events" + (log.query().isEmpty() ? "" : "?" + log.query());
        }

        @Override
        public String rule(JsonNode line) {
            JsonNode rule = line.path("rule");
            return rule.path("id").asText(rule.path("title").asText());
        }

        @Override
        public JsonNode event(JsonNode line) {
            return line.path("events").path(0).path("fields");
        }
    }

    /** @param settings further options: which are best is measured for each lane */
    record Rsigma(Path program, List<String> settings) implements Contestant {

        /** Its ways to leave out rules, which its manual says are to be tried on one's own events. */
        static final List<List<String>> SETTINGS = List.of(
                List.of(),
                List.of("--bloom-prefilter"),
                List.of("--cross-rule-ac"),
                List.of("--bloom-prefilter", "--cross-rule-ac"));

        Rsigma with(List<String> others) {
            return new Rsigma(program, others);
        }

        @Override
        public String name() {
            return "rsigma";
        }

        @Override
        public List<String> stream(Lane lane, Path rules) {
            List<String> command =
                    new ArrayList<>(List.of(program.toString(), "--no-stats", "--output-format", "ndjson"));
            command.addAll(List.of("engine", "eval", "--input-format", "json", "-r", rules.toString()));
            route(command, lane.log());
            if (!lane.silence().isEmpty()) {
                // Tripline shows no match of a rule that is only counted, and is silent for the timespan after an alert
                command.addAll(List.of("--no-detections", "--suppress", lane.silence()));
            }
            return command;
        }

        private void route(List<String> command, Log log) {
            command.add("--logsource-routing");
            if (!log.words().isEmpty()) {
                command.addAll(List.of("--event-logsource", log.words()));
            }
            command.addAll(settings);
        }

        @Override
        public List<String> serve(Log log, Path rules, int port) {
            List<String> command = new ArrayList<>(List.of(program.toString(), "engine", "daemon", "--input", "http"));
            // its default waits 50 ms for more results
            command.addAll(List.of("--sink-batch-flush-ms", "1"));
            command.addAll(List.of("--input-format", "json", "--batch-size", "200", "-r", rules.toString()));
            command.addAll(List.of("--api-addr", "127.0.0.1:" + port));
            route(command, log);
            return command;
        }

        @Override
        public String readyAt() {
            return "/readyz";
        }

        @Override
        public String eventsAt(Log log) {
            return "/api/v1/events";
        }

        @Override
        public String rule(JsonNode line) {
            return line.path("rule_id").asText(line.path("rule_title").asText());
        }

        @Override
        public JsonNode event(JsonNode line) {
            return line.path("event");
        }
    }
}

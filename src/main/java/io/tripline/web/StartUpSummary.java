package io.tripline.web;

import io.tripline.dialect.ParameterValues;
import io.tripline.problem.ProblemPrinter;
import io.tripline.web.rules.RulePages;
import io.tripline.web.rules.RuleView.Summary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** What a person wants to know when the program is ready. */
@Singleton
class StartUpSummary {

    private final ServeSettings settings;
    private final RulePages pages;
    private final Config config;

    StartUpSummary(ServeSettings settings, RulePages pages, Config config) {
        this.settings = settings;
        this.pages = pages;
        this.config = config;
    }

    /** A few lines, no line feed at the end. */
    String text() {
        boolean tls = "disabled".equals(ServeSettings.text(config, "quarkus.http.insecure-requests", "enabled"));
        String address = (tls ? "https://" : "http://") + printable(settings.host()) + ":"
                + (tls ? ServeSettings.text(config, "quarkus.http.ssl-port", "8443") : port());
        List<Summary> rules = pages.list().items();
        List<String> lines = new ArrayList<>();
        lines.add("Tripline is ready on " + address);
        lines.add("  rules       " + count(rules) + " in " + settings.rules());
        rules.stream()
                .filter(rule -> !rule.state().equals("live"))
                .forEach(rule -> lines.add("              " + rule.state() + ": " + rule.file() + reason(rule)));
        lines.add("  fidelity    " + fidelity(rules));
        lines.add("  parameters  " + parameters());
        lines.add("  events      POST " + address + "/api/v1/events");
        lines.add("  alerts      GET  " + address + "/api/v1/alerts, as they come: /api/v1/alerts/stream");
        return ProblemPrinter.visible(String.join("\u0000", lines)).replace("\\u0000", "\n");
    }

    private int port() {
        // Quarkus tells the port that it got
        return settings.port() == 0
                ? config.getOptionalValue("quarkus.http.port", Integer.class).orElse(0)
                : settings.port();
    }

    private static String printable(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String count(List<Summary> rules) {
        Map<String, Integer> byState = new LinkedHashMap<>();
        byState.put("live", 0);
        rules.forEach(rule -> byState.merge(rule.state(), 1, Integer::sum));
        return joined(byState);
    }

    private static String fidelity(List<Summary> rules) {
        Map<String, Integer> byStatus = new TreeMap<>();
        int edited = 0;
        for (Summary rule : rules) {
            byStatus.merge(rule.fidelity().status(), 1, Integer::sum);
            edited += rule.fidelity().edited() && rule.source() != null ? 1 : 0;
        }
        String counted = byStatus.isEmpty() ? "no rules" : joined(byStatus);
        return edited == 0 ? counted : counted + "; edited by hand: " + edited;
    }

    private static String joined(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }

    private static String reason(Summary rule) {
        List<String> reasons = rule.fidelity().reasons();
        return rule.state().equals("refused") && !reasons.isEmpty() ? ": " + reasons.getFirst() : "";
    }

    private String parameters() {
        ParameterValues values = settings.common().ruleParameters().ofFolder(settings.rules());
        Map<String, String> shown = new TreeMap<>();
        values.configured().forEach((name, value) -> shown.put(name, String.join(", ", value)));
        values.byRule()
                .forEach((rule, own) ->
                        own.forEach((name, value) -> shown.put(name + " of rule " + rule, String.join(", ", value))));
        String configured = shown.isEmpty()
                ? "none set"
                : String.join(
                        "; ",
                        shown.entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .toList());
        return configured + "; " + values.shipped().size() + " defaults of the program";
    }
}

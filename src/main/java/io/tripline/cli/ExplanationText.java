package io.tripline.cli;

import io.tripline.alert.AlertDocument;
import io.tripline.engine.Explanation;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.SaidTime;
import io.tripline.live.rules.RuleGraph;
import io.tripline.problem.ProblemPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explanations as text and as JSON. */
final class ExplanationText {

    private static final int WIDEST = 72;

    private final RuleGraph rules;

    /** @param rules all that are loaded: a match is a step on the way to the rules that read its stream */
    ExplanationText(List<LoadedRule> rules) {
        this.rules = new RuleGraph(rules);
    }

    static String heading(Decoded decoded) {
        Event event = decoded.event();
        String time =
                switch (decoded.time()) {
                    case SaidTime.Read read -> "at " + AlertDocument.time(read.millis());
                    case SaidTime.Nothing nothing -> "without a time";
                    case SaidTime.Unreadable(String complaint) -> "without a time that can be read: " + complaint;
                };
        return ProblemPrinter.visible("event " + event.getId() + " " + time + " (format " + decoded.format() + ")");
    }

    List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        RuleOutline rule = explanation.rule();
        lines.add("");
        lines.add(ProblemPrinter.visible(
                (explanation.holds() ? "matches: " : "does not match: ") + rule.name() + "  (" + position(rule) + ")"));
        add(explanation.tree(), 1, lines);
        if (explanation.holds()) {
            lines.addAll(consequences(rule));
        }
        return lines;
    }

    private static String position(RuleOutline rule) {
        return rule.file() + ":" + rule.line();
    }

    private static void add(Explanation.Node node, int depth, List<String> lines) {
        StringBuilder line = new StringBuilder("  ".repeat(depth))
                .append(node.holds() ? "✓ " : "✗ ")
                .append(ProblemPrinter.visible(node.text()));
        if (node.tested()) {
            line.repeat(' ', Math.max(2, WIDEST - line.length())).append(ProblemPrinter.visible(values(node)));
        }
        lines.add(line.toString());
        node.parts().forEach(part -> add(part, depth + 1, lines));
    }

    private static String values(Explanation.Node node) {
        return node.actual().isEmpty() ? "(not in the event)" : String.join(", ", node.actual());
    }

    private List<String> consequences(RuleOutline rule) {
        List<String> lines = new ArrayList<>();
        if (rule.raises()) {
            lines.add("  → alerts");
        }
        for (RuleOutline reader : readers(rule)) {
            RuleOutline.Window window = reader.window();
            String when = (reader.bounds().isEmpty() ? "" : ": " + reader.bounds())
                    + (window == null ? "" : " within " + window.text());
            lines.add(ProblemPrinter.visible("  → counts for: " + reader.name() + when));
        }
        return lines;
    }

    /** Alerting rules that read what the rule writes. */
    private List<RuleOutline> readers(RuleOutline rule) {
        return rules.readers(rule).stream().filter(RuleOutline::raises).toList();
    }

    Map<String, @Nullable Object> document(Event event, Explanation explanation) {
        RuleOutline rule = explanation.rule();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("event", Map.of("id", event.getId()));
        document.put("rule", about(rule));
        document.put("matches", explanation.holds());
        document.put("alerts", explanation.holds() && rule.raises());
        document.put("counts_for", readers(rule).stream().map(RuleOutline::id).toList());
        document.put("condition", node(explanation.tree()));
        return document;
    }

    /** Which rule it is about. */
    static Map<String, @Nullable Object> about(RuleOutline rule) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("id", rule.id());
        about.put("title", rule.name());
        about.put("source", rule.file());
        about.put("line", rule.line());
        return about;
    }

    private static Map<String, @Nullable Object> node(Explanation.Node node) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("text", node.text());
        document.put("holds", node.holds());
        if (node.tested()) {
            document.put("actual", node.actual());
        }
        if (!node.parts().isEmpty()) {
            document.put(
                    "parts", node.parts().stream().map(ExplanationText::node).toList());
        }
        return document;
    }
}

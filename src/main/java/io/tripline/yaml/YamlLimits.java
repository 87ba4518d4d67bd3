package io.tripline.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Whether a text can be composed in bounded memory: its nesting, and its nodes once every alias is a copy. */
final class YamlLimits {

    private final YamlSettings settings;
    private final LoadSettings load;
    private final String text;
    private final Report report;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private boolean kept = true;
    private int documents;

    /** Where an overstepped limit is told. */
    interface Report {
        void error(Optional<Mark> mark, String message, @Nullable String wayOut);
    }

    private static final class Open {
        private final @Nullable String anchor;
        private long nodes = 1;

        Open(@Nullable String anchor) {
            this.anchor = anchor;
        }
    }

    YamlLimits(YamlSettings settings, LoadSettings load, String text, Report report) {
        this.settings = settings;
        this.load = load;
        this.text = text;
        this.report = report;
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where the text is no YAML */
    boolean areKept() {
        for (Event event : new Parse(load).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> begin((NodeEvent) event);
                case MappingEnd, SequenceEnd -> end();
                case Scalar -> leaf(anchor((NodeEvent) event), 1);
                case Alias -> alias((AliasEvent) event);
                case DocumentEnd -> {
                    sizes.clear();
                    documents++;
                }
                default -> {}
            }
            if (documents > settings.mostDocuments()) {
                oversteps(event, "more than " + settings.mostDocuments() + " documents in a file");
            }
            if (kept && !open.isEmpty() && open.peek().nodes > settings.mostNodes()) {
                oversteps(
                        event,
                        "more than " + settings.mostNodes() + " YAML nodes, aliases counted as often as they are used");
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private void begin(NodeEvent event) {
        open.push(new Open(anchor(event)));
        if (open.size() > settings.deepest()) {
            oversteps(event, "nested deeper than " + settings.deepest() + " levels");
        }
    }

    private void end() {
        Open closed = open.pop();
        leaf(closed.anchor, closed.nodes);
    }

    private void leaf(@Nullable String anchor, long nodes) {
        if (anchor != null) {
            sizes.put(anchor, nodes);
        }
        if (!open.isEmpty()) {
            open.peek().nodes += nodes;
        }
    }

    private void alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        if (open.stream().anyMatch(collection -> name.equals(collection.anchor))) {
            oversteps(event, "the alias *" + name + " stands inside what it is an alias of");
        }
        leaf(null, sizes.getOrDefault(name, 1L));
    }

    private void oversteps(Event event, String message) {
        kept = false;
        report.error(event.getStartMark(), message, null);
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(null);
    }
}

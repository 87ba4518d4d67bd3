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

    private static final int DEEPEST = 50;
    private static final int MOST_DOCUMENTS = 1000;
    private static final long MOST_NODES = 500_000;

    private final LoadSettings settings;
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

    YamlLimits(LoadSettings settings, String text, Report report) {
        this.settings = settings;
        this.text = text;
        this.report = report;
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where the text is no YAML */
    boolean areKept() {
        for (Event event : new Parse(settings).parseString(text)) {
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
            if (documents > MOST_DOCUMENTS) {
                oversteps(event, "more than " + MOST_DOCUMENTS + " documents in a file");
            }
            if (kept && !open.isEmpty() && open.peek().nodes > MOST_NODES) {
                oversteps(event, "more than " + MOST_NODES + " YAML nodes, aliases counted as often as they are used");
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private void begin(NodeEvent event) {
        open.push(new Open(anchor(event)));
        if (open.size() > DEEPEST) {
            oversteps(event, "nested deeper than " + DEEPEST + " levels");
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

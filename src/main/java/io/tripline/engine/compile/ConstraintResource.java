package io.tripline.engine.compile;

import io.tripline.engine.closure.Closed;
import io.tripline.engine.read.EventCondition;
import io.tripline.engine.read.Span;
import java.util.ArrayList;
import java.util.List;
import org.drools.io.ByteArrayResource;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.ResourceType;

/**
 * The resource of one file while it is compiled. It carries the conditions that were read from its patterns: in the pattern
 * they are replaced by a placeholder, which Drools passes through its own analysis in no time and which
 * {@link EventConstraints} turns into the closure.
 */
final class ConstraintResource extends ByteArrayResource {

    /** In a constraint that was read, the parenthesis inside the text would be printed as an escape. */
    private static final String PLACEHOLDER = "hasField( \"constraint(";

    private final transient List<EventCondition> conditions = new ArrayList<>();

    private final transient String text;

    private final transient Closed closed;

    ConstraintResource(DrlSource source, Closed closed) {
        super(source.text().getBytes(java.nio.charset.StandardCharsets.UTF_8), "UTF-8");
        text = source.text();
        this.closed = closed;
        setSourcePath(source.file());
        setResourceType(ResourceType.DRL);
    }

    /** What puts closures into the places of MVEL. */
    Closed closed() {
        return closed;
    }

    /** 1-based. */
    int line(Span span) {
        return 1
                + (int) text.substring(0, Math.min(span.start(), text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The constraint to write into the pattern in place of the condition. */
    String placeholder(EventCondition condition) {
        conditions.add(condition);
        return PLACEHOLDER + (conditions.size() - 1) + ")\" )";
    }

    /** The condition that a constraint stands for; null if it is no placeholder of this file. */
    @Nullable
    EventCondition condition(String expression) {
        String compact = expression.strip();
        if (!compact.startsWith(PLACEHOLDER)) {
            return null;
        }
        int index = Integer.parseInt(compact, PLACEHOLDER.length(), compact.indexOf(')', PLACEHOLDER.length()), 10);
        return conditions.get(index);
    }
}

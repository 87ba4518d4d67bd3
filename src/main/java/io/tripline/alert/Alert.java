package io.tripline.alert;

import io.tripline.event.Event;
import io.tripline.event.Key;
import io.tripline.event.Match;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * What a rule raised. Its id depends on the rule, the group and the events' ids and times alone, so that the same events
 * give the same alert wherever they are run. Also a fact: a rule is silent while it looks back at its own alert.
 */
@Role(Role.Type.EVENT)
@Timestamp("timestamp")
@Expires(value = "1ms", policy = Expires.Policy.TIME_SOFT)
public final class Alert {

    private final String id;
    private final RuleInfo rule;
    private final long timestamp;
    private final String reason;
    private final @Nullable Window window;
    private final Finding finding;
    private final boolean late;

    /**
     * What an alert says of its rule: read from the DRL, so that it is true after an edit.
     *
     * @param source the DRL file
     */
    public record RuleInfo(
            String id, String title, @Nullable String level, String source, List<String> tags) {
        public RuleInfo {
            tags = List.copyOf(tags);
        }
    }

    /** The span that the rule looked at; ms since the epoch, both ends included. */
    public record Window(long from, long to) {}

    /** @param timestamp ms since the epoch: the newest event's, or the clock's where the passing of time raised it */
    public Alert(String id, RuleInfo rule, long timestamp, String reason, @Nullable Window window, Finding finding) {
        this(id, rule, timestamp, reason, window, finding, false);
    }

    private Alert(
            String id,
            RuleInfo rule,
            long timestamp,
            String reason,
            @Nullable Window window,
            Finding finding,
            boolean late) {
        this.id = id;
        this.rule = rule;
        this.timestamp = timestamp;
        this.reason = reason;
        this.window = window;
        this.finding = finding;
        this.late = late;
    }

    /** What a correlation found: for a group, because of its matches. */
    public static Finding of(Key group, Collection<Match> matches) {
        return Finding.of(group, matches);
    }

    /** What a correlation found for a single match. */
    public static Finding of(Key group, Match match) {
        return Finding.of(group, List.of(match));
    }

    /** What a match rule found: the event itself. */
    public static Finding of(Event event) {
        return new Finding(
                Key.NONE,
                List.of(new Evidence(event.getId(), event.getTimestamp(), AlertDocument.whole(event))),
                0,
                Map.of());
    }

    public String getId() {
        return id;
    }

    public RuleInfo getRule() {
        return rule;
    }

    /** The group, as rules join on it. */
    public Key getGroup() {
        return finding.group();
    }

    /** ms since the epoch */
    public long getTimestamp() {
        return timestamp;
    }

    /** One sentence for a person. */
    public String getReason() {
        return reason;
    }

    public @Nullable Window getWindow() {
        return window;
    }

    public Map<String, Object> getValues() {
        return finding.values();
    }

    /** The newest of its events, in order of time. */
    public List<Evidence> getEvents() {
        return finding.events();
    }

    /** How many matches there were besides. */
    public int getMore() {
        return finding.more();
    }

    /** The same alert, come to light only by a match that came late, older than what its group and its log had seen. */
    public Alert comingLate() {
        return new Alert(id, rule, timestamp, reason, window, finding, true);
    }

    public boolean isLate() {
        return late;
    }

    /** Group fields by name, in the order of the rule. */
    public Map<String, @Nullable String> groupByName() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(finding.group().asMap()));
    }

    @Override
    public String toString() {
        return "Alert[" + rule.id() + " " + finding.group() + " at " + timestamp + "]";
    }
}

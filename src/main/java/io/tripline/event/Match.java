package io.tripline.event;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * What a match rule writes to a stream: that an event counted, with the few fields that the correlation and the alert need.
 * Immutable; this is all that is retained of an event.
 */
@Role(Role.Type.EVENT)
@Timestamp("timestamp")
@Expires(value = "1ms", policy = Expires.Policy.TIME_SOFT)
public final class Match implements Comparable<Match> {

    private final Key key;
    private final String rule;
    private final Stage stage;
    private final String eventId;
    private final long timestamp;
    private final long arrival;
    private final Map<String, Object> fields;
    private final List<Match> because;
    private final String log;

    Match(
            Key key,
            String rule,
            Stage stage,
            String eventId,
            long timestamp,
            long arrival,
            Map<String, Object> fields,
            List<Match> because,
            String log) {
        this.key = key;
        this.rule = rule;
        this.stage = stage;
        this.eventId = eventId;
        this.timestamp = timestamp;
        this.arrival = arrival;
        this.fields = fields;
        this.because = because;
        this.log = log;
    }

    /**
     * One match for each combination of the keys' values.
     *
     * @param keys dotted paths; {@code ?path} may be missing and is then null; {@code name=path} is shown under that name
     */
    public static Matches of(Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.NONE, keys);
    }

    /** The same, by which of the correlation's rules: Sigma {@code temporal}. */
    public static Matches ofRule(String rule, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), rule, Stage.NONE, keys);
    }

    /** The same, as one step of an ordered correlation that is not its last. */
    public static Matches step(int step, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.step(step, false), keys);
    }

    /** The same, as the last step. */
    public static Matches lastStep(int step, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.step(step, true), keys);
    }

    /** The same, as any of some steps in a row: an event that comes several times. */
    public static Matches steps(int from, int to, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.steps(from, to, false), keys);
    }

    /** The same, as any of the last steps. */
    public static Matches lastSteps(int from, int to, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.steps(from, to, true), keys);
    }

    /** The same, as what must not come after a step; after step 0: before the first. */
    public static Matches absentAfter(int step, Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.absent(step), keys);
    }

    /** The same, as what ends every order that is under way. */
    public static Matches until(Event event, String... keys) {
        return new Matches(new Matches.OfEvent(event), "", Stage.UNTIL, keys);
    }

    /**
     * What a correlation found, as a match that another correlation counts: for a group, because of its matches.
     *
     * @param because not empty; the newest of many are kept
     */
    public static Match found(Key group, Collection<Match> because) {
        return Matches.found(group, because);
    }

    /** The same, because of a single match. */
    public static Match found(Key group, Match because) {
        return Matches.found(group, List.of(because));
    }

    /** The same, of whose fields those alone are known that all of its matches have alike: Elastic's alert of a sequence. */
    public static Match alike(Key group, Collection<Match> because) {
        return Matches.alike(group, because);
    }

    /** The same, because of a single match. */
    public static Match alike(Key group, Match because) {
        return Matches.alike(group, List.of(because));
    }

    /** One match for each combination of the keys' values, which are those of a group or of the matches behind it. */
    public static Matches of(Match found, String... keys) {
        return new Matches(new Matches.OfFound(found), "", Stage.NONE, keys);
    }

    public static Matches ofRule(String rule, Match found, String... keys) {
        return new Matches(new Matches.OfFound(found), rule, Stage.NONE, keys);
    }

    public static Matches step(int step, Match found, String... keys) {
        return new Matches(new Matches.OfFound(found), "", Stage.step(step, false), keys);
    }

    public static Matches lastStep(int step, Match found, String... keys) {
        return new Matches(new Matches.OfFound(found), "", Stage.step(step, true), keys);
    }

    public Key getKey() {
        return key;
    }

    /** Which of the correlation's rules matched; empty if there is one only. */
    public String getRule() {
        return rule;
    }

    /** Where it belongs in an order. */
    public Stage stage() {
        return stage;
    }

    /** 1-based, the last of several; 0 where there is no order. */
    public int getStep() {
        return stage.to();
    }

    public boolean isLast() {
        return stage.last();
    }

    public String getEventId() {
        return eventId;
    }

    /** ms since the epoch, the event's. */
    public long getTimestamp() {
        return timestamp;
    }

    /** Counts arrivals: the order within a millisecond. */
    public long getArrival() {
        return arrival;
    }

    /** The matches of events behind one that a correlation found, in order of time; empty for the match of an event. */
    public List<Match> because() {
        return because;
    }

    /** Which log the event is from, as {@link Origin#log} names it; of a found match its newest evidence's. */
    public String log() {
        return log;
    }

    /** What the alert shows of the event: path to scalar or list of scalars. */
    public Map<String, Object> getFields() {
        return fields;
    }

    /** The scalar or list of scalars of a carried field; null where the event had none. */
    public @Nullable Object get(String path) {
        return fields.get(path);
    }

    /** The scalars of a carried field; empty where the event had none. Stock Drools cannot take a null out of a window. */
    public List<?> values(String path) {
        Object value = fields.get(path);
        return value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
    }

    /** The number of a carried field; null where it is none. */
    public @Nullable BigDecimal number(String path) {
        Object value = fields.get(path);
        Object first = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
        return first == null ? null : new FieldValue(first).number();
    }

    /** The number of a carried field and the percentile that is asked for; null where it is none. */
    public @Nullable NumberAt numberAt(double percent, String path) {
        BigDecimal number = number(path);
        return number == null ? null : new NumberAt(percent, number);
    }

    /** Every combination of the values of carried fields. */
    public List<Key> combinations(String... paths) {
        return Matches.combinations(fields, paths);
    }

    /** Whether the named rule of the correlation matched. */
    public boolean isOf(String name) {
        return rule.equals(name);
    }

    /** The same match with more of its event's fields, those that the rule tested. */
    public Match showing(Map<String, Object> more) {
        if (fields.keySet().containsAll(more.keySet())) {
            return this;
        }
        return new Match(key, rule, stage, eventId, timestamp, arrival, Fields.merged(more, fields), because, log);
    }

    /** That something counted at a time, of which no more is known: an older one than alerts show. */
    public static Match bare(Key key, long timestamp, long arrival) {
        return new Match(key, "", Stage.NONE, "", timestamp, arrival, Map.of(), List.of(), "");
    }

    /** A match as it was, for whoever reads it back; {@link #isEvidence} if it has the id of an event. */
    public static Match kept(
            Key key,
            String rule,
            Stage stage,
            String eventId,
            long timestamp,
            long arrival,
            Map<String, Object> fields,
            List<Match> because,
            String log) {
        return new Match(key, rule, stage, eventId, timestamp, arrival, Fields.of(fields), because, log);
    }

    /** Whether an alert can show it. */
    public boolean isEvidence() {
        return !eventId.isEmpty();
    }

    /** The same match without what only an alert shows: with some of its fields, and no event. */
    public Match reducedTo(Set<String> paths) {
        Map<String, Object> kept = new LinkedHashMap<>(fields);
        kept.keySet().retainAll(paths);
        return new Match(key, rule, stage, "", timestamp, arrival, Fields.of(kept), List.of(), log);
    }

    /** The same match, as it arrives. */
    public Match arrivingAs(long sequence) {
        return new Match(key, rule, stage, eventId, timestamp, sequence, fields, because, log);
    }

    /** The same match at another time, ms since the epoch: what a correlation finds happens when it is found. */
    public Match at(long time) {
        return new Match(key, rule, stage, eventId, time, arrival, fields, because, log);
    }

    /** By time, then arrival, then the later step first, so that an event never follows itself. */
    @Override
    public int compareTo(Match other) {
        int byTime = Long.compare(timestamp, other.timestamp);
        if (byTime != 0) {
            return byTime;
        }
        int byArrival = Long.compare(arrival, other.arrival);
        return byArrival != 0 ? byArrival : Integer.compare(other.stage.to(), stage.to());
    }

    // Identity, not value: two equal events are two matches.

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Match[" + key + " of event " + eventId + " at " + timestamp + "]";
    }
}

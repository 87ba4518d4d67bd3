package io.tripline.engine.correlate;

import io.tripline.alert.Finding;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleOutline.Retained;
import io.tripline.engine.compile.RuleShape.Aggregate;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.read.Effect;
import io.tripline.engine.read.Expression;
import io.tripline.event.Match;
import io.tripline.event.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a file that are joined by the streams they read: their matches of one key are one group. Immutable, any thread.
 */
final class Level {

    /** Stands for the stream of raw events. */
    static final String EVENTS = "";

    /** Stands for the stream of alerts that no rule looks back at. */
    static final String RAISED = "raised";

    private final List<RuleOutline> rules;
    private final Set<String> streams;
    private final List<String> known;
    private final Map<String, Integer> indices = new HashMap<>();
    private final boolean keyed;
    private final long span;
    private final List<Need> needs;
    private final boolean alwaysOpen;
    private final boolean deadlines;
    private final List<Need.Deadline> waits;
    private final boolean measures;
    private final List<Need.NewTerm> terms;
    private final Map<String, Silence> silences = new HashMap<>();
    private final Set<Retained> blocking = new HashSet<>();
    private final Set<String> remembered;
    private final Set<Retained> retained;
    private final @Nullable Asked asked;

    /**
     * What keeps a rule silent.
     *
     * @param by what it writes itself
     * @param millis how long
     */
    record Silence(Retained by, long millis) {}

    private Level(List<RuleOutline> rules, Set<String> streams, Map<String, Set<Stage>> steps, boolean gated) {
        this.rules = List.copyOf(rules);
        this.streams = Set.copyOf(streams);
        this.known = Stream.concat(streams.stream().sorted(), Stream.of(RAISED)).toList();
        for (int i = 0; i < known.size(); i++) {
            indices.put(known.get(i), i);
        }
        this.remembered = rules.stream()
                .flatMap(rule -> rule.shape().effects().stream())
                .filter(Effect.Remember.class::isInstance)
                .map(effect -> ((Effect.Remember) effect).stream())
                .collect(Collectors.toUnmodifiableSet());
        this.retained = rules.stream().flatMap(rule -> rule.retains().stream()).collect(Collectors.toUnmodifiableSet());
        Needs reader = new Needs(remembered, retained, steps);
        this.needs = needs(rules, reader);
        this.terms = needs.stream()
                .filter(Need.NewTerm.class::isInstance)
                .map(Need.NewTerm.class::cast)
                .toList();
        this.measures = needs.stream().anyMatch(Need.Measured.class::isInstance);
        this.keyed = rules.stream().allMatch(Level::meetsByKey);
        this.alwaysOpen = !gated || !keyed || needs.contains(new Need.Always());
        this.deadlines = rules.stream()
                .flatMap(rule -> rule.shape().patterns().stream())
                .anyMatch(pattern -> pattern.role() == Role.NOT && pattern.isTemporal());
        this.span = rules.stream()
                .mapToLong(rule -> rule.window() == null ? 0 : rule.window().millis())
                .max()
                .orElse(0);
        this.waits = needs.stream()
                .filter(Need.Deadline.class::isInstance)
                .map(Need.Deadline.class::cast)
                .toList();
        for (RuleOutline rule : rules) {
            silence(rule);
        }
        needs.stream()
                .filter(Need.Unblocked.class::isInstance)
                .forEach(need -> blocking.add(((Need.Unblocked) need).blocking()));
        this.asked = Asked.of(rules, streams);
    }

    /** A rule that remembers known terms, and no more, needs nothing: the gate does it. */
    private static List<Need> needs(List<RuleOutline> rules, Needs reader) {
        List<Need> all = rules.stream().map(reader::of).toList();
        return IntStream.range(0, all.size())
                .filter(i -> all.stream()
                        .noneMatch(need ->
                                need instanceof Need.NewTerm term && remembersOnly(rules.get(i), all.get(i), term)))
                .mapToObj(all::get)
                .distinct()
                .toList();
    }

    private static boolean remembersOnly(RuleOutline rule, Need need, Need.NewTerm term) {
        return need.equals(new Need.Arrival(term.stream()))
                && rule.shape().plainEffects()
                && rule.shape().patterns().size() == 1
                && rule.shape().patterns().getFirst().isUnconditional()
                && rule.shape().effects().stream()
                        .allMatch(effect -> effect instanceof Effect.Remember remember
                                && remember.stream().equals(term.seen()));
    }

    private void silence(RuleOutline rule) {
        for (FactPattern pattern : rule.shape().patterns()) {
            if (pattern.role() == Role.NOT
                    && pattern.window() != null
                    && pattern.stream() != null
                    && !pattern.isTemporal()
                    && rule.writes().contains(pattern.stream())) {
                Silence silence = new Silence(
                        new Retained(pattern.stream(), pattern.type()),
                        pattern.window().millis());
                silences.put(rule.name(), silence);
                blocking.add(silence.by());
            }
        }
    }

    /**
     * Rules that share a stream, or that one rule ties together, are of one level.
     *
     * @param gated whether groups that cannot fire go without a session
     */
    static List<Level> of(List<RuleOutline> rules, boolean gated) {
        List<List<RuleOutline>> joined = new ArrayList<>();
        List<Set<String>> streams = new ArrayList<>();
        for (RuleOutline rule : rules) {
            if (rule.kind() == RuleOutline.Kind.MATCH) {
                continue;
            }
            List<RuleOutline> together = new ArrayList<>();
            Set<String> reads = new HashSet<>(reads(rule));
            for (int i = joined.size() - 1; i >= 0; i--) {
                if (streams.get(i).stream().anyMatch(reads::contains)) {
                    together.addAll(0, joined.remove(i));
                    reads.addAll(streams.remove(i));
                }
            }
            together.add(rule);
            joined.add(together);
            streams.add(reads);
        }
        Map<String, Set<Stage>> steps = steps(rules);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < joined.size(); i++) {
            levels.add(new Level(joined.get(i), streams.get(i), steps, gated));
        }
        return levels;
    }

    private static Set<String> reads(RuleOutline rule) {
        return rule.kind() == RuleOutline.Kind.EVENT_WINDOW
                ? Stream.concat(rule.reads().stream(), Stream.of(EVENTS)).collect(Collectors.toSet())
                : rule.reads();
    }

    /** The steps of the orders that the rules write. */
    private static Map<String, Set<Stage>> steps(List<RuleOutline> rules) {
        Map<String, Set<Stage>> steps = new HashMap<>();
        for (RuleOutline rule : rules) {
            for (Effect effect : rule.shape().effects()) {
                if (effect instanceof Effect.Write write
                        && write.role() instanceof Effect.Role.InOrder(Stage stage)
                        && stage.isStep()) {
                    steps.computeIfAbsent(write.stream(), stream -> new HashSet<>())
                            .add(stage);
                }
            }
        }
        return steps;
    }

    /** Whether every pattern of the rule is about one key. */
    private static boolean meetsByKey(RuleOutline rule) {
        List<FactPattern> patterns = rule.shape().patterns();
        if (rule.kind() == RuleOutline.Kind.EVENT_WINDOW
                || patterns.stream().anyMatch(pattern -> pattern.length() != null)) {
            return false;
        }
        for (Aggregate aggregate : rule.shape().aggregates()) {
            Expression grouping = aggregate.grouping();
            boolean byKey = grouping instanceof Expression.Variable variable
                    && patterns.stream()
                            .anyMatch(
                                    pattern -> pattern.role() == Role.AGGREGATED && pattern.bindsKey(variable.name()));
            boolean tied = grouping == null
                    && patterns.size() > 1
                    && patterns.getFirst().role() != Role.AGGREGATED;
            if (!byKey && !tied) {
                return false;
            }
        }
        return patterns.isEmpty()
                || patterns.subList(1, patterns.size()).stream().allMatch(FactPattern::isTiedToKey);
    }

    /** What lives in a session only until it has fired. */
    boolean looksBack(String stream, Object fact) {
        return stream.equals(EVENTS) || retained.contains(kind(stream, fact));
    }

    static Retained kind(String stream, Object fact) {
        return new Retained(stream, fact.getClass().getSimpleName());
    }

    List<RuleOutline> rules() {
        return rules;
    }

    /** What its rules read; {@link #EVENTS} for windows over events. */
    Set<String> streams() {
        return streams;
    }

    /** Whether its groups may hold facts of a stream. */
    boolean holds(String stream) {
        return indices.containsKey(stream);
    }

    /** A small number for a stream that its groups hold facts of; -1 of others. */
    int index(String stream) {
        return indices.getOrDefault(stream, -1);
    }

    String stream(int index) {
        return known.get(index);
    }

    /** Whether facts meet by key alone; if not, all facts of the level are one group. */
    boolean isKeyed() {
        return keyed;
    }

    /** ms: the longest that a rule looks back. */
    long span() {
        return span;
    }

    /** Of its rules; any of them is enough. */
    List<Need> needs() {
        return needs;
    }

    /** Those of them that ask whether a key has been seen. */
    List<Need.NewTerm> terms() {
        return terms;
    }

    /** Whether nothing is known of what a rule needs: its groups have sessions while they have facts. */
    boolean isAlwaysOpen() {
        return alwaysOpen;
    }

    /** Whether a rule waits for what does not come. */
    boolean hasDeadlines() {
        return deadlines;
    }

    /** For what its rules wait in vain; empty where that could not be read, and each match may wait as long as rules look back. */
    List<Need.Deadline> deadlines() {
        return waits;
    }

    /** Whether a rule may fire because a match leaves its window. */
    boolean hasMeasures() {
        return measures;
    }

    /** Whether its rules fire at the moment of the match that completes what they ask for, and at no later one. */
    boolean firesAtMatchesAlone() {
        return !needs.isEmpty() && needs.stream().allMatch(Need.Steps.class::isInstance);
    }

    /** By rule name, for how long its own writing to a stream keeps a rule silent. */
    Map<String, Silence> silences() {
        return silences;
    }

    /** What the rules write that keeps one of them from firing. */
    Set<Retained> blocking() {
        return blocking;
    }

    boolean hasRule(String name) {
        return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }

    /** Whether several rules begin with something else than a fact. */
    boolean needsInitialFacts() {
        return rules.stream()
                        .filter(rule -> rule.shape().patterns().isEmpty()
                                || rule.shape().patterns().getFirst().role() != Role.PLAIN)
                        .count()
                > 1;
    }

    /** Whether the newest match of a key is kept. */
    boolean remembers(String stream) {
        return remembered.contains(stream);
    }

    /** How many matches alerts show at most. */
    int shown() {
        return Finding.MOST_EVENTS;
    }

    /** Whether what groups of another level hold can stand in groups of this one as it does there, each under its key. */
    boolean keepsAsIn(Level before) {
        return keyed == before.keyed
                && known.equals(before.known)
                && Objects.equals(asked, before.asked)
                && ids().containsAll(before.ids());
    }

    private Set<String> ids() {
        return rules.stream().map(RuleOutline::id).collect(Collectors.toSet());
    }

    /** Whether less is kept of matches that no alert will show. */
    boolean reduces() {
        return asked != null;
    }

    /** What is kept of a match that no alert will show; null if its time says all that rules ask for. */
    @Nullable
    Match reduced(Match match) {
        return asked == null ? match : asked.of(match);
    }
}

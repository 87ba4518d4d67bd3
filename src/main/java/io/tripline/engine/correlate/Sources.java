package io.tripline.engine.correlate;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.Effect;
import io.tripline.engine.state.StreamSources;
import io.tripline.engine.state.StreamSources.Source;
import io.tripline.event.MatchKey;
import io.tripline.event.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the rules of a file what they write to streams, in words that can be kept: equal words, equal matches. Words that
 * a kept state holds must not change; where they do, windows begin anew.
 */
final class Sources {

    private Sources() {}

    /** An effect that has none of our forms is unlike any other. */
    static StreamSources of(List<RuleOutline> rules) {
        Map<String, Source> sources = new HashMap<>();
        for (RuleOutline rule : rules) {
            for (String stream : rule.writes()) {
                Source source = of(rule, stream);
                sources.merge(stream, source, Sources::both);
            }
        }
        return new StreamSources(sources);
    }

    private static Source of(RuleOutline rule, String stream) {
        List<Effect> known = rule.shape().effects().stream()
                .filter(effect -> stream.equals(stream(effect)))
                .toList();
        Set<String> words = known.stream()
                .filter(effect -> !(effect instanceof Effect.Raise))
                .map(Sources::words)
                .collect(Collectors.toSet());
        return new Source(known.isEmpty() ? null : words, rule.reads());
    }

    private static Source both(Source one, Source other) {
        return new Source(
                one.writes() == null || other.writes() == null ? null : union(one.writes(), other.writes()),
                union(one.reads(), other.reads()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static @Nullable String stream(Effect effect) {
        return switch (effect) {
            case Effect.Write write -> write.stream();
            case Effect.WriteFact write -> write.stream();
            case Effect.WriteFound write -> write.stream();
            case Effect.Remember remember -> remember.stream();
            case Effect.Raise raise -> raise.stream();
        };
    }

    private static String words(Effect effect) {
        return switch (effect) {
            case Effect.Write write ->
                words(
                        "write",
                        words(write.role()),
                        write.source(),
                        words(write.keys().stream().map(key -> words(key.key()))),
                        words(write.carried().stream()
                                .map(carried -> words(carried.path(), carried.required() ? "required" : ""))));
            case Effect.WriteFact write -> words("fact", write.variable());
            case Effect.WriteFound write -> words(write.alike() ? "alike" : "found", write.group(), write.evidence());
            case Effect.Remember remember -> words("remember", remember.variable());
            case Effect.Raise raise -> words("raise");
        };
    }

    private static String words(Effect.Role role) {
        return switch (role) {
            case Effect.Role.Plain plain -> "";
            case Effect.Role.OfRule(String rule) -> words("rule", rule);
            case Effect.Role.InOrder(Stage(Stage.Kind kind, int from, int to, boolean last)) ->
                kind == Stage.Kind.STEP && from == to
                        ? words("step", String.valueOf(to), last ? "last" : "")
                        : words(kind.name(), String.valueOf(from), String.valueOf(to), last ? "last" : "");
        };
    }

    private static String words(MatchKey key) {
        return words(key.name(), key.path(), key.required() ? "required" : "");
    }

    private static String words(String... parts) {
        return words(Stream.of(parts));
    }

    /** The length in front keeps ("a", "bc") and ("ab", "c") apart. */
    private static String words(Stream<String> parts) {
        return parts.map(part -> part.length() + ":" + part).collect(Collectors.joining());
    }
}

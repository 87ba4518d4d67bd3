package io.tripline.engine.correlate;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.Sessions;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.read.Effect;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;

/** The correlations of one file: their levels, and rule bases of their own, which never change. */
public final class Correlations {

    private final CompiledFile file;
    private final Map<String, LoadedRule> rules = new HashMap<>();
    private final List<Level> levels;
    private final Map<String, Set<Object>> writers;
    private final Map<Level, InternalKnowledgeBase> bases = new IdentityHashMap<>();
    private final Map<Level, Map<RuleOutline, Ask>> asks = new IdentityHashMap<>();

    /**
     * @param loaded the file's rules, with their counters
     * @param gated whether groups that cannot fire go without a session
     */
    public Correlations(CompiledFile file, Collection<LoadedRule> loaded, boolean gated) {
        this.file = file;
        this.levels = Level.of(file.rules(), gated);
        this.writers = writers(file.rules());
        loaded.forEach(rule -> rules.put(rule.outline().name(), rule));
    }

    /** What each stream is given, by the rules that write matches to it; an effect that has none of our forms is unlike any other. */
    private static Map<String, Set<Object>> writers(List<RuleOutline> outlines) {
        Map<String, Set<Object>> writers = new HashMap<>();
        for (RuleOutline rule : outlines) {
            for (String stream : rule.writes()) {
                Set<Object> written = writers.computeIfAbsent(stream, s -> new HashSet<>());
                List<Effect> known = rule.shape().effects().stream()
                        .filter(effect -> stream.equals(stream(effect)))
                        .toList();
                known.stream()
                        .filter(effect -> !(effect instanceof Effect.Raise))
                        .forEach(written::add);
                if (known.isEmpty()) {
                    written.add(new Object());
                }
            }
        }
        return writers;
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

    String name() {
        return file.source().file();
    }

    /** Whether it is of the same text, compiled once. */
    public boolean isOf(CompiledFile other) {
        return file == other;
    }

    CompiledFile file() {
        return file;
    }

    List<Level> levels() {
        return levels;
    }

    /** Whether what is written to the stream is written alike, and found in what is: its matches can go on. */
    boolean writesAlike(String stream, Correlations other) {
        return writesAlike(stream, other, new HashSet<>());
    }

    private boolean writesAlike(String stream, Correlations other, Set<String> asked) {
        if (!asked.add(stream)) {
            return true;
        }
        return writers.getOrDefault(stream, Set.of()).equals(other.writers.getOrDefault(stream, Set.of()))
                && file.rules().stream()
                        .filter(rule -> rule.writes().contains(stream))
                        .flatMap(rule -> rule.reads().stream())
                        .allMatch(read -> writesAlike(read, other, asked));
    }

    LoadedRule rule(String ruleName) {
        LoadedRule loaded = rules.get(ruleName);
        if (loaded == null) {
            throw new IllegalStateException("rule " + ruleName + " fires but is not loaded");
        }
        return loaded;
    }

    /** What the rules of a level ask that raise alerts, or write for other levels; in the order of the file. */
    Map<RuleOutline, Ask> asks(Level level) {
        return asks.computeIfAbsent(level, l -> {
            Map<RuleOutline, Ask> read = new LinkedHashMap<>();
            for (RuleOutline rule : l.rules()) {
                if (rule.raises() || !l.streams().containsAll(rule.writes())) {
                    read.put(rule, Ask.of(rule, l, file.rules()));
                }
            }
            return read;
        });
    }

    /** A match of the stream is put into a session. */
    void inserted(Level level, String stream) {
        for (RuleOutline rule : level.rules()) {
            if (rule.reads().contains(stream)) {
                rule(rule.name()).counters().insert();
            }
        }
    }

    /** A session of a level's rules. Their base is made when the first group opens. */
    KieSession session(Level level, KieSessionConfiguration settings, Environment environment) {
        Predicate<String> which = level::hasRule;
        if (level.needsInitialFacts()) {
            return Sessions.of(file.correlating(), which, settings, environment);
        }
        return bases.computeIfAbsent(level, l -> Sessions.base(file.correlating(), which))
                .newKieSession(settings, environment);
    }
}

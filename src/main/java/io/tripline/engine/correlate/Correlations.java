package io.tripline.engine.correlate;

import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.Sessions;
import io.tripline.engine.state.StreamSources;
import io.tripline.event.Sha256;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;

/** The correlations of one file: their levels, and rule bases of their own, which never change. */
public final class Correlations {

    private final CompiledFile file;
    private final Map<String, LoadedRule> rules = new HashMap<>();
    private final List<Level> levels;
    private final StreamSources sources;
    private final String text;
    private final Map<Level, InternalKnowledgeBase> bases = new IdentityHashMap<>();
    private final Map<Level, Map<RuleOutline, Ask>> asks = new IdentityHashMap<>();

    /**
     * @param loaded the file's rules, with their counters
     * @param gated whether groups that cannot fire go without a session
     */
    public Correlations(CompiledFile file, Collection<LoadedRule> loaded, boolean gated) {
        this.file = file;
        this.levels = Level.of(file.rules(), gated);
        this.sources = Sources.of(file.rules());
        this.text = Sha256.hex(file.source().text());
        loaded.forEach(rule -> rules.put(rule.outline().name(), rule));
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

    /** What is written to its streams. */
    StreamSources sources() {
        return sources;
    }

    /** SHA-256 of its text, in hexadecimal. */
    String text() {
        return text;
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

package io.tripline.engine;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.correlate.Correlations;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.index.Sieve;
import io.tripline.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/**
 * What runs at one moment: files, their rules, the gates of all match rules, the correlations of each file. It knows nothing of
 * events. A change makes another program: Drools does not survive rules that are taken out of a base with sessions.
 * Immutable, any thread; matchers are made as threads ask for them, and lent.
 */
final class Program implements AutoCloseable {

    private final Stumbles stumbles;
    private final boolean gated;
    private final CostSampler sampler;
    private final Map<String, CompiledFile> files = new LinkedHashMap<>();
    private final Map<String, LoadedRule> rules = new LinkedHashMap<>();
    private final Map<RuleGuard, LoadedRule> byGuard = new IdentityHashMap<>();
    private final Map<String, Correlations> correlations = new LinkedHashMap<>();
    private final Set<RuleOutline.Kind> kinds = EnumSet.noneOf(RuleOutline.Kind.class);
    private final Sieve sieve;
    private final ConcurrentLinkedDeque<Matcher> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** By file and line; null until somebody asks. */
    private volatile @Nullable List<LoadedRule> inOrder;

    /**
     * The program without a rule.
     *
     * @param gated whether groups that cannot fire go without a session
     */
    Program(Stumbles stumbles, boolean gated) {
        this(stumbles, gated, List.of(), null, 0);
    }

    private Program(
            Stumbles stumbles, boolean gated, Collection<CompiledFile> next, @Nullable Program before, long evaluated) {
        this.stumbles = stumbles;
        this.gated = gated;
        this.sampler = before == null ? new CostSampler() : before.sampler;
        for (CompiledFile file : next) {
            files.put(file.source().file(), file);
            for (RuleOutline outline : file.rules()) {
                LoadedRule known = before == null ? null : before.rules.get(key(outline));
                RuleCounters counters = known != null && known.outline().file().equals(outline.file())
                        ? known.counters()
                        : new RuleCounters(evaluated, sampler);
                LoadedRule rule = new LoadedRule(outline, counters, file.guard(outline));
                rules.put(key(outline), rule);
                byGuard.put(rule.guard(), rule);
                kinds.add(outline.kind());
            }
        }
        for (CompiledFile file : next) {
            if (file.correlates()) {
                Correlations known = before == null
                        ? null
                        : before.correlations.get(file.source().file());
                correlations.put(
                        file.source().file(),
                        known != null && known.isOf(file) ? known : new Correlations(file, rulesOf(file), gated));
            }
        }
        sieve = new Sieve(files.values().stream()
                .map(CompiledFile::matching)
                .filter(rules -> !rules.isEmpty())
                .toList());
    }

    /**
     * Another program. Counters of files that stay, and of rules that keep file and name, go on.
     *
     * @param next all files, in the order in which their rules fire
     * @param evaluated events that the engine has evaluated so far
     */
    Program with(Collection<CompiledFile> next, long evaluated) {
        return new Program(stumbles, gated, next, this, evaluated);
    }

    /** Tests events, in the order of the list; any number of threads at once. */
    List<Matched> match(List<Event> events) {
        List<Matched> matched = new ArrayList<>(events.size());
        Matcher idler = idle.poll();
        Matcher matcher = idler == null ? new Matcher(this, stumbles) : idler;
        for (Event event : events) {
            matched.add(matcher.match(event));
        }
        giveBack(matcher); // not one that threw
        return matched;
    }

    private void giveBack(Matcher matcher) {
        idle.push(matcher);
        if (closed) {
            close();
        }
    }

    /** Counts the events that are timed. */
    CostSampler sampler() {
        return sampler;
    }

    /** What events have to pass before they are put into a session of match rules. */
    Sieve sieve() {
        return sieve;
    }

    Collection<CompiledFile> files() {
        return files.values();
    }

    @Nullable
    CompiledFile file(String name) {
        return files.get(name);
    }

    Collection<LoadedRule> rules() {
        return rules.values();
    }

    /** By file and line; the same list for as long as the program lives. */
    List<LoadedRule> inOrder() {
        List<LoadedRule> known = inOrder;
        if (known == null) {
            known = rules.values().stream()
                    .sorted(Comparator.comparing(
                                    (LoadedRule rule) -> rule.outline().file())
                            .thenComparing(rule -> rule.outline().line()))
                    .toList();
            inOrder = known;
        }
        return known;
    }

    /** Of each file that correlates; the same where the file has stayed. */
    List<Correlations> correlations() {
        return List.copyOf(correlations.values());
    }

    /** The loaded rule that Drools is firing. */
    LoadedRule rule(Rule rule) {
        LoadedRule loaded = rules.get(key(rule.getPackageName(), rule.getName()));
        if (loaded == null) {
            throw new IllegalStateException("rule " + rule.getName() + " fires but is not loaded");
        }
        return loaded;
    }

    /** The loaded rule of a guard. */
    LoadedRule rule(RuleGuard guard) {
        LoadedRule loaded = byGuard.get(guard);
        if (loaded == null) {
            throw new IllegalStateException("rule " + guard.rule() + " fires but is not loaded");
        }
        return loaded;
    }

    boolean has(RuleGuard guard) {
        return byGuard.containsKey(guard);
    }

    private static String key(RuleOutline rule) {
        return key(rule.packageName(), rule.name());
    }

    private static String key(String packageName, String ruleName) {
        return packageName + '\n' + ruleName;
    }

    /** Whether some rule holds windows over events themselves. */
    boolean retainsEvents() {
        return kinds.contains(RuleOutline.Kind.EVENT_WINDOW);
    }

    private List<LoadedRule> rulesOf(CompiledFile file) {
        return file.rules().stream().map(rule -> rule(file.guard(rule))).toList();
    }

    /** Ends its matchers, those that are lent when they come back. */
    @Override
    public void close() {
        closed = true;
        Matcher matcher;
        while ((matcher = idle.poll()) != null) {
            matcher.close();
        }
    }
}

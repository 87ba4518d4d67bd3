package io.tripline.engine;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.definition.rule.Rule;

/**
 * The files that run at one moment and the Drools bases made of them. A change makes another rule base, and sessions go on
 * there: Drools does not survive rules that are taken out of a base with sessions. Immutable, any thread.
 */
final class RuleBase {

    private final Map<String, CompiledFile> files;
    private final Map<String, LoadedRule> rules = new HashMap<>();
    private final Map<RuleGuard, LoadedRule> byGuard = new IdentityHashMap<>();
    private final InternalKnowledgeBase matching;
    private final List<InternalKnowledgeBase> correlating;
    private final Set<String> reads = new HashSet<>();
    private final Set<RuleOutline.Retained> retains = new HashSet<>();
    private final Set<RuleOutline.Kind> kinds = EnumSet.noneOf(RuleOutline.Kind.class);

    private RuleBase(
            Map<String, CompiledFile> files,
            Collection<LoadedRule> loaded,
            InternalKnowledgeBase matching,
            List<InternalKnowledgeBase> correlating) {
        this.files = files;
        this.matching = matching;
        this.correlating = List.copyOf(correlating);
        for (LoadedRule rule : loaded) {
            RuleOutline outline = rule.outline();
            rules.put(key(outline.packageName(), outline.name()), rule);
            byGuard.put(rule.guard(), rule);
            reads.addAll(outline.reads());
            retains.addAll(outline.retains());
            kinds.add(outline.kind());
        }
    }

    /** @param shards each gets a base of its own: where several sessions share one, Drools does not link all rules */
    static RuleBase empty(int shards) {
        List<InternalKnowledgeBase> correlating = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            correlating.add(DroolsBases.of(EventProcessingOption.STREAM, List.of()));
        }
        return new RuleBase(Map.of(), List.of(), DroolsBases.of(EventProcessingOption.CLOUD, List.of()), correlating);
    }

    /**
     * Another rule base. Counters of files that stay, and of rules that keep file and name, go on.
     *
     * @param next all files, in the order in which their rules fire
     * @param evaluated events that the engine has evaluated so far
     */
    RuleBase with(Collection<CompiledFile> next, long evaluated) {
        Map<String, CompiledFile> nextFiles = new LinkedHashMap<>();
        List<LoadedRule> loaded = new ArrayList<>();
        for (CompiledFile file : next) {
            nextFiles.put(file.source().file(), file);
            for (RuleOutline outline : file.rules()) {
                LoadedRule before = rules.get(key(outline.packageName(), outline.name()));
                boolean goesOn =
                        before != null && before.outline().file().equals(outline.file());
                loaded.add(new LoadedRule(
                        outline, goesOn ? before.counters() : new RuleCounters(evaluated), file.guard(outline)));
            }
        }
        return new RuleBase(
                nextFiles,
                loaded,
                DroolsBases.of(
                        EventProcessingOption.CLOUD,
                        next.stream().map(CompiledFile::matching).toList()),
                correlatesAs(nextFiles) ? correlating : correlating(next));
    }

    /** Whether the files that correlate are the same as before. */
    private boolean correlatesAs(Map<String, CompiledFile> next) {
        return correlatingFiles(files).equals(correlatingFiles(next));
    }

    private static List<CompiledFile> correlatingFiles(Map<String, CompiledFile> files) {
        return files.values().stream().filter(CompiledFile::correlates).toList();
    }

    private List<InternalKnowledgeBase> correlating(Collection<CompiledFile> next) {
        List<InternalKnowledgeBase> bases = new ArrayList<>();
        for (int i = 0; i < correlating.size(); i++) {
            int shard = i;
            bases.add(DroolsBases.of(
                    EventProcessingOption.STREAM,
                    next.stream().map(file -> file.correlating().get(shard)).toList()));
        }
        return bases;
    }

    InternalKnowledgeBase matching() {
        return matching;
    }

    InternalKnowledgeBase correlating(int shard) {
        return correlating.get(shard);
    }

    /** Whether sessions of the other's correlation bases can go on as they are. */
    boolean correlatesAs(RuleBase other) {
        return correlating.equals(other.correlating);
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

    private static String key(String packageName, String ruleName) {
        return packageName + '\n' + ruleName;
    }

    /** Streams that some rule reads. What is written to another one goes nowhere. */
    Set<String> readStreams() {
        return reads;
    }

    /** Whether any rule on events holds windows over them. */
    boolean retainsEvents() {
        return kinds.contains(RuleOutline.Kind.EVENT_WINDOW);
    }

    boolean hasMatchRules() {
        return kinds.contains(RuleOutline.Kind.MATCH);
    }

    /** Whether some rule looks back at facts of this type in the stream; if none does, they go once they have fired. */
    boolean looksBack(String stream, Class<?> factType) {
        return retains.contains(new RuleOutline.Retained(stream, factType.getSimpleName()));
    }
}

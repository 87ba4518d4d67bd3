package io.tripline.engine;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.guard.RuleGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;

/**
 * The files that run at one moment. A change makes another rule base, and other sessions go on where the old ones stand: Drools
 * does not survive rules that are taken out of a base with sessions. Immutable, any thread.
 */
final class RuleBase {

    private final Map<String, CompiledFile> files;
    private final Map<String, LoadedRule> rules = new HashMap<>();
    private final Map<RuleGuard, LoadedRule> byGuard = new IdentityHashMap<>();
    private final Set<RuleOutline.Kind> kinds = EnumSet.noneOf(RuleOutline.Kind.class);

    private RuleBase(Map<String, CompiledFile> files, Collection<LoadedRule> loaded) {
        this.files = files;
        for (LoadedRule rule : loaded) {
            RuleOutline outline = rule.outline();
            rules.put(key(outline.packageName(), outline.name()), rule);
            byGuard.put(rule.guard(), rule);
            kinds.add(outline.kind());
        }
    }

    static RuleBase empty() {
        return new RuleBase(Map.of(), List.of());
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
                RuleCounters counters =
                        before != null && before.outline().file().equals(outline.file())
                                ? before.counters()
                                : new RuleCounters(evaluated);
                loaded.add(new LoadedRule(outline, counters, file.guard(outline)));
            }
        }
        return new RuleBase(nextFiles, loaded);
    }

    /** The packages with match rules, by file. */
    List<Collection<KiePackage>> matching() {
        return files.values().stream().map(CompiledFile::matching).toList();
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

    boolean has(RuleGuard guard) {
        return byGuard.containsKey(guard);
    }

    private static String key(String packageName, String ruleName) {
        return packageName + '\n' + ruleName;
    }

    boolean hasMatchRules() {
        return kinds.contains(RuleOutline.Kind.MATCH);
    }

    /** The rules of a file. */
    List<LoadedRule> rulesOf(CompiledFile file) {
        return file.rules().stream().map(rule -> rule(file.guard(rule))).toList();
    }
}

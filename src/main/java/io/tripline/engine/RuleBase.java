package io.tripline.engine;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.Deadlines;
import io.tripline.engine.compile.RuleClassLoader;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.internal.conf.ConstraintJittingThresholdOption;

/**
 * The loaded files and the live rule bases made of them. Files come and go one by one; sessions of the correlation bases
 * follow. Not thread safe: the engine's lock guards it.
 */
final class RuleBase {

    private final InternalKnowledgeBase matching = newBase(EventProcessingOption.CLOUD);
    private final List<InternalKnowledgeBase> correlating = new ArrayList<>();
    private final Map<String, CompiledFile> files = new LinkedHashMap<>();
    private final Map<String, LoadedRule> rules = new HashMap<>();
    /** Of the rules that raise alerts. */
    private final Map<String, String> fileOfId = new HashMap<>();

    private @Nullable Summary summary;

    /** @param shards each gets a base of its own: where several sessions share one, Drools does not link all rules that come later */
    RuleBase(int shards) {
        for (int i = 0; i < shards; i++) {
            correlating.add(newBase(EventProcessingOption.STREAM));
        }
    }

    private static InternalKnowledgeBase newBase(EventProcessingOption mode) {
        KieBaseConfiguration configuration =
                RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), RuleClassLoader.INSTANCE);
        configuration.setOption(mode);
        configuration.setOption(ConstraintJittingThresholdOption.get(-1));
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration);
        prepareForAgendaGroups(base);
        return base;
    }

    /** A session of a base that never had a rule with an agenda group fails at the first one that comes later. */
    private static void prepareForAgendaGroups(InternalKnowledgeBase base) {
        RuleImpl passing = new RuleImpl("passing");
        passing.setAgendaGroup(Deadlines.GROUP);
        InternalKnowledgePackage kiePackage = CoreComponentFactory.get().createKnowledgePackage("tripline");
        kiePackage.addRule(passing);
        base.addPackages(List.of(kiePackage));
        base.removeKiePackage(kiePackage.getName());
    }

    InternalKnowledgeBase matching() {
        return matching;
    }

    InternalKnowledgeBase correlating(int shard) {
        return correlating.get(shard);
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

    private static String key(String packageName, String ruleName) {
        return packageName + '\n' + ruleName;
    }

    /** Rules of the file that another file already has under the same package and name, or the same id. */
    List<Problem> conflicts(CompiledFile file) {
        List<Problem> problems = new ArrayList<>();
        for (RuleOutline rule : file.rules()) {
            LoadedRule other = rules.get(key(rule.packageName(), rule.name()));
            if (other != null && !other.outline().file().equals(rule.file())) {
                problems.add(conflict(rule, "package and name", other.outline().file()));
                continue;
            }
            String sameId = rule.raises() ? fileOfId.get(rule.id()) : null;
            if (sameId != null && !sameId.equals(rule.file())) {
                problems.add(conflict(rule, "id", sameId));
            }
        }
        return problems;
    }

    private static Problem conflict(RuleOutline rule, String what, String otherFile) {
        return new Problem(
                Problem.Severity.ERROR,
                rule.file(),
                rule.line(),
                1,
                4,
                null,
                "rule \"" + rule.name() + "\" has the same " + what + " as one in " + otherFile,
                "remove one of them, or give it another");
    }

    /** Replaces the file of the same name, if there is one. Counters of rules with the same name go on. */
    void put(CompiledFile file, long evaluated) {
        Map<String, RuleCounters> counters = new HashMap<>();
        CompiledFile old = files.get(file.source().file());
        for (RuleOutline outline : old == null ? List.<RuleOutline>of() : old.rules()) {
            LoadedRule rule = rules.get(key(outline.packageName(), outline.name()));
            if (rule != null) {
                counters.put(outline.name(), rule.counters());
            }
        }
        remove(file.source().file());
        matching.addPackages(file.matching());
        for (int shard = 0; shard < correlating.size(); shard++) {
            correlating.get(shard).addPackages(file.correlating().get(shard));
        }
        files.put(file.source().file(), file);
        for (RuleOutline outline : file.rules()) {
            rules.put(
                    key(outline.packageName(), outline.name()),
                    new LoadedRule(outline, counters.getOrDefault(outline.name(), new RuleCounters(evaluated))));
            if (outline.raises()) {
                fileOfId.put(outline.id(), outline.file());
            }
        }
        changed();
    }

    void remove(String name) {
        CompiledFile old = files.remove(name);
        if (old == null) {
            return;
        }
        removeRules(matching, old.matching());
        for (int shard = 0; shard < correlating.size(); shard++) {
            removeRules(correlating.get(shard), old.correlating().get(shard));
        }
        for (RuleOutline outline : old.rules()) {
            rules.remove(key(outline.packageName(), outline.name()));
            fileOfId.remove(outline.id(), name);
        }
        changed();
    }

    private static void removeRules(InternalKnowledgeBase base, Collection<KiePackage> packages) {
        for (KiePackage kiePackage : packages) {
            for (Rule rule : List.copyOf(kiePackage.getRules())) {
                base.removeRule(kiePackage.getName(), rule.getName());
            }
        }
    }

    private void changed() {
        summary = null;
    }

    /** What all rules together ask of the engine; worked out at the first question after a change. */
    private Summary summary() {
        Summary known = summary;
        if (known == null) {
            known = Summary.of(rules.values());
            summary = known;
        }
        return known;
    }

    private record Summary(Set<String> reads, Set<RuleOutline.Retained> retains, Set<RuleOutline.Kind> kinds) {

        static Summary of(Collection<LoadedRule> rules) {
            Set<String> reads = new HashSet<>();
            Set<RuleOutline.Retained> retains = new HashSet<>();
            Set<RuleOutline.Kind> kinds = EnumSet.noneOf(RuleOutline.Kind.class);
            for (LoadedRule rule : rules) {
                reads.addAll(rule.outline().reads());
                retains.addAll(rule.outline().retains());
                kinds.add(rule.outline().kind());
            }
            return new Summary(Set.copyOf(reads), Set.copyOf(retains), kinds);
        }
    }

    /** Streams that some rule reads. What is written to another one goes nowhere. */
    Set<String> readStreams() {
        return summary().reads();
    }

    /** Whether any rule on events holds windows over them. */
    boolean retainsEvents() {
        return summary().kinds().contains(RuleOutline.Kind.EVENT_WINDOW);
    }

    boolean hasMatchRules() {
        return summary().kinds().contains(RuleOutline.Kind.MATCH);
    }

    /** Whether some rule looks back at facts of this type in the stream; if none does, they go once they have fired. */
    boolean looksBack(String stream, Class<?> factType) {
        return summary().retains().contains(new RuleOutline.Retained(stream, factType.getSimpleName()));
    }
}

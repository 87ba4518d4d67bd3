package io.tripline.engine.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.drools.mvel.MVELDialectRuntimeData;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.Environment;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.internal.conf.ConstraintJittingThresholdOption;
import org.mvel2.ParserConfiguration;

/**
 * Makes Drools bases, and sessions, out of compiled packages. A base that has rules never changes. Where rules need more than
 * one initial fact, the session is there before them: one that is made on a base with several {@code groupby} rules leaves all
 * but one of them without theirs.
 */
public final class Sessions {

    private Sessions() {}

    /**
     * The base of the match rules of a file. Each of them begins with a plain pattern on events and none needs an initial fact,
     * so its sessions can be made at any time, on any thread.
     */
    static InternalKnowledgeBase matching(Collection<KiePackage> file) {
        InternalKnowledgeBase base = empty(EventProcessingOption.CLOUD);
        base.addPackages(copies(file, rule -> true));
        return base;
    }

    /** Settings of sessions whose time is told to them. Making them reads files, so they are made once. */
    public static KieSessionConfiguration onPseudoClock() {
        return PseudoClock.SETTINGS;
    }

    private static final class PseudoClock {
        private static final KieSessionConfiguration SETTINGS = settings();

        private static KieSessionConfiguration settings() {
            KieSessionConfiguration settings = RuleBaseFactory.newKnowledgeSessionConfiguration();
            settings.setOption(ClockTypeOption.PSEUDO);
            return settings;
        }
    }

    /**
     * A base in STREAM mode with some of the rules of a file, at most one of which needs an initial fact: its sessions can be
     * made one after another.
     *
     * @param which by their names
     */
    public static InternalKnowledgeBase base(Collection<KiePackage> file, Predicate<String> which) {
        InternalKnowledgeBase base = empty(EventProcessingOption.STREAM);
        base.addPackages(copies(file, which));
        return base;
    }

    /** A session of its own base, with some of the rules of a file. */
    public static KieSession of(
            Collection<KiePackage> file,
            Predicate<String> which,
            KieSessionConfiguration settings,
            Environment environment) {
        InternalKnowledgeBase base = empty(EventProcessingOption.STREAM);
        KieSession session = base.newKieSession(settings, environment);
        base.addPackages(copies(file, which));
        return session;
    }

    private static InternalKnowledgeBase empty(EventProcessingOption mode) {
        KieBaseConfiguration configuration =
                RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), RuleClassLoader.INSTANCE);
        configuration.setOption(mode);
        configuration.setOption(ConstraintJittingThresholdOption.get(-1));
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration);
        prepareForAgendaGroups(base);
        return base;
    }

    private static List<KiePackage> copies(Collection<KiePackage> file, Predicate<String> which) {
        List<KiePackage> copies = new ArrayList<>();
        file.forEach(each -> copies.add(copy((InternalKnowledgePackage) each, which)));
        return copies;
    }

    /** A session of a base without any rule in an agenda group would not know the group. */
    private static void prepareForAgendaGroups(InternalKnowledgeBase base) {
        RuleImpl passing = new RuleImpl("passing");
        passing.setAgendaGroup(Deadlines.GROUP);
        InternalKnowledgePackage kiePackage = CoreComponentFactory.get().createKnowledgePackage("tripline");
        kiePackage.addRule(passing);
        base.addPackages(List.of(kiePackage));
        base.removeKiePackage(kiePackage.getName());
    }

    /** Drools would clone a package that was in a base before, by serialization: ours are made to be shared. */
    private static KiePackage copy(InternalKnowledgePackage compiled, Predicate<String> which) {
        InternalKnowledgePackage copy = CoreComponentFactory.get().createKnowledgePackage(compiled.getName());
        copy.setClassLoader(RuleClassLoader.INSTANCE);
        copy.getDialectRuntimeRegistry().merge(compiled.getDialectRuntimeRegistry(), RuleClassLoader.INSTANCE, true);
        copy.getDialectRuntimeRegistry().setDialectData("mvel", names(compiled));
        compiled.getImports().values().forEach(copy::addImport);
        compiled.getAccumulateFunctions().forEach(copy::addAccumulateFunction);
        compiled.getGlobals().forEach(copy::addGlobal);
        compiled.getTypeDeclarations().values().forEach(copy::addTypeDeclaration);
        compiled.getWindowDeclarations().values().forEach(copy::addWindowDeclaration);
        compiled.getEntryPointIds().forEach(copy::addEntryPointId);
        for (Rule rule : compiled.getRules()) {
            if (which.test(rule.getName())) {
                copy.addRule((RuleImpl) rule);
            }
        }
        return copy;
    }

    /**
     * What MVEL knows of the package's names, for constraints that it compiles at their first event. The rest stays behind:
     * the rules have been wired, and wiring them again would throw out their guards.
     */
    private static MVELDialectRuntimeData names(InternalKnowledgePackage compiled) {
        ParserConfiguration known = ((MVELDialectRuntimeData)
                        compiled.getDialectRuntimeRegistry().getDialectData("mvel"))
                .getParserConfiguration();
        MVELDialectRuntimeData names = new MVELDialectRuntimeData();
        known.getImports().forEach((name, imported) -> {
            if (imported instanceof Class<?> type) {
                names.addImport(name, type);
            }
        });
        known.getPackageImports().forEach(names::addPackageImport);
        return names;
    }
}

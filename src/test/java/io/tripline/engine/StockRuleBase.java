package io.tripline.engine;

import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.ParsedRules;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.EntryPointNode;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.WindowNode;
import org.drools.core.rule.BehaviorRuntime;
import org.drools.core.rule.SlidingTimeWindow;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;

/** Compiles DRL as Drools does out of the box: the executable model, generated Java, javac. */
final class StockRuleBase {

    /** By name: the class path that tests are compiled with is our engine's and does not have it. */
    private static final String EXECUTABLE_MODEL = "org.drools.model.codegen.ExecutableModelProject";

    private StockRuleBase() {}

    static KieBase compile(DrlSource source) {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write(
                "src/main/resources/" + folder(source) + "/rules.drl",
                source.text().getBytes(StandardCharsets.UTF_8));
        KieBuilder builder = services.newKieBuilder(files).buildAll(executableModel());
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new AssertionError(source.file() + ": " + errors);
        }
        KieBaseConfiguration configuration = services.newKieBaseConfiguration();
        configuration.setOption(EventProcessingOption.STREAM);
        KieBase base =
                services.newKieContainer(builder.getKieModule().getReleaseId()).newKieBase(configuration);
        closeWindows((InternalRuleBase) base);
        return base;
    }

    private static String folder(DrlSource source) {
        return ParsedRules.of(source).getFirst().packageName().replace('.', '/');
    }

    private static Class<? extends KieBuilder.ProjectType> executableModel() {
        try {
            return Class.forName(EXECUTABLE_MODEL).asSubclass(KieBuilder.ProjectType.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("not stock Drools' class path: run by 'mvn test', see the pom", e);
        }
    }

    static KieSessionConfiguration pseudoClock() {
        KieSessionConfiguration configuration = KieServices.Factory.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return configuration;
    }

    static boolean declares(KieSession session, String global) {
        return ((InternalRuleBase) session.getKieBase()).getGlobals().containsKey(global);
    }

    /** Windows that hold both ends, which is the one thing that our engine does to Drools' meaning of a rule. */
    private static void closeWindows(InternalRuleBase base) {
        Set<SlidingTimeWindow> closed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (EntryPointNode entryPoint : base.getRete().getEntryPointNodes().values()) {
            for (ObjectTypeNode type : entryPoint.getObjectTypeNodes().values()) {
                boolean windows = false;
                for (ObjectSink sink : type.getObjectSinkPropagator().getSinks()) {
                    windows |= sink instanceof WindowNode node && closeWindows(node, closed);
                }
                if (windows) {
                    type.setExpirationOffset(type.getExpirationOffset() + 1);
                }
            }
        }
    }

    private static boolean closeWindows(WindowNode node, Set<SlidingTimeWindow> closed) {
        boolean found = false;
        for (BehaviorRuntime behavior : node.getBehaviors()) {
            if (behavior instanceof SlidingTimeWindow window && closed.add(window)) {
                window.setSize(window.getSize() + 1);
                found = true;
            }
        }
        return found;
    }
}

package io.tripline.engine;

import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.kie.api.runtime.KieSession;

/** Gives a session the globals that its rules declare: a global that no loaded file declares cannot be set. */
public final class Globals {

    private Globals() {}

    public static void set(KieSession session, Streams streams, Alerts alerts) {
        var declared = ((InternalKnowledgeBase) session.getKieBase()).getGlobals();
        if (declared.containsKey("streams")) {
            session.setGlobal("streams", streams);
        }
        if (declared.containsKey("alerts")) {
            session.setGlobal("alerts", alerts);
        }
    }
}

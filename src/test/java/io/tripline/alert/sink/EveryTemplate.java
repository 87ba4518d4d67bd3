package io.tripline.alert.sink;

import java.util.Map;

/** Makes a body of each template that comes with the program. */
public final class EveryTemplate implements Runnable {

    private static final Map<String, String> SET = Map.of("key", "k", "project", "SOC", "issuetype", "Task");

    @Override
    public void run() {
        for (String name : BodyTemplate.BUILT_IN) {
            try {
                BodyTemplate.builtIn(name, SET).of(Alerts.ofGroup("a1", "user", "ann", "ip", null));
            } catch (WebhookBody.Impossible e) {
                throw new IllegalStateException(name, e);
            }
        }
    }
}

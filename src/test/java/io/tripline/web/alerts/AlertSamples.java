package io.tripline.web.alerts;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.event.Key;
import io.tripline.store.Commit;
import io.tripline.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Alerts to look for. */
final class AlertSamples {

    /** ms since the epoch */
    static final long TIME = 1_767_225_600_000L;

    private AlertSamples() {}

    static void keep(Store store, Alert... alerts) {
        store.commit(new Commit(Arrays.asList(alerts), List.of(), List.of()));
    }

    static Alert alert(String id) {
        return alert(id, "rule", "high", "ann", TIME);
    }

    static Alert alert(String id, String rule, String level, String user, long time) {
        return new Alert(
                id,
                new Alert.RuleInfo(rule, "Title of " + rule, level, rule + ".drl", List.of("attack.t1078")),
                time,
                "many sign-ins of " + user,
                null,
                new Finding(
                        new Key(List.of("user"), List.of(user)),
                        List.of(new Evidence("e1", time, Map.of("user", user))),
                        0,
                        Map.of("address", "198.51.100.7")));
    }
}

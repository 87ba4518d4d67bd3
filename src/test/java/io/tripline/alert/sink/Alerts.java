package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertLife;
import io.tripline.alert.Evidence;
import io.tripline.alert.Finding;
import io.tripline.alert.KeptAlert;
import io.tripline.event.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts of a correlation, for tests. */
final class Alerts {

    private static final long TIME = 1_767_222_000_000L;

    private Alerts() {}

    /** @param group names and values in turn */
    static KeptAlert ofGroup(String id, @Nullable String... group) {
        return of(id, "high", "A title", "a reason", group);
    }

    static KeptAlert of(String id, @Nullable String level, String title, String reason, @Nullable String... group) {
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < group.length; i += 2) {
            names.add(group[i]);
            values.add(group[i + 1]);
        }
        return new KeptAlert(
                new Alert(
                        id,
                        new Alert.RuleInfo("r1", title, level, "x.drl", List.of("attack.t1078")),
                        TIME,
                        reason,
                        new Alert.Window(TIME - 3_600_000, TIME),
                        new Finding(
                                new Key(names, values),
                                List.of(new Evidence("e1", TIME, Map.of("user", "ann"))),
                                10,
                                Map.of("count", 11))),
                AlertLife.NEW);
    }
}

package io.tripline.alert.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertLife;
import io.tripline.alert.KeptAlert;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every sink does. */
abstract class SinkContract {

    private static final String HOSTILE =
            "</script>\r\nX-Evil: 1\u0000\u001b[2J\u202e\ud83d \"}{id}{#if} \\ | = <!channel> \n.\r\n";

    private static final String LONG = "\ud83d\ude00=|".repeat(20_000);

    /** One that is well. */
    abstract Sink sink() throws Exception;

    /** Ids of the alerts that came where the sink sends to, in order; each with all of its text. */
    abstract List<String> arrived() throws Exception;

    @Test
    void whatIsSaidToBeDeliveredHasArrivedOnceAndInOrder() throws Exception {
        // Given
        List<String> ids = new ArrayList<>();
        try (Sink sink = sink()) {
            // When
            for (int from = 0; from < 5; from += Math.min(5, sink.most())) {
                List<KeptAlert> batch = new ArrayList<>();
                for (int i = from; i < 5 && batch.size() < sink.most(); i++) {
                    batch.add(alert("id-" + i, "fine"));
                    ids.add("id-" + i);
                }
                List<Outcome> outcomes = sink.send(batch);

                // Then there is an outcome for each
                assertEquals(batch.size(), outcomes.size());
                outcomes.forEach(outcome -> assertInstanceOf(Outcome.Delivered.class, outcome, outcome::toString));
            }
        }
        assertEquals(ids, arrived());
    }

    @Test
    void anyTextArrivesAsTextAlone() throws Exception {
        // When
        List<Outcome> outcomes = new ArrayList<>();
        try (Sink sink = sink()) {
            outcomes.addAll(sink.send(List.of(alert("hostile", HOSTILE))));
            outcomes.addAll(sink.send(List.of(Alerts.of("group", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE))));
            outcomes.addAll(sink.send(List.of(Alerts.of("empty", null, "", "", "", ""))));
            outcomes.addAll(sink.send(List.of(Alerts.of("long", "high", LONG, LONG, "field", LONG))));
        }

        // Then
        outcomes.forEach(outcome -> assertInstanceOf(Outcome.Delivered.class, outcome, outcome::toString));
        assertEquals(List.of("hostile", "group", "empty", "long"), arrived());
    }

    @Test
    void itSaysWhereItSendsToOnOneVisibleLine() throws Exception {
        try (Sink sink = sink()) {
            assertTrue(sink.most() >= 1);
            assertFalse(sink.target().isBlank());
            assertEquals(io.tripline.problem.Visible.of(sink.target()), sink.target());
        }
    }

    static KeptAlert alert(String id, String text) {
        Event event = Event.of("e", 0, Origin.UNKNOWN, Map.of("field", text));
        return new KeptAlert(
                new Alert(
                        id,
                        new Alert.RuleInfo("r1", text, "high", "x.drl", List.of(text)),
                        1_767_225_600_000L,
                        text,
                        null,
                        Alert.of(event)),
                AlertLife.NEW);
    }
}

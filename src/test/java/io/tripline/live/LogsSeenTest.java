package io.tripline.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.ingest.SaidTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsSeenTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private final LogsSeen logs = new LogsSeen(Instant.EPOCH);

    @AfterEach
    void close() {
        engine.close();
    }

    private void rules(String... conditions) {
        List<DrlSource> files = new ArrayList<>();
        for (int i = 0; i < conditions.length; i++) {
            files.add(new DrlSource(
                    "r" + i + ".drl",
                    "package rules.r" + i + "\n" + Rules.IMPORTS + "rule \"R" + i
                            + "\"\nwhen\n    $event : Event( " + conditions[i]
                            + " )\nthen\n    alerts.raise( drools.getRule(), Alert.of( $event ) );\nend\n"));
        }
        assertEquals(List.of(), engine.load(files).broken());
        logs.rules(engine.rules());
    }

    private static List<Decoded> okta(String json, int times) {
        Decoded one = new EventDecoder(EventFormats.builtIn())
                .decode(json.getBytes(UTF_8), 1)
                .events()
                .getFirst();
        return Collections.nCopies(times, one);
    }

    private static Decoded of(Origin origin, Map<String, Object> source) {
        return new Decoded(Event.of("e", 0, origin, source), null, SaidTime.NOTHING, "x");
    }

    private static final Origin OKTA = new Origin("okta", Set.of(), Set.of("system"));

    private LogsSeen.Seen only() {
        assertEquals(1, logs.seen().size());
        return logs.seen().iterator().next();
    }

    @Test
    void whatRulesLookAtIsMissingUntilAnEventHasIt() {
        // Given
        rules("fromProduct( \"okta\" ), field( \"a.b\" ).is( \"x\" ), field( \"c\" ).is( \"y\" )");

        // When
        logs.look(List.of(of(OKTA, Map.of("a", Map.of("b", 1), "z", 2)), of(OKTA, Map.of("q", 1))));

        // Then
        assertEquals(Set.of("c"), only().missing());
        assertEquals(2, only().events());
        assertEquals(OKTA, only().origin());
    }

    @Test
    void fieldsOfRulesOfOtherLogsAreNotLookedFor() {
        // Given
        rules(
                "fromProduct( \"windows\" ), field( \"Image\" ).is( \"x\" )",
                "fromProduct( \"okta\" ), field( \"c\" ).is( \"y\" )");

        // When
        logs.look(List.of(of(OKTA, Map.of("q", 1))));

        // Then
        assertEquals(Set.of("c"), only().missing());
    }

    @Test
    void aNewRuleKeepsWhatIsKnownOfItsFields() {
        // Given
        rules("field( \"a\" ).is( \"x\" )");
        logs.look(List.of(of(OKTA, Map.of("a", 1, "b", 2))));

        // When
        rules("field( \"a\" ).is( \"x\" )", "field( \"b\" ).is( \"x\" )");
        LogsSeen.Seen before = only();
        logs.look(List.of(of(OKTA, Map.of("b", 2))));

        // Then
        assertEquals(Set.of("b"), before.missing());
        assertEquals(0, before.sampled(), "nobody has looked for it");
        assertEquals(1, only().sampled());
        assertEquals(Set.of(), only().missing());
    }

    @Test
    void afterTheFirstEventsOfALogAFewAreLookedAt() {
        // Given
        rules("field( \"nowhere\" ).is( \"x\" )");

        // When
        logs.look(okta("{\"a\": 1}", 1_000));
        logs.look(okta("{\"a\": 1}", 64_000));

        // Then
        assertEquals(65_000, only().events());
        assertEquals(1_250, only().sampled());
    }

    @Test
    void whereNothingIsMissingNoEventIsLookedAt() {
        // Given
        rules("field( \"a\" ).is( \"x\" )");

        // When
        logs.look(okta("{\"a\": 1}", 500));

        // Then
        assertEquals(500, only().events());
        assertEquals(1, only().sampled());
    }

    @Test
    void madeUpLogsAreNotKeptWithoutEnd() {
        // Given
        rules("field( \"a\" ).is( \"x\" )");

        // When
        for (int i = 0; i < 10_000; i++) {
            logs.look(List.of(of(new Origin("p" + i, Set.of(), Set.of()), Map.of("f" + i, 1))));
        }

        // Then
        assertEquals(500, logs.seen().size());
        assertFalse(logs.isWhole());
        assertTrue(logs.seen().stream().allMatch(seen -> seen.missing().equals(Set.of("a"))));
    }
}

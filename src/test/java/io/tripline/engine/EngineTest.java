package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final Engine engine = new Engine(EngineSettings.DEFAULT);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void elevenClientsInAnHourAlertOnceWithTheirIds() {
        // Given
        load(Rules.registrations());

        // When
        List<Alert> alerts = register(0, 14, "acme", Duration.ofSeconds(30));

        // Then
        assertEquals(1, alerts.size());
        Alert alert = alerts.getFirst();
        assertEquals("11 registrations for acme within 1h (more than 10)", alert.getReason());
        assertEquals(Map.of("data.tenant_name", "acme"), alert.groupByName());
        assertEquals(11, ((List<?>) alert.getValues().get("clients")).size());
        assertEquals(11, alert.getEvents().size());
        assertEquals(Events.START.plusSeconds(300).toEpochMilli(), alert.getTimestamp());
        assertEquals("sapi", alert.getEvents().getFirst().fields().get("data.type"));
    }

    @Test
    void tenClientsInAnHourAreSilent() {
        // Given
        load(Rules.registrations());

        // When
        List<Alert> alerts = register(0, 10, "acme", Duration.ofSeconds(30));

        // Then
        assertEquals(List.of(), alerts);
    }

    @Test
    void eachTenantIsCountedAlone() {
        // Given
        load(Rules.registrations());

        // When
        List<Alert> alerts = new ArrayList<>(register(0, 6, "acme", Duration.ofSeconds(30)));
        alerts.addAll(register(6, 6, "umbrella", Duration.ofSeconds(30)));

        // Then
        assertEquals(List.of(), alerts);
    }

    @Test
    void aMatchExactlyAsOldAsTheWindowCounts() {
        // Given: ten in the first moment
        load(Rules.registrations());
        register(0, 10, "acme", Duration.ZERO);

        // When
        List<Alert> atTheEnd = engine.process(List.of(Events.registration(10, Duration.ofHours(1), "acme")));

        // Then
        assertEquals(1, atTheEnd.size());
    }

    @Test
    void aMatchOlderThanTheWindowDoesNotCount() {
        // Given
        load(Rules.registrations());
        register(0, 10, "acme", Duration.ZERO);

        // When
        List<Alert> alerts = engine.process(
                List.of(Events.registration(10, Duration.ofHours(1).plusMillis(1), "acme")));

        // Then
        assertEquals(List.of(), alerts);
    }

    @Test
    void aGroupThatGoesOnAlertsAgainWhenItsSilenceEnds() {
        // Given
        load(Rules.registrations());

        // When: one a minute for two and a half hours
        List<Alert> alerts = register(0, 150, "acme", Duration.ofMinutes(1));

        // Then: after the alert at minute 10, the silence ends just after minute 70
        assertEquals(3, alerts.size());
        assertEquals(
                List.of(
                        Events.START.plus(Duration.ofMinutes(10)).toEpochMilli(),
                        Events.START.plus(Duration.ofMinutes(70)).toEpochMilli() + 1,
                        Events.START.plus(Duration.ofMinutes(130)).toEpochMilli() + 2),
                alerts.stream().map(Alert::getTimestamp).toList());
    }

    @Test
    void aRegistrationWithoutTenantIsAGroupOfItsOwn() {
        // Given
        load(Rules.registrations());
        Map<String, Object> fields =
                Map.of("data", Map.of("type", "sapi", "description", "Dynamic client registration"));

        // When
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            alerts.addAll(engine.process(List.of(Events.at("log-" + i, Duration.ofSeconds(i), fields))));
        }

        // Then
        assertEquals(1, alerts.size());
        assertTrue(alerts.getFirst().groupByName().containsKey("data.tenant_name"));
    }

    @Test
    void everyWindowDrains() {
        // Given
        load(Rules.registrations(), Rules.firstSeen());
        register(0, 20, "acme", Duration.ofSeconds(30));
        grant("a", Duration.ofHours(1));

        // When
        engine.drain();

        // Then
        assertEquals(Map.of("registrations", 0, "grants", 0, "grants/seen", 0), engine.streams());
    }

    @Test
    void anActorAlertsWhenFirstSeenAndAgainAfterFourteenDays() {
        // Given
        load(Rules.firstSeen());

        // When
        int first = grant("a", Duration.ZERO).size();
        int sameMoment = grant("a", Duration.ZERO).size();
        int other = grant("b", Duration.ofHours(1)).size();
        int within = grant("a", Duration.ofDays(14)).size();
        int renewed = grant("a", Duration.ofDays(20)).size();
        int after = grant("b", Duration.ofDays(20)).size();
        int excluded = grant("Okta System", Duration.ofDays(20)).size();

        // Then
        assertEquals(List.of(1, 0, 1, 0, 0, 1, 0), List.of(first, sameMoment, other, within, renewed, after, excluded));
    }

    @Test
    void termsAreKeptOnceHoweverOftenTheyAreSeen() {
        // Given
        load(Rules.firstSeen());

        // When
        for (int i = 0; i < 500; i++) {
            grant("actor-" + i % 5, Duration.ofSeconds(i));
        }

        // Then
        assertEquals(5, engine.streams().get("grants/seen"));
        assertEquals(0, engine.streams().get("grants"));
    }

    @Test
    void sevenOfElevenSurviveAnEditOfTheirOwnFileAndOfAnother() {
        // Given
        load(Rules.registrations(), Rules.firstSeen());
        register(0, 7, "acme", Duration.ofSeconds(30));

        // When
        load(new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("\"medium\"", "\"high\"")));
        load(new DrlSource("first_seen.drl", Rules.FIRST_SEEN.replace("14d", "7d")));
        List<Alert> alerts = register(7, 6, "acme", Duration.ofSeconds(30));

        // Then
        assertEquals(1, alerts.size());
        assertEquals("high", alerts.getFirst().getRule().level());
        assertEquals(11, alerts.getFirst().getEvents().size());
    }

    @Test
    void anEditedThresholdCountsFromWhatIsInTheWindowWithoutRepeatingOldAlerts() {
        // Given
        load(Rules.registrations());
        register(0, 5, "acme", Duration.ofSeconds(30));

        // When
        load(new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("$count > 10", "$count > 3")));
        List<Alert> atTheEdit = engine.tick(Duration.ofMillis(500));
        List<Alert> atTheNext = register(5, 1, "acme", Duration.ofSeconds(30));

        // Then: five are more than three, but nothing happened before the sixth
        assertEquals(List.of(), atTheEdit);
        assertEquals(
                List.of("6 registrations for acme within 1h (more than 3)"),
                atTheNext.stream().map(Alert::getReason).toList());
    }

    @Test
    void anEditOfWindowKeyExclusionAndSuppressionIsSeen() {
        // Given: window of a minute, all tenants together, no silence, "sapi" excluded for one tenant
        String edited = Rules.REGISTRATIONS
                .replace(
                        "over window:time( 1h ) from entry-point \"registrations\";",
                        "over window:time( 1m ) from entry-point \"registrations\";")
                .replace("$count > 10", "$count > 2")
                .replace("$event, \"?data.tenant_name\"", "$event")
                .replace(
                        "field( \"data.type\" ).isIgnoreCase( \"sapi\" )",
                        "!field( \"data.tenant_name\" ).is( \"quiet\" )")
                .replace(
                        "not( Alert( group == $group ) over window:time( 1h ) from entry-point \"registrations\" )",
                        "");
        load(new DrlSource("registrations.drl", edited));

        // When
        List<Alert> alerts = new ArrayList<>();
        alerts.addAll(register(0, 2, "acme", Duration.ofSeconds(20)));
        alerts.addAll(register(2, 1, "quiet", Duration.ofSeconds(20)));
        assertEquals(List.of(), alerts);
        alerts.addAll(register(2, 3, "umbrella", Duration.ofSeconds(20)));

        // Then: it alerts at each match and at each one that leaves, while three or more are in the minute
        assertEquals(4, alerts.size());
        assertEquals(
                "3 registrations for all events within 1m (more than 2)",
                alerts.getFirst().getReason());
    }

    @Test
    void anEditTellsSinceWhenItsWindowsHoldWhatTheyShould() {
        // Given
        load(Rules.registrations());
        register(0, 7, "acme", Duration.ofSeconds(30));
        Long now = engine.watermark();
        assertNull(incompleteSince());

        // When: another threshold, a longer window, another group
        load(new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("$count > 10", "$count > 3")));
        Long threshold = incompleteSince();
        load(new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("1h", "3h")));
        Long longer = incompleteSince();
        load(new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("data.tenant_name", "data.user_id")));
        Long otherGroup = incompleteSince();
        register(7, 1, "acme", Duration.ofHours(1));
        register(8, 1, "acme", Duration.ofHours(1));

        // Then
        assertNull(threshold);
        assertEquals(now - Duration.ofHours(1).toMillis(), longer);
        assertEquals(now, otherGroup);
        assertNull(incompleteSince(), "its windows are full again");
    }

    private @Nullable Long incompleteSince() {
        LoadedRule rule = engine.rules().stream()
                .filter(one -> one.outline().window() != null)
                .findFirst()
                .orElseThrow();
        return rule.counters().incompleteSince(rule.outline().window().millis(), engine.watermark());
    }

    @Test
    void aBrokenFileKeepsTheOldRuleRunning() {
        // Given
        load(Rules.registrations());
        register(0, 7, "acme", Duration.ofSeconds(30));

        // When
        LoadReport report = engine.load(List.of(
                new DrlSource("registrations.drl", Rules.REGISTRATIONS.replace("$count > 10", "$count > > 10"))));
        List<Alert> alerts = register(7, 4, "acme", Duration.ofSeconds(30));

        // Then
        assertEquals(List.of("registrations.drl"), report.broken());
        assertTrue(report.problems().getFirst().line() > 0, report.problems()::toString);
        assertEquals(1, alerts.size());
    }

    @Test
    void aRemovedFileTakesItsStateAlong() {
        // Given
        load(Rules.registrations());
        register(0, 7, "acme", Duration.ofSeconds(30));

        // When
        engine.remove(List.of("registrations.drl"));
        Map<String, Integer> afterRemoval = engine.streams();
        load(Rules.registrations());
        List<Alert> alerts = register(7, 4, "acme", Duration.ofSeconds(30));

        // Then
        assertEquals(Map.of(), afterRemoval);
        assertEquals(List.of(), alerts);
    }

    @Test
    void theSameIdInTwoFilesIsRefused() {
        // Given
        load(Rules.registrations());

        // When
        LoadReport report = engine.load(List.of(new DrlSource(
                "copy.drl", Rules.REGISTRATIONS.replace("package rules.registrations", "package rules.copy"))));

        // Then
        assertEquals(List.of("copy.drl"), report.broken());
        assertTrue(report.problems().getFirst().message().contains("registrations.drl"), report.problems()::toString);
    }

    @Test
    void equalEventsGiveTheSameAlertId() {
        // Given
        load(Rules.registrations());
        String first =
                register(0, 11, "acme", Duration.ofSeconds(30)).getFirst().getId();

        // When
        try (Engine other = new Engine(EngineSettings.DEFAULT)) {
            other.load(List.of(Rules.registrations()));
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                alerts.addAll(other.process(
                        List.of(Events.registration(i, Duration.ofSeconds(30).multipliedBy(i), "acme"))));
            }

            // Then
            assertEquals(List.of(first), alerts.stream().map(Alert::getId).toList());
        }
    }

    @Test
    void withLatenessTheOrderOfArrivalDoesNotMatter() {
        // Given
        List<Event> inOrder = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            inOrder.add(Events.registration(i, Duration.ofSeconds(i), i % 3 == 0 ? "umbrella" : "acme"));
        }
        List<Event> shuffled = new ArrayList<>(inOrder);
        java.util.Collections.shuffle(shuffled, new java.util.Random(7));

        // When
        List<String> ids = new ArrayList<>();
        for (List<Event> events : List.of(inOrder, shuffled)) {
            try (Engine late = new Engine(EngineSettings.DEFAULT.holding(Duration.ofMinutes(1)))) {
                late.load(List.of(Rules.registrations()));
                List<Alert> alerts = new ArrayList<>(late.process(events));
                alerts.addAll(late.drain());
                ids.add(alerts.stream().map(Alert::getId).toList().toString());
            }
        }

        // Then
        assertEquals(ids.getFirst(), ids.getLast());
        assertTrue(ids.getFirst().contains(","), ids.getFirst());
    }

    @Test
    void anEventThatComesTooLateForItsGroupIsCounted() {
        // Given
        load(Rules.registrations());
        engine.process(List.of(Events.registration(0, Duration.ofHours(3), "acme")));

        // When: it is further behind the group than its window and an hour
        engine.process(List.of(Events.registration(1, Duration.ofMinutes(59), "acme")));

        // Then
        assertEquals(1, rule("rapid-creation").counters().lateMatches());
        assertEquals(1, engine.streams().get("registrations"));
    }

    @Test
    void explanationsShowTheEventsValues() {
        // Given
        load(Rules.firstSeen());

        // When
        Explanation explanation = engine.explain(
                        Events.at("e", Duration.ZERO, Map.of("action", "denied", "actor", "Okta System")))
                .getFirst();

        // Then
        assertEquals(false, explanation.holds());
        assertEquals(
                List.of(true, false),
                explanation.tree().parts().stream().map(Explanation.Node::holds).toList());
        assertEquals(
                List.of("Okta System"),
                explanation.tree().parts().getLast().parts().getFirst().actual());
    }

    @Test
    void handWrittenWindowsOverEventsWork() {
        // Given
        load(new DrlSource("by_hand.drl", "package rules.by_hand\n" + Rules.IMPORTS + """
                rule "Three logins" @id( "by-hand" )
                when
                    accumulate( $e : Event( get( "action" ) == "login" ) over window:time( 1m );
                        $count : count( $e ); $count == 3 )
                then
                    alerts.raise( drools.getRule(), Alert.of( io.tripline.event.Key.NONE, new java.util.ArrayList() )
                        .showing( "count", $count ) );
                end
                """));

        // When
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alerts.addAll(
                    engine.process(List.of(Events.at("e" + i, Duration.ofSeconds(i), Map.of("action", "login")))));
        }

        // Then
        assertEquals(1, alerts.size());
    }

    private void load(DrlSource... sources) {
        LoadReport report = engine.load(List.of(sources));
        assertEquals(List.of(), report.broken(), report.problems()::toString);
    }

    /** Registrations from..from+count-1, the n-th that many steps after the start. */
    private List<Alert> register(int from, int count, String tenant, Duration step) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            alerts.addAll(engine.process(List.of(Events.registration(i, step.multipliedBy(i), tenant))));
        }
        return alerts;
    }

    private List<Alert> grant(String actor, Duration after) {
        Event event = Events.at("grant-" + actor + after, after, Map.of("action", "denied", "actor", actor));
        return engine.process(List.of(event));
    }

    private LoadedRule rule(String id) {
        LoadedRule found = engine.rules().stream()
                .filter(rule -> rule.outline().id().equals(id))
                .findFirst()
                .orElse(null);
        assertNotNull(found);
        return found;
    }
}

package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group has its own time: other groups and logs, late matches and lying clocks change nothing for it. */
class GroupTimeTest {

    private static final Origin AUTH0 = new Origin("auth0", Set.of(), Set.of());
    private static final Origin OKTA = new Origin("okta", Set.of(), Set.of());

    private final Engine engine = new Engine(EngineSettings.DEFAULT);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void elevenRegistrationsThatArriveTwoHoursLateAlertBesideAFasterLog() {
        // Given
        engine.load(List.of(Rules.registrations()));
        List<Alert> alerts = new ArrayList<>(engine.process(List.of(of(OKTA, "now", Duration.ofHours(2)))));

        // When
        alerts.addAll(registrations(Duration.ZERO));

        // Then
        assertEquals(1, alerts.size());
        assertFalse(alerts.getFirst().isLate(), "in the order of its own group nothing was late");
    }

    @Test
    void theSameElevenAlertBeforeTheFasterLog() {
        // Given
        engine.load(List.of(Rules.registrations()));

        // When
        List<Alert> alerts = new ArrayList<>(registrations(Duration.ZERO));
        alerts.addAll(engine.process(List.of(of(OKTA, "now", Duration.ofHours(2)))));

        // Then
        assertEquals(1, alerts.size());
    }

    @Test
    void aMatchThatComesLateCompletesItsGroupAndSaysSo() {
        // Given: ten in time, then time goes on
        engine.load(List.of(Rules.registrations()));
        for (int i = 0; i < 10; i++) {
            engine.process(List.of(registration(i, Duration.ofMinutes(i))));
        }
        engine.process(List.of(Events.registration(99, Duration.ofMinutes(100), "umbrella")));

        // When
        List<Alert> alerts = engine.process(List.of(registration(10, Duration.ofMinutes(3))));

        // Then
        assertEquals(
                List.of(time(Duration.ofMinutes(9))),
                alerts.stream().map(Alert::getTimestamp).toList());
        assertTrue(alerts.getFirst().isLate());
        assertEquals(11, alerts.getFirst().getEvents().size());
    }

    @Test
    void aLateMatchBesideAnAlertRaisesNoSecondOne() {
        // Given
        engine.load(List.of(Rules.registrations()));
        registrations(Duration.ofMinutes(30));

        // When
        List<Alert> alerts = engine.process(List.of(registration(50, Duration.ofMinutes(29))));

        // Then
        assertEquals(List.of(), alerts);
    }

    @Test
    void oneEventOfTheFutureChangesNoAlertOfAnotherGroup() {
        // Given
        engine.load(List.of(Rules.registrations()));
        engine.process(List.of(Events.registration(77, Duration.ofDays(3000), "liar")));

        // When
        List<Alert> alerts = registrations(Duration.ZERO);

        // Then
        assertEquals(1, alerts.size());
    }

    @Test
    void oneEventOfTheFutureInTheGroupItselfDoesNotBlindIt() {
        // Given
        engine.load(List.of(Rules.registrations()));
        engine.process(List.of(Events.registration(77, Duration.ofDays(3000), "acme")));

        // When
        List<Alert> alerts = registrations(Duration.ZERO);

        // Then
        assertEquals(1, alerts.size());
    }

    @Test
    void aLateOccurrenceOfAKnownTermDoesNotAlert() {
        // Given
        engine.load(List.of(Rules.firstSeen()));
        int first = engine.process(List.of(denied("1", Duration.ofDays(10)))).size();

        // When
        List<Alert> before = engine.process(List.of(denied("2", Duration.ofDays(9))));
        List<Alert> after = engine.process(List.of(denied("3", Duration.ofDays(23))));

        // Then
        assertEquals(1, first);
        assertEquals(List.of(), before);
        assertEquals(List.of(), after, "its newest time was not lowered");
    }

    @Test
    void aTermThatIsSeenAfterALongSilenceOfItsLogIsKnownFromThen() {
        // Given: weeks ahead of its log, so that only the next event makes the log's clock believe it
        engine.load(List.of(Rules.firstSeen()));
        engine.process(List.of(denied("1", Duration.ZERO)));

        // When
        List<Alert> after = engine.process(List.of(denied("2", Duration.ofDays(20))));
        List<Alert> again =
                engine.process(List.of(denied("3", Duration.ofDays(20).plusHours(12))));

        // Then
        assertEquals(1, after.size());
        assertEquals(List.of(), again);
    }

    @Test
    void anAbsenceIsNotProvenByADeliveryThatIsLateAsAWhole() {
        // Given: something must follow within five minutes; this log is an hour behind the other
        engine.load(List.of(new DrlSource("absence.drl", ABSENCE)));
        engine.process(List.of(of(OKTA, "now", Duration.ofHours(1))));
        List<Alert> alerts = new ArrayList<>(engine.process(List.of(step(1, "start", Duration.ZERO))));
        alerts.addAll(engine.process(List.of(of(OKTA, "now", Duration.ofHours(1).plusMinutes(4)))));

        // When
        alerts.addAll(engine.process(List.of(step(2, "end", Duration.ofMinutes(4)))));
        alerts.addAll(engine.drain());

        // Then
        assertEquals(List.of(), alerts);
    }

    @Test
    void anAbsenceIsSaidOnceTheClockHasMovedOnAsFarAsTheDeliveryWasLate() {
        // Given
        engine.load(List.of(new DrlSource("absence.drl", ABSENCE)));
        engine.process(List.of(step(1, "other", Duration.ofHours(1))));
        List<Alert> alerts = new ArrayList<>(engine.process(List.of(step(2, "start", Duration.ZERO))));

        // When
        List<Alert> early =
                engine.process(List.of(step(3, "other", Duration.ofHours(1).plusMinutes(4))));
        List<Alert> due =
                engine.process(List.of(step(4, "other", Duration.ofHours(1).plusMinutes(6))));

        // Then
        assertEquals(List.of(), alerts);
        assertEquals(List.of(), early);
        assertEquals(
                List.of(time(Duration.ofMinutes(5))),
                due.stream().map(Alert::getTimestamp).toList());
    }

    @Test
    void whatDoesNotExistIsWaitedForLikeWhatIsNot() {
        // Given
        String nested = ABSENCE.replaceFirst("not\\( (Match.*\"ended\") \\)", "not( exists( $1 ) )");
        assertNotEquals(ABSENCE, nested);
        engine.load(List.of(new DrlSource("absence.drl", nested)));

        // When
        engine.process(List.of(step(1, "start", Duration.ZERO)));
        List<Alert> due = engine.process(List.of(step(2, "other", Duration.ofMinutes(6))));

        // Then
        assertEquals(
                List.of(time(Duration.ofMinutes(5))),
                due.stream().map(Alert::getTimestamp).toList());
    }

    private static final String ABSENCE = "package rules.absence\n" + Rules.IMPORTS + """
            rule "start"
            when
                $event : Event( field( "action" ).is( "start" ) )
            then
                streams.write( "begun", Match.of( $event, "user" ) );
            end

            rule "end"
            when
                $event : Event( field( "action" ).is( "end" ) )
            then
                streams.write( "ended", Match.of( $event, "user" ) );
            end

            rule "no end"
                @id( "no-end" )
            when
                $match : Match( $user : key ) from entry-point "begun"
                not( Match( key == $user, this after[ 1ms, 5m ] $match ) over window:time( 5m ) from entry-point "ended" )
            then
                alerts.raise( drools.getRule(), Alert.of( $user, $match ) );
            end
            """;

    private List<Alert> registrations(Duration start) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            alerts.addAll(engine.process(List.of(registration(i, start.plusSeconds(i)))));
        }
        return alerts;
    }

    private static long time(Duration after) {
        return Events.START.plus(after).toEpochMilli();
    }

    private static Event registration(int number, Duration at) {
        Event event = Events.registration(number, at, "acme");
        return Event.of(event.getId(), event.getTimestamp(), AUTH0, event.source(), FurtherNames.NONE);
    }

    private static Event denied(String id, Duration at) {
        return Events.at(id, at, Map.of("action", "denied", "actor", "Reporting app"));
    }

    private static Event step(int number, String action, Duration at) {
        return Events.at("s" + number, at, Map.of("action", action, "user", "ann"));
    }

    private static Event of(Origin log, String action, Duration at) {
        Event event = Events.at(action + at, at, Map.of("action", action));
        return Event.of(event.getId(), event.getTimestamp(), log, event.source(), FurtherNames.NONE);
    }
}

package io.tripline.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.Holdings;
import io.tripline.engine.correlate.Nearness;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What windows hold is told as the rule asks for it, shape by shape. Events are {@code minute action value}, of one user. */
class HoldingsTest {

    private static final String ID = "7f3c1c9e-0b52-4f0c-9a57-3a4f5b1f7c11";

    private final Engine engine = new Engine(EngineSettings.DEFAULT);
    private int count;

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
        event_count      | gte: 5                                | 0 a; 1 a; 2 a                | 3 of 5, until 00:10Z
        event_count      | gt: 10                                | 0 a; 9 a; 12 a               | 2 of 11, until 00:19Z
        event_count      | {gte: 3, lte: 8}                      | 0 a; 1 a                     | 2 of 3; 2 (at most 8), until 00:10Z
        event_count      | eq: 3                                 | 0 a; 1 a                     | 2 (exactly 3), deadline at 00:10Z
        event_count      | lt: 3                                 | 0 a; 1 a                     | 2 (less than 3), deadline at 00:10Z
        event_count      | lte: 0                                | 0 a; 4 a                     | deadline at 00:14Z
        event_count      | gte: 2                                | 0 a; 1 a; 2 a                | 3 of 2, silent until 00:11Z
        value_count      | {field: v, gt: 4}                     | 0 a x; 1 a y; 2 a x          | 2 of 5 different v, until 00:11Z
        value_sum        | {field: v, gte: 1000}                 | 0 a 400; 1 a 50.5            | sum of v: 450.5 of 1000, until 00:10Z
        value_percentile | {field: v, percentile: 50, gt: 100}   | 0 a 40; 1 a 60               | median of v: 50 (more than 100), until 00:10Z
        value_avg        | {field: v, lt: 10}                    | 0 a 40; 1 a 60               | average of v: 50 (less than 10), deadline at 00:10Z
        temporal         | -                                     | 0 a; 1 b; 2 a                | "2 of 3 rules, missing: c, until 00:11Z"
        temporal         | a and b and not c                     | 0 a; 1 c                     | "1 of 1 a; missing: b; 1 c (exactly 0), until 00:10Z"
        temporal_ordered | -                                     | 0 a; 1 c                     | step 2 of 3 next: b, until 00:10Z
        temporal_ordered | -                                     | 0 a; 1 b; 2 a                | step 3 of 3 next: c, until 00:10Z
        temporal_ordered | -                                     | 0 b; 1 c                     | step 1 of 3 next: a
        """)
    void aShapeTellsWhatIsMissing(String type, String condition, String events, String expected) {
        // Given
        correlation(type, condition);
        // When
        happen(events);
        // Then
        Nearness nearest = rule().nearest().getFirst();
        assertEquals(expected, nearest.text());
        assertEquals(Map.of("user", "ann"), nearest.group().asMap());
    }

    @Test
    void aGroupWhoseWindowHasPassedOnItsLogsClockSaysSoAndStandsBehindOthers() {
        // Given
        correlation("event_count", "gte: 5");
        happen("0 a; 1 a; 2 a; 3 a");
        // When: another user, later
        happen("20 a", "bob");
        // Then
        List<Nearness> nearest = rule().nearest();
        assertEquals(
                List.of("bob: 1 of 5, until 00:30Z", "ann: 4 of 5, over since 00:10Z"),
                nearest.stream().map(one -> one.group() + ": " + one.text()).toList());
        assertTrue(nearest.getLast().passed());
    }

    @Test
    void aTermThatIsKnownSaysSinceWhen() {
        // Given
        engine.load(List.of(Rules.firstSeen()));
        // When
        engine.process(List.of(Events.at("1", Duration.ofHours(1), Map.of("action", "denied", "actor", "x"))));
        // Then
        Holdings.OfRule rule = engine.holdingsNow().of("first_seen.drl", "First denied grant");
        assertNotNull(rule);
        assertEquals(
                "known, last seen 01:00Z, until 2026-01-15 01:00Z",
                rule.nearest().getFirst().text());
    }

    @Test
    void aRuleOfWhichNothingIsKnownTellsWhatItHolds() {
        // Given: joined by a field, not by the key
        load("""
                rule "Two of one address"
                when
                    $one : Match( $ip : get( "ip" ) ) over window:time( 5m ) from entry-point "s"
                    $other : Match( this != $one, get( "ip" ) == $ip ) over window:time( 5m ) from entry-point "s"
                then
                    alerts.raise( drools.getRule(), Alert.of( $one.getKey(), $one ) );
                end

                rule "matches"
                when
                    $event : Event( field( "action" ).is( "a" ) )
                then
                    streams.write( "s", Match.of( $event, "user" ).carrying( "ip" ) );
                end
                """);
        // When
        happen("0 a; 1 a");
        // Then
        assertEquals("holds 2 matches", rule().nearest().getFirst().text());
        assertTrue(rule().nearest().getFirst().open());
    }

    @Test
    void streamsSayWhatTheyHoldAndOfWhen() {
        // Given
        correlation("event_count", "gte: 3");
        // When
        happen("0 a; 1 a; 2 a");
        happen("5 a", "bob");
        // Then
        Holdings holdings = engine.holdings();
        Holdings.OfStream stream = holdings.streams().getFirst();
        assertEquals(4, stream.matches());
        assertEquals(5, stream.facts(), "and an alert that silences");
        assertEquals(2, stream.groups());
        assertEquals(Events.START.toEpochMilli(), stream.oldest());
        assertEquals(Events.START.plus(Duration.ofMinutes(5)).toEpochMilli(), stream.newest());
        assertEquals(2, holdings.groups());
        assertEquals(4, holdings.matches());
        assertTrue(holdings.whole());
    }

    @Test
    void ofManyGroupsTheNearestHundredAreToldAndAllAreCounted() {
        // Given
        correlation("event_count", "gte: 5");
        // When
        for (int i = 0; i < 300; i++) {
            happen("0 a", "user-" + i);
        }
        happen("1 a; 2 a", "user-250");
        // Then
        Holdings.OfRule rule = rule();
        assertEquals(300, rule.groups());
        assertEquals(302, rule.matches());
        assertEquals(100, rule.nearest().size());
        assertEquals(
                Map.of("user", "user-250"), rule.nearest().getFirst().group().asMap());
    }

    @Test
    void whoReadsDoesNotWaitForTheEngine() throws Exception {
        // Given: a reader that comes while the engine is at work
        correlation("event_count", "gte: 5");
        happen("0 a");
        assertEquals(1, engine.holdings().matches());
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var load = threads.submit(() -> engine.process(new ArrayList<>(List.of(event(60, "a", "", "bob"))) {
                @Override
                public java.util.Iterator<io.tripline.event.Event> iterator() {
                    atWork.countDown();
                    try {
                        assertTrue(asked.await(10, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return super.iterator();
                }
            }));
            assertTrue(atWork.await(10, TimeUnit.SECONDS));
            // When
            long during = engine.holdings().matches();
            asked.countDown();
            load.get(10, TimeUnit.SECONDS);
            // Then
            assertEquals(1, during);
            assertEquals(2, engine.holdings().matches());
        }
    }

    @Test
    void aRuleThatLooksAtNoStreamHoldsNothing() {
        // Given
        engine.load(List.of(Rules.eachMatch("each", "field( \"action\" ).is( \"a\" )")));
        // When
        happen("0 a");
        // Then
        assertNull(engine.holdings().of("each.drl", "each"));
    }

    private Holdings.OfRule rule() {
        return engine.holdingsNow().rules().getFirst();
    }

    private void correlation(String type, String condition) {
        String all = type.startsWith("temporal") ? "a, b, c" : "a";
        String sigma = List.of("a", "b", "c").stream()
                        .filter(name -> all.contains(name))
                        .map("""
                        name: %1$s
                        title: %1$s
                        logsource: {product: demo}
                        detection: {one: {action: %1$s}, condition: one}
                        ---
                        """::formatted)
                        .collect(Collectors.joining())
                + """
                title: Correlation
                id: %s
                correlation:
                  type: %s
                  rules: [%s]
                  group-by: [user]
                  timespan: 10m
                """.formatted(ID, type, all)
                + (condition == null
                        ? ""
                        : "  condition: "
                                + (condition.contains(":") && !condition.startsWith("{")
                                        ? "{" + condition + "}"
                                        : condition)
                                + "\n");
        Translation translation = new Translator(Dialects.all().parsers(), ParameterValues.NONE)
                .translate(List.of(new RuleSource("rule.yml", new SourceText("rule.yml", sigma))))
                .getFirst();
        String drl = translation.drl();
        assertNotNull(drl, () -> sigma + translation.problems());
        LoadReport report = engine.load(List.of(new DrlSource("rule.drl", drl)));
        assertEquals(List.of(), report.broken(), () -> report.problems() + drl);
    }

    private void load(String drl) {
        LoadReport report = engine.load(List.of(new DrlSource("rule.drl", drl)));
        assertEquals(List.of(), report.broken(), () -> report.problems().toString());
    }

    private List<Alert> happen(String events) {
        return happen(events, "ann");
    }

    private List<Alert> happen(String events, String user) {
        List<Alert> alerts = new ArrayList<>();
        for (String text : events.split("; ?")) {
            String[] words = text.strip().split(" ");
            alerts.addAll(engine.process(
                    List.of(event(Integer.parseInt(words[0]), words[1], words.length > 2 ? words[2] : "", user))));
        }
        return alerts;
    }

    private io.tripline.event.Event event(int minute, String action, String value, String user) {
        Object v = value.matches("[\\d.]+") ? new java.math.BigDecimal(value) : value;
        return Events.at("e" + count++, Duration.ofMinutes(minute), Map.of("action", action, "user", user, "v", v));
    }
}

package io.tripline.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.Scenarios.Trait;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.compile.DrlSource;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.live.AlertFeed;
import io.tripline.live.Busy;
import io.tripline.live.DiskWatch;
import io.tripline.live.EngineWatch;
import io.tripline.live.Heap;
import io.tripline.live.LivePipeline;
import io.tripline.live.MemoryWatch;
import io.tripline.live.OneThread;
import io.tripline.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Senders that are not sure send again, and networks mix up: within the lateness, each alert comes all the same, and once. */
class RedeliveryTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());
    private static final int DELIVERIES = 3;
    private static final int MOST_IN_BODY = 4;

    /** Bodies go in one after another; then time passes until nothing is waited for. */
    private static final class Service implements AutoCloseable {

        private static final Duration LONG = Duration.ofDays(40);

        private final Engine engine;
        private final TreeSet<String> alerts = new TreeSet<>();
        private final LivePipeline pipeline;
        private final OneThread way;
        private Instant wall = Instant.ofEpochMilli(Scenarios.EPOCH).plus(LONG);
        private long nanos = 1;

        Service(Duration lateness, List<DrlSource> rules) {
            engine = new Engine(EngineSettings.live(lateness, Duration.ofHours(1), Duration.ofMinutes(1)));
            assertEquals(List.of(), engine.load(rules).broken());
            MemoryStore store = new MemoryStore(10_000, 100_000);
            pipeline = new LivePipeline(
                    engine,
                    store,
                    kept -> kept.forEach(
                            numbered -> assertTrue(alerts.add(told(numbered.alert())), "twice: " + numbered)),
                    new AlertFeed(store, 1, 1, () -> nanos, Runnable::run),
                    alert -> true,
                    LONG,
                    () -> wall,
                    () -> nanos,
                    new EngineWatch(LONG, () -> nanos, () -> null, said -> {}),
                    new MemoryWatch(Heap.ofProcess(), () -> nanos, said -> {}),
                    DiskWatch.ofNone());
            way = new OneThread(pipeline);
        }

        private static String told(Alert alert) {
            return alert.getTimestamp() + " " + alert.getId() + " "
                    + alert.getRule().id();
        }

        TreeSet<String> alertsOf(List<DecodedBatch> bodies) throws Busy {
            for (DecodedBatch body : bodies) {
                way.evaluate(body).settle();
            }
            for (int i = 0; i < 3; i++) {
                nanos += LONG.toNanos();
                wall = wall.plus(LONG);
                pipeline.tick();
            }
            return alerts;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    @Test
    void rulesOfEveryKindAlertAsIfEachBodyHadComeOnceAndInOrder() throws Exception {
        Duration lateness = Duration.ofMillis(24);
        int alerts = 0;
        for (Shape shape : Shape.values()) {
            Scenario scenario = Scenarios.of(shape.ordinal(), shape, List.of(Trait.SEVERAL_LOGS));
            List<Decoded> events = new ArrayList<>();
            for (Step step : scenario.steps()) {
                if (step instanceof Step.Comes comes) {
                    events.add(CrashRun.decoded(comes.happening()));
                }
            }
            DrlSource rule = scenario.rule().source("case.drl");
            alerts += assertNothingChanges(lateness, List.of(rule), events, shape.ordinal())
                    .size();
        }
        assertTrue(alerts > Shape.values().length, () -> "too few alerts to say anything");
    }

    @Test
    void theRulesThatShipAlertAsIfEachBodyHadComeOnceAndInOrder() throws Exception {
        List<DrlSource> rules = new ArrayList<>();
        for (String file : List.of(
                "auth0/dcr_rapid_client_creation.drl", "elastic/okta_new_actor_client_credentials_denied.drl")) {
            rules.add(new DrlSource(file, Files.readString(Path.of("rules-drl", file))));
        }
        List<Decoded> events = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Instant time = Instant.ofEpochMilli(Scenarios.EPOCH).plus(Duration.ofMinutes(3L * i));
            // by their own names, and with their own ids; each tenant has a busy hour, and each actor is new once
            events.addAll(decoded("""
                    {"log_id": "a%d", "data": {"type": "sapi", "log_id": "a%d", "date": "%s", "description": "Dynamic client registration", \
                    "tenant_name": "tenant %d", "details": {"response": {"body": {"client_id": "client %d"}}}}}
                    {"uuid": "refusal %d", "eventType": "app.oauth2.as.token.grant", "published": "%s", \
                    "actor": {"type": "PublicClientApp", "displayName": "App %d"}, "outcome": {"result": "FAILURE", \
                    "reason": "no_matching_scope"}, "debugContext": {"debugData": {"grantType": "client_credentials", \
                    "requestedScopes": "okta.users.manage"}}}
                    """.formatted(i, i, time, i / 17 % 3, i, i, time, i % 7)));
        }

        TreeSet<String> alerts = assertNothingChanges(Duration.ofHours(1), rules, events, 1);

        assertEquals(
                7,
                alerts.stream()
                        .filter(alert -> alert.endsWith("6649e656-6f85-11ef-8876-f661ea17fbcc"))
                        .count());
        assertTrue(
                alerts.stream()
                                .filter(alert -> alert.endsWith("4bf28f3a-716c-11f0-9932-723487b9527c"))
                                .count()
                        > 3,
                alerts::toString);
    }

    private static List<Decoded> decoded(String lines) {
        DecodedBatch batch = DECODER.decode(lines.getBytes(StandardCharsets.UTF_8), Scenarios.EPOCH);
        assertEquals(List.of(), batch.rejections());
        batch.events().forEach(event -> assertTrue(event.deduplicationId() != null, "no id: " + event.event()));
        return batch.events();
    }

    private static TreeSet<String> assertNothingChanges(
            Duration lateness, List<DrlSource> rules, List<Decoded> inOrder, long seed) throws Busy {
        TreeSet<String> once;
        try (Service service = new Service(lateness, rules)) {
            once = service.alertsOf(bodies(inOrder, lateness.toMillis()));
        }
        try (Service service = new Service(lateness, rules)) {
            List<DecodedBatch> delivered = delivered(inOrder, lateness.toMillis(), new Random(seed));
            assertEquals(once, service.alertsOf(delivered), () -> "seed " + seed + "\n" + rules + "\n" + inOrder);
        }
        return once;
    }

    /** Bodies of events that come up to a third of the lateness late; each three times, up to as much later, and mixed up. */
    private static List<DecodedBatch> delivered(List<Decoded> inOrder, long lateness, Random random) {
        record Arrival(long at, List<Decoded> body) {}
        List<Arrival> events = new ArrayList<>();
        inOrder.forEach(event -> events.add(new Arrival(time(event) + random.nextLong(lateness / 3), List.of(event))));
        events.sort(Comparator.comparingLong(Arrival::at));
        List<Arrival> arrivals = new ArrayList<>();
        for (DecodedBatch body :
                bodies(events.stream().map(event -> event.body().getFirst()).toList(), lateness / 3)) {
            for (int i = 0; i < DELIVERIES; i++) {
                List<Decoded> mixed = new ArrayList<>(body.events());
                Collections.shuffle(mixed, random);
                long first =
                        mixed.stream().mapToLong(RedeliveryTest::time).min().orElseThrow();
                arrivals.add(new Arrival(first + random.nextLong(lateness / 3), mixed));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals.stream().map(arrival -> body(arrival.body())).toList();
    }

    private static long time(Decoded event) {
        return event.event().getTimestamp();
    }

    /** @param range from the oldest event of a body to its newest, ms */
    private static List<DecodedBatch> bodies(List<Decoded> events, long range) {
        List<DecodedBatch> bodies = new ArrayList<>();
        List<Decoded> body = new ArrayList<>();
        for (Decoded event : events) {
            boolean fits = body.size() < MOST_IN_BODY
                    && body.stream().allMatch(other -> Math.abs(time(other) - time(event)) <= range);
            if (!fits) {
                bodies.add(body(List.copyOf(body)));
                body.clear();
            }
            body.add(event);
        }
        bodies.add(body(body));
        return bodies;
    }

    private static DecodedBatch body(List<Decoded> events) {
        return new DecodedBatch(events, List.of(), 0, 0, false);
    }
}

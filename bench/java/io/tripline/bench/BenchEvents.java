package io.tripline.bench;

import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Events as a sender's stream: time goes on, nothing repeats its id, the same numbers give the same events. */
public final class BenchEvents {

    /** Groups that take turns by chance: tenants, actors, users. */
    private static final int GROUPS = 1_000;

    /** Codes that events have; half of them no rule asks for. */
    private static final int CODES = 6_000;

    private static final Origin AUTH0 = new Origin("auth0", Set.of(), Set.of());
    private static final Origin OKTA = new Origin("okta", Set.of(), Set.of());

    private final Random random = new Random(7);
    private final Kind kind;
    private final long gap;
    private long number;
    private long time = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** What the events are to the rules. */
    public enum Kind {
        /** Looks like what the seeds look for, but is something else. */
        SEEDS_MISS,
        /** In turns a registration and a denied grant: each matches one seed. */
        SEEDS_MATCH,
        /** Registrations alone: each is retained for an hour. */
        REGISTRATIONS,
        /** Codes of which half have a rule, none of them a failure. */
        CODES_MISS,
        /** The same, one in a hundred a failure. */
        CODES_MATCH
    }

    /** @param gap ms between two events */
    BenchEvents(Kind kind, long gap) {
        this.kind = kind;
        this.gap = gap;
    }

    /** Made anew, so that nothing that an event has worked out before is at hand. */
    List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    private Event next() {
        number++;
        time += gap;
        int group = random.nextInt(GROUPS);
        return switch (kind) {
            case SEEDS_MISS -> number % 2 == 0 ? auth0("s", group) : okta("SUCCESS", group);
            case SEEDS_MATCH -> number % 2 == 0 ? auth0("sapi", group) : okta("FAILURE", group);
            case REGISTRATIONS -> auth0("sapi", group);
            case CODES_MISS -> code("success", group);
            case CODES_MATCH -> code(random.nextInt(100) == 0 ? "failure" : "success", group);
        };
    }

    private Event auth0(String type, int group) {
        Map<String, Object> data = Map.of(
                "type",
                type,
                "description",
                "Dynamic client registration",
                "tenant_name",
                "tenant-" + group,
                "ip",
                "192.0.2." + group % 250,
                "user_agent",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
                "client_name",
                "client of tenant " + group,
                "details",
                Map.of("response", Map.of("statusCode", 201, "body", Map.of("client_id", "c" + number))));
        return Event.of("log-" + number, time, AUTH0, Map.of("log_id", "log-" + number, "data", data));
    }

    private Event okta(String result, int group) {
        Map<String, Object> fields = Map.of(
                "data_stream.dataset", "okta.system",
                "event.action", "app.oauth2.as.token.grant",
                "okta.actor.type", "PublicClientApp",
                "okta.debug_context.debug_data.flattened.grantType", "client_credentials",
                "okta.debug_context.debug_data.flattened.requestedScopes", "okta.users.read",
                "okta.outcome.result", result,
                "okta.outcome.reason", "no_matching_scope",
                "okta.client.user_agent.raw_user_agent", "okhttp/4.9",
                "okta.actor.display_name", "app-" + group);
        return Event.of("uuid-" + number, time, OKTA, fields);
    }

    private Event code(String outcome, int group) {
        Map<String, Object> fields = Map.of(
                "event.code",
                "code-" + random.nextInt(CODES),
                "event.outcome",
                outcome,
                "event.action",
                "logged-in",
                "event.category",
                List.of("authentication"),
                "user.name",
                "user-" + group,
                "user.domain",
                "EXAMPLE",
                "host.name",
                "host-" + group % 100,
                "source.ip",
                "192.0.2." + group % 250,
                "process.name",
                "sshd",
                "message",
                "Accepted or refused a login of user-" + group + " from somewhere");
        return Event.of("e" + number, time, Origin.UNKNOWN, fields);
    }
}

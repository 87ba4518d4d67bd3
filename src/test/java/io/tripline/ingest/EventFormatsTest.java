package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import io.tripline.event.Origin;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an event is recognised, and what is then known of it. */
class EventFormatsTest {

    private static final EventFormats FORMATS = EventFormats.builtIn();

    private static final long RECEIVED = 1_800_000_000_000L;

    private static Decoded decode(EventFormats formats, String json) {
        DecodedBatch batch = new EventDecoder(formats).decode(json.getBytes(UTF_8), RECEIVED);
        assertEquals(1, batch.events().size(), batch.rejections()::toString);
        return batch.events().getFirst();
    }

    private static Decoded decode(String json) {
        return decode(FORMATS, json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    auth0 | {"log_id":"L1","data":{"type":"sapi","date":"2026-01-01T00:00:00Z"}} | L1 | auth0:L1
                    auth0 | {"data":{"type":"sapi","log_id":"L1","date":"2026-01-01T00:00:00Z"}} | L1 | auth0:L1
                    auth0 | {"data":{"type":"sapi","_id":7,"date":"2026-01-01T00:00:00Z","tenant_name":"t"},"id":"I"} | I | -
                    auth0-log | {"log_id":"L1","type":"sapi","date":"2026-01-01T00:00:00Z","_id":"x"} | L1 | auth0:L1
                    auth0-ecs | {"data_stream":{"dataset":"auth0.logs"},"auth0":{"logs":{"log_id":"L1","data":{"date":"2026-01-01T00:00:00Z"}}}} | L1 | auth0:L1
                    okta | {"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","uuid":"U1"} | U1 | okta:U1
                    okta-ecs | {"@timestamp":"2026-01-01T00:00:00Z","data_stream.dataset":"okta.system","okta.uuid":"U1"} | U1 | okta:U1
                    okta-ecs | {"@timestamp":"2026-01-01T00:00:00Z","event":{"dataset":"okta.system","id":"E1"}} | E1 | -
                    aws-cloudtrail | {"eventSource":"iam.amazonaws.com","eventName":"CreateUser","eventType":"AwsApiCall","eventTime":"2026-01-01T00:00:00Z","eventID":"E1"} | E1 | -
                    azure | {"operationName":"Sign-in activity","category":"SignInLogs","resourceId":"/tenants/x","time":"2026-01-01T00:00:00.0000000Z","id":"A1"} | A1 | -
                    gcp-audit | {"protoPayload":{"methodName":"google.iam.x"},"timestamp":"2026-01-01T00:00:00.000000000Z","insertId":"G1"} | G1 | -
                    google-workspace | {"kind":"admin#reports#activity","id":{"applicationName":"admin","time":"2026-01-01T00:00:00.000Z","uniqueQualifier":"-12"}} | -12 | -
                    github-audit | {"action":"repo.create","actor":"a","org":"o","created_at":1767225600000,"_document_id":"D1"} | D1 | -
                    kubernetes-audit | {"apiVersion":"audit.k8s.io/v1","verb":"get","requestReceivedTimestamp":"2026-01-01T00:00:00.000000Z","_id":"K1"} | K1 | -
                    onelogin | {"event_type_id":5,"actor_user_id":1,"event_timestamp":"2026-01-01T00:00:00Z","id":9} | 9 | -
                    windows | {"Channel":"Security","EventID":4688,"TimeCreated":"2026-01-01T00:00:00Z","_id":"W1"} | W1 | -
                    windows-ecs | {"winlog":{"channel":"Security","event_id":"4688"},"event":{"id":"W1"},"@timestamp":"2026-01-01T00:00:00Z"} | W1 | -
                    linux-auditd | {"type":"EXECVE","a0":"id","timestamp":1767225600,"_id":"X1"} | X1 | -
                    linux-syslog | {"SYSLOG_IDENTIFIER":"sshd","MESSAGE":"x","time":"2026-01-01T00:00:00Z","_id":"S1"} | S1 | -
                    json | {"what":"ever","time":1767225600,"id":"J1"} | J1 | -
                    json | {"what":"ever","ts":"1767225600.000","uuid":"J1"} | J1 | -
                    """)
    void formatsTimesAndIdsAreRecognised(
            String format, String json, String id, @org.jspecify.annotations.Nullable String deduplication) {
        Decoded decoded = decode(json);

        assertEquals(format, decoded.format());
        assertEquals(id, decoded.event().getId());
        assertEquals(deduplication, decoded.deduplicationId());
        assertInstanceOf(SaidTime.Read.class, decoded.time());
        assertEquals(
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.ofEpochMilli(decoded.event().getTimestamp()));
    }

    @Test
    void theTimestampFieldComesBeforeTheFormatsOwn() {
        Decoded decoded = decode(
                "{\"eventType\":\"a.b\",\"uuid\":\"1\",\"published\":\"2026-01-01T00:00:00Z\",\"@timestamp\":\"2026-01-02T00:00:00Z\"}");

        assertEquals(
                Instant.parse("2026-01-02T00:00:00Z").toEpochMilli(),
                decoded.event().getTimestamp());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"time\":\"soon\"}",
                "{\"@timestamp\":null}",
                "{\"timestamp\":{},\"date\":[]}",
                "{\"time\":true}"
            })
    void anEventWithoutATimeHasTheReceiveTime(String json) {
        Decoded decoded = decode(json);

        assertFalse(decoded.time() instanceof SaidTime.Read);
        assertEquals(RECEIVED, decoded.event().getTimestamp());
    }

    @Test
    void anEventWithoutAnIdHasAHashOfItsContent() {
        String id = decode("{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}").event().getId();

        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertEquals(
                id, decode("{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1}").event().getId());
        for (String other : new String[] {
            "{\"a\":2,\"b\":{\"c\":[1,2],\"d\":null}}",
            "{\"a\":\"1\",\"b\":{\"c\":[1,2],\"d\":null}}",
            "{\"a\":1,\"b\":{\"c\":[2,1],\"d\":null}}",
            "{\"a\":1,\"b\":{\"c\":[12],\"d\":null}}",
            "{\"a\":1,\"b\":{\"c\":[[1],2],\"d\":null}}",
            "{\"a\":1,\"b\":{\"c\":[1,2]},\"d\":null}",
            "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"n\"}}"
        }) {
            assertNotEquals(id, decode(other).event().getId(), other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"\"}", "{\"id\":\" \"}", "{\"id\":{}}", "{\"id\":[1,2]}", "{\"id\":null}"})
    void whatIsNoIdIsNotTakenForOne(String json) {
        assertEquals(32, decode(json).event().getId().length());
    }

    @Test
    void aVeryLongIdIsNotTakenForOne() {
        assertEquals(
                32,
                decode("{\"log_id\":\"" + "x".repeat(600) + "\",\"data\":{\"type\":\"f\"}}")
                        .event()
                        .getId()
                        .length());
    }

    @Test
    void anAuth0LogPulledFromTheApiHasTheFieldsOfTheStream() {
        Event event = decode(
                        "{\"log_id\":\"L1\",\"type\":\"sapi\",\"date\":\"2026-01-01T00:00:00Z\",\"details\":{\"a\":1}}")
                .event();

        assertTrue(event.field("data.type").is("sapi"));
        assertTrue(event.field("data.details.a").is("1"));
        assertTrue(event.field("log_id").is("L1"));
        assertTrue(event.fromProduct("auth0"));
    }

    @Test
    void windowsEventsHaveTheNamesOfTheEventLogHoweverTheyAreNested() {
        for (String json : new String[] {
            "{\"winlog\":{\"channel\":\"Security\",\"event_id\":4688,\"event_data\":{\"CommandLine\":\"whoami\"}}}",
            "{\"Event\":{\"System\":{\"Channel\":\"Security\",\"EventID\":4688},\"EventData\":{\"CommandLine\":\"whoami\"}}}",
            "{\"Channel\":\"Security\",\"EventID\":4688,\"CommandLine\":\"whoami\"}"
        }) {
            Event event = decode(json).event();

            assertTrue(event.field("CommandLine").is("whoami"), json);
            assertTrue(event.field("EventID").is("4688"), json);
            assertTrue(event.field("Channel").is("Security"), json);
            assertEquals(Set.of("process_creation"), event.origin().categories());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft-Windows-Sysmon/Operational, 1, sysmon, process_creation",
        "Microsoft-Windows-Sysmon/Operational, 3, sysmon, network_connection",
        "Microsoft-Windows-Sysmon/Operational, 6, sysmon, driver_load",
        "Microsoft-Windows-Sysmon/Operational, 7, sysmon, image_load",
        "Microsoft-Windows-Sysmon/Operational, 8, sysmon, create_remote_thread",
        "Microsoft-Windows-Sysmon/Operational, 9, sysmon, raw_access_thread",
        "Microsoft-Windows-Sysmon/Operational, 10, sysmon, process_access",
        "Microsoft-Windows-Sysmon/Operational, 11, sysmon, file_event",
        "Microsoft-Windows-Sysmon/Operational, 12, sysmon, registry_delete",
        "Microsoft-Windows-Sysmon/Operational, 13, sysmon, registry_set",
        "Microsoft-Windows-Sysmon/Operational, 13, sysmon, registry_event",
        "Microsoft-Windows-Sysmon/Operational, 15, sysmon, create_stream_hash",
        "Microsoft-Windows-Sysmon/Operational, 17, sysmon, pipe_created",
        "Microsoft-Windows-Sysmon/Operational, 20, sysmon, wmi_event",
        "Microsoft-Windows-Sysmon/Operational, 22, sysmon, dns_query",
        "Security, 4688, security, process_creation",
        "security, 4688, security, process_creation",
        "Microsoft-Windows-PowerShell/Operational, 4104, powershell, ps_script",
        "PowerShellCore/Operational, 4103, powershell, ps_module",
        "Windows PowerShell, 400, powershell-classic, ps_classic_start",
        "Microsoft-Windows-Windows Defender/Operational, 1116, windefend, antivirus",
        "Microsoft-Windows-DNS Client Events/Operational, 3008, dns-client, dns"
    })
    void windowsChannelsAndEventIdsAreSigmasServicesAndCategories(
            String channel, int id, String service, String category) {
        Event event = decode("{\"Channel\":\"" + channel + "\",\"EventID\":" + id + "}")
                .event();

        assertTrue(event.fromProduct("windows") && event.fromService(service) && event.fromCategory(category));
        assertFalse(event.fromProduct("linux"));
        assertFalse(event.fromService("taskscheduler"));
        assertFalse(event.fromCategory("clipboard_capture"));
    }

    @Test
    void anEventThatIsOfNoCategoryIsNotLookedAtByAnyKnownOne() {
        Event logon = decode("{\"Channel\":\"Security\",\"EventID\":4624}").event();

        assertFalse(logon.fromCategory("process_creation"));
        assertTrue(logon.fromService("security"));
    }

    @Test
    void whatIsNotKnownOfAnEventExcludesNothing() {
        // A channel and an event id that stand nowhere
        Event odd = decode("{\"Channel\":\"Contoso/Odd\",\"EventID\":1}").event();
        Event sysmon = decode("{\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":777}")
                .event();
        Event unknown = decode("{\"a\":1}").event();

        assertTrue(odd.fromProduct("windows") && odd.fromService("security") && odd.fromCategory("process_creation"));
        assertFalse(odd.fromProduct("okta"));
        assertTrue(sysmon.fromCategory("process_creation"));
        assertFalse(sysmon.fromService("security"));
        assertTrue(unknown.fromProduct("okta") && unknown.fromService("x") && unknown.fromCategory("y"));
        assertEquals(Set.of(), unknown.origin().products());
        assertFalse(unknown.origin().isAnything());
        assertEquals(
                Origin.UNKNOWN,
                decode(FORMATS.showingUnrecognisedTo(EventFormats.Unrecognised.ANY), "{\"a\":1}")
                        .event()
                        .origin());
    }

    @Test
    void aWordThatStandsNowhereExcludesNothing() {
        Event okta = decode("{\"eventType\":\"a.b\",\"uuid\":\"1\"}").event();

        assertTrue(okta.fromProduct("tea_kettle") && okta.fromCategory("authentication") && okta.fromService("hot"));
        assertFalse(okta.fromProduct("windows"));
        assertFalse(okta.fromCategory("webserver"));
        assertFalse(okta.fromService("cloudtrail"));
    }

    @ParameterizedTest
    @CsvSource({"gcp", "google_workspace"})
    void oneLogMayHaveSeveralProductNames(String product) {
        Event event = decode("{\"kind\":\"admin#reports#activity\",\"id\":{\"applicationName\":\"admin\"}}")
                .event();

        assertTrue(event.fromProduct(product) && event.fromService("google_workspace.admin"));
        assertFalse(event.fromService("gcp.audit"));
    }

    @Test
    void googlesEventsHaveTheNamesOfTheirRules() {
        Event audit = decode(
                        "{\"protoPayload\":{\"methodName\":\"storage.buckets.delete\",\"serviceName\":\"storage\"}}")
                .event();
        Event activity = decode(
                        "{\"kind\":\"admin#reports#activity\",\"id\":{\"applicationName\":\"admin\"},\"events\":[{\"name\":\"ADD\"}]}")
                .event();

        assertTrue(audit.field("gcp.audit.method_name").is("storage.buckets.delete"));
        assertTrue(audit.field("data.protoPayload.serviceName").is("storage"));
        assertTrue(activity.field("eventName").is("ADD")
                && activity.field("eventService").is("admin.googleapis.com"));
    }

    @Test
    void eventsOfOneKindShareTheirOrigin() {
        String json = "{\"Channel\":\"Security\",\"EventID\":4688}";

        assertSame(decode(json).event().origin(), decode(json).event().origin());
    }

    @Test
    void aUsersFileComesFirstAndReplacesByName() {
        // Given
        EventFormats formats = EventFormats.with("my.yml", """
                formats:
                  - format: kettle
                    when: [[temperature, pot=TEA*]]
                    time: boiled.at
                    id: pot
                    redelivery: pot
                    product: tea_kettle
                    category-by:
                      fields: [[state]]
                      values: {hot: [boiling, warm], "c*": cold}
                  - format: okta
                    when: [[no_such_field]]
                """);

        // When
        Decoded kettle = decode(
                formats, "{\"temperature\":99,\"pot\":\"Tea-1\",\"boiled\":{\"at\":1767225600},\"state\":\"COOL\"}");
        Decoded okta = decode(formats, "{\"eventType\":\"a.b\",\"uuid\":\"1\"}");

        // Then
        assertEquals("kettle", kettle.format());
        assertEquals("kettle:Tea-1", kettle.deduplicationId());
        assertEquals(1_767_225_600_000L, kettle.event().getTimestamp());
        assertTrue(kettle.event().fromCategory("cold"));
        assertFalse(kettle.event().fromCategory("warm"));
        assertFalse(kettle.event().fromCategory("process_creation"));
        assertEquals("json", okta.format());
        assertNull(okta.deduplicationId());
        assertEquals("kettle", formats.names().getFirst());
        assertTrue(formats.words().categories().contains("boiling"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    formats: [{when: [[a]]}] | my.yml:1:11: a format needs a name: 'format: …'
                    formats: [{format: x, wen: [[a]]}] | my.yml:1:23: unknown key 'wen'
                    formats: [{format: x}, {format: x}] | my.yml:1:24: there is a format 'x' already
                    formats: {} | my.yml:1:10: formats must be a list
                    formats: [{format: x, when: [[{}]]}] | my.yml:1:31: each of when must be a text
                    formats: [{format: x, service-by: {fields: [[a]]}}] | 'service-by' needs 'values'
                    formats: [{format: x, service-by: {fields: [[a]], values: {b: {c: d}}}}] | there are more levels than 'fields' has
                    formats: [{format: x, view: nowhere.view}] | there is no table nowhere.view
                    [1 | my.yml
                    """)
    void aFileThatIsNotOfTheFormSaysWhere(String yaml, String message) {
        IllegalArgumentException problem =
                assertThrows(IllegalArgumentException.class, () -> EventFormats.with("my.yml", yaml));

        assertTrue(String.valueOf(problem.getMessage()).contains(message), problem::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a,a line is: name",
                "a b c,'b' is none of is",
                "a from,'from' needs more than 0 words",
                "a where list field,where needs list",
                "a choice b c,'c' should be pattern=value"
            })
    void aViewThatIsNotOfTheFormSaysWhere(String line, String message) {
        IllegalArgumentException problem = assertThrows(
                IllegalArgumentException.class,
                () -> FieldViewFile.read("my.view", "# comment\n\n" + line + "\n", FieldViewFile.Form.LOG));

        assertTrue(String.valueOf(problem.getMessage()).startsWith("my.view:3: "), problem::getMessage);
        assertTrue(String.valueOf(problem.getMessage()).contains(message), problem::getMessage);
    }

    @Test
    void eventsOfNoFormatAreOfAnyLogOrOfNone() {
        // Given
        String json = "{\"badge\": 1}";

        // When
        Event any = decode(json).event();
        Event none = decode(FORMATS.showingUnrecognisedTo(EventFormats.Unrecognised.NONE), json)
                .event();

        // Then
        assertTrue(any.fromProduct("windows") && any.fromService("security"));
        assertFalse(
                none.fromProduct("windows") || none.fromService("security") || none.fromCategory("process_creation"));
        assertTrue(none.fromProduct("a product that no format has"));
    }
}

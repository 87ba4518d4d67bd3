package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A further name that is asked for alone has the value that it has beside all others. */
class NeededLinesTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final String EVENTS = """
            {"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","uuid":"1","legacyEventType":"core.x","displayMessage":"m","severity":"INFO","actor":{"alternateId":"ann@example.com","displayName":"Ann","id":"a1","type":"User"},"client":{"ipAddress":"192.0.2.1","userAgent":{"os":"Linux","browser":"X","rawUserAgent":"raw"},"geographicalContext":{"city":"Bonn","geolocation":{"lat":1.5,"lon":2}}},"outcome":{"result":"FAILURE","reason":"r"},"target":[{"type":"User","displayName":"Bob","id":"b1","alternateId":"bob"},{"type":"UserGroup","displayName":"G","id":"g1"}],"debugContext":{"debugData":{"grantType":"x","risk":"{level=HIGH, reasons=a, b}","behaviors":"{New IP=POSITIVE, New City=NEGATIVE}","logOnlySecurityData":"{\\"risk\\":{\\"level\\":\\"LOW\\"}}"}},"request":{"ipChain":[{"ip":"192.0.2.1"},{"ip":"192.0.2.2"}]},"more":{"andMore":[1,2]},"okta":{"actor":{"id":"own"}}}
            {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Image":"C:\\\\Windows\\\\System32\\\\cmd.exe","CommandLine":"cmd.exe /c \\"a b\\"","ParentImage":"C:\\\\Windows\\\\explorer.exe","Hashes":"MD5=AA,SHA256=BB","User":"DOM\\\\ann","UtcTime":"2026-01-01 00:00:00.000","ProcessId":"0x10","TargetObject":"HKLM\\\\Software\\\\X","Details":"DWORD (0x00000001)"}
            {"Channel":"Security","EventID":4624,"SubjectUserName":"ann","TargetUserName":"bob","IpAddress":"::ffff:192.0.2.1","LogonType":3,"TimeCreated":"2026-01-01T00:00:00Z"}
            {"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"eu-1","eventTime":"2026-01-01T00:00:00Z","sourceIPAddress":"192.0.2.1","userIdentity":{"type":"IAMUser","userName":"ann","arn":"arn:x"},"requestParameters":{"userName":"bob","list":[{"a":1},{"a":2}]},"responseElements":{"user":{"userName":"bob"}},"eventID":"e1"}
            {"log_id":"900","data":{"date":"2026-01-01T00:00:00Z","type":"fp","ip":"192.0.2.1","user_name":"ann","details":{"error":{"message":"m"}},"log_id":"900"}}
            """;

    /** The values of every name alone, and of some together, are those of the whole. */
    private static int assertPartsAgree(Event event, Random random) {
        FurtherNames names = event.furtherNames();
        Map<String, Object> whole = new TreeMap<>(names.of(event.document()));
        whole.forEach((name, value) -> assertEquals(
                value, names.only(Set.of(name)).of(event.document()).get(name), () -> name + " of " + event.source()));
        List<String> all = new ArrayList<>(whole.keySet());
        for (int i = 0; i < 5 && !all.isEmpty(); i++) {
            Set<String> some = new HashSet<>();
            for (int j = 0; j < 4; j++) {
                some.add(all.get(random.nextInt(all.size())));
            }
            some.add("not.there");
            Map<String, Object> part = names.only(some).of(event.document());
            some.forEach(name -> assertEquals(whole.get(name), part.get(name), () -> name + " of " + event.source()));
        }
        // and by the event, in any order
        whole.keySet()
                .forEach(name -> assertTrue(
                        event.hasOwnField(name) || !event.field(name).values().isEmpty()));
        return all.size();
    }

    @Test
    void aNameAloneHasTheValueThatItHasBesideAllOthers() {
        Random random = new Random(3);
        int names = 0;
        for (Decoded decoded : DECODER.decode(EVENTS.getBytes(UTF_8), 0).events()) {
            names += assertPartsAgree(decoded.event(), random);
        }
        assertTrue(names > 150, "only " + names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okta_system_raw",
                "okta_ecs",
                "auth0_raw",
                "auth0_ecs",
                "aws_cloudtrail_raw",
                "azure_raw",
                "gcp_audit_raw",
                "github_audit_raw",
                "gsuite_raw",
                "kubernetes_audit_raw",
                "onelogin_raw",
                "otrf_windows_sample"
            })
    void soItIsInRecordedEvents(String name) throws IOException {
        Random random = new Random(4);
        try (var lines = Files.lines(Shared.path("events/" + name + ".jsonl"))) {
            lines.limit(150).forEach(line -> DECODER.decode(line.getBytes(UTF_8), 0)
                    .events()
                    .forEach(decoded -> assertPartsAgree(decoded.event(), random)));
        }
    }
}

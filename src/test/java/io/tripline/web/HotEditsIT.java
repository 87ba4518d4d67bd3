package io.tripline.web;

import static io.tripline.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the native binary makes of hand-edited DRL while it runs, over both rules that are shipped. */
class HotEditsIT {

    private static final Path BINARY = Path.of(System.getProperty("tripline.binary", "nowhere"));
    private static final String DCR = "auth0/dcr_rapid_client_creation";

    @TempDir
    private Path rules;

    private ServedBinary binary;

    @BeforeEach
    void start() throws IOException {
        RulesFolder.copy(Path.of("rules-drl"), rules);
        binary = new ServedBinary(BINARY.toAbsolutePath(), rules);
    }

    @AfterEach
    void stop() {
        binary.close();
    }

    @Test
    void bothShippedRulesAlertOnce() throws Exception {
        // When
        String actor = "a" + UUID.randomUUID();
        String tenth = binary.post(Posting.registrations("acme", 10));
        String eleventh = binary.post(Posting.registrations("acme", 1));
        String first = binary.post(Posting.deniedGrant(actor, "curl", "x"));
        String second = binary.post(Posting.deniedGrant(actor, "curl", "x"));

        // Then
        assertAlerts(0, tenth);
        assertAlerts(1, eleventh);
        assertAlerts(1, first);
        assertAlerts(0, second);
        await().atMost(PATIENCE).until(() -> binary.alerts().size() == 2);
        assertTrue(binary.alerts().getFirst().contains("\"data.tenant_name\":\"acme\""), binary.alerts()::toString);
    }

    @Test
    void aChangeABreakARepairAndADeletionAreLive() throws Exception {
        // Given
        Path drl = rules.resolve(DCR + ".drl");
        String text = Files.readString(drl);
        assertTrue(text.contains("> 10"));

        // When it is changed, what windows hold stays
        assertAlerts(0, binary.post(Posting.registrations("changed", 3)));
        Files.writeString(drl, text.replace("> 10", "> 3"));
        awaitRule("more than 3");
        assertAlerts(1, binary.post(Posting.registrations("changed", 1)));

        // When it is broken, the older text runs
        Files.writeString(drl, text.replace("> 10", "> "));
        awaitRule("live (older text)");
        assertAlerts(1, binary.post(Posting.registrations("broken", 4)));
        assertTrue(binary.log().stream().anyMatch(line -> line.contains(DCR + ".drl:")), binary.log()::toString);

        // When it is repaired
        Files.writeString(drl, text.replace("> 10", "> 4"));
        awaitRule("more than 4");
        assertAlerts(0, binary.post(Posting.registrations("repaired", 4)));
        assertAlerts(1, binary.post(Posting.registrations("repaired", 1)));

        // When it is deleted
        Files.delete(rules.resolve(DCR + ".yml"));
        Files.delete(drl);
        await().atMost(PATIENCE).until(() -> !binary.get("/api/v1/rules").contains(DCR));
        assertAlerts(0, binary.post(Posting.registrations("deleted", 12)));
    }

    @Test
    void aSourceThatIsDroppedInIsTranslatedAndAlerts() throws Exception {
        // When
        Files.createDirectories(rules.resolve("my"));
        Files.writeString(rules.resolve("my/signin.yml"), """
                title: Sign-in from the inside
                id: 3e6f0d1a-7a52-4d0e-9a57-0c4f5b1f7c21
                logsource: {product: demo}
                detection:
                  selection: {action: signin, user|re: 'an+', ip|cidr: ['10.0.0.0/8', 'fd00::/8']}
                  condition: selection
                """);
        await().atMost(PATIENCE).until(() -> binary.get("/api/v1/rules").contains("my/signin"));

        // Then
        assertTrue(Files.exists(rules.resolve("my/signin.drl")));
        assertAlerts(1, binary.post("{\"action\": \"signin\", \"user\": \"ann\", \"ip\": \"10.1.2.3\"}"));
        assertAlerts(1, binary.post("{\"action\": \"signin\", \"user\": \"ann\", \"ip\": \"fd00::1\"}"));
        assertAlerts(0, binary.post("{\"action\": \"signin\", \"user\": \"ann\", \"ip\": \"192.0.2.1\"}"));
    }

    @Test
    void toldToEndItEndsAtOnceAndHasWrittenWhatItRaised() throws Exception {
        // Given
        assertAlerts(1, binary.post(Posting.registrations("acme", 11)));

        // When
        long told = System.nanoTime();
        int exitCode = binary.terminate();
        Duration took = Duration.ofNanos(System.nanoTime() - told);

        // Then
        assertTrue(exitCode == 0 || exitCode == 143, "exit code " + exitCode + binary.log());
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
        await().atMost(PATIENCE).until(() -> binary.alerts().size() == 1);
    }

    @Test
    void collectionsAndBuffersAreAmongTheMetrics() throws Exception {
        // When
        String metrics = binary.get("/q/metrics");

        // Then
        for (String name : new String[] {
            "jvm_gc_pause_seconds_count{gc=",
            "jvm_gc_pause_seconds_sum{gc=",
            "jvm_gc_live_data_size_bytes",
            "jvm_gc_max_data_size_bytes",
            "jvm_buffer_memory_used_bytes{id=\"direct\"",
            "jvm_memory_used_bytes",
        }) {
            assertTrue(metrics.contains(name), name + " is not among\n" + metrics);
        }
    }

    private void awaitRule(String words) {
        await().atMost(PATIENCE).until(() -> binary.get("/api/v1/rules/4bf28f3a-716c-11f0-9932-723487b9527c")
                .contains(words));
    }

    private static void assertAlerts(int expected, String answer) {
        assertTrue(answer.contains("\"alerts\":" + expected + ","), answer);
    }
}

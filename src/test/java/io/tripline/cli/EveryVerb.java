package io.tripline.cli;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A run of all verbs but {@code serve}, plain and with {@code --json}, over rules of each dialect. */
public final class EveryVerb implements Runnable {

    private static final String EVENT = """
            {"action": "signin", "outcome": "failed", "user": "ann", "ip": "10.1.2.3", "at": "2026-01-01T00:00:00Z"}""";

    private static final String SIGMA = """
            title: Failed sign-in from the inside
            name: failed_signin
            id: 3e6f0d1a-7a52-4d0e-9a57-0c4f5b1f7c21
            logsource: {product: demo}
            detection:
              selection: {action: signin, user|re: 'an+', ip|cidr: ['10.0.0.0/8', 'fd00::/8']}
              condition: selection
            """;

    private static final String TEST = """
            rules: [signin.yml]
            tests:
              - name: alerts
                events:
                  - {at: 0s, event: {action: signin, user: ann, ip: 10.1.2.3}}
                expect: [{at: 0s}]
            """;

    private static final String ELASTIC = """
            [metadata]
            maturity = "production"
            [rule]
            name = "Sign-in from the inside"
            description = "d"
            rule_id = "3e6f0d1a-7a52-4d0e-9a57-0c4f5b1f7c22"
            type = "query"
            language = "kuery"
            query = 'action:signin and ip:"10.0.0.0/8"'
            risk_score = 21
            severity = "low"
            """;

    private static final List<String> COMMANDS = List.of(
            "check rules",
            "check --index events.ndjson rules",
            "translate rules -o rules",
            "translate --diff rules -o rules",
            "test rules",
            "replay --rules rules events.ndjson",
            "explain --rules rules events.ndjson",
            "explain --matched --rules rules events.ndjson",
            "list rules --rules rules",
            "list fields --log windows",
            "list streams --rules rules",
            "list formats",
            "list parameters --rules rules",
            "coverage --rules rules",
            "coverage --rules rules --navigator -",
            "coverage --url http://127.0.0.1:9",
            "alerts list --url http://127.0.0.1:9",
            "alerts close a --verdict benign --url http://127.0.0.1:9",
            "alerts follow --url http://127.0.0.1:9",
            "sinks list --url http://127.0.0.1:9",
            "store verify --data data",
            "store stats --data data",
            "store export all.tripline --data data",
            "store import all.tripline --data copy",
            "new my/first",
            "new my/second --dialect elastic",
            "new my/third --dialect drl",
            "check rules/no/such",
            "help",
            "help replay",
            "version",
            "completion");

    /** For a class loader of its own. */
    public EveryVerb() {}

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("tripline-verbs");
            try {
                run(new Program(folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Program program) {
        program.write("rules/dcr.yml", SeedRules.dcr());
        program.write("rules/okta.toml", SeedRules.okta());
        program.write("rules/signin.test.yml", TEST);
        program.write("rules/signin.yml", SIGMA);
        program.write("rules/signin.toml", ELASTIC);
        program.write("events.ndjson", EVENT + "\n" + EVENT.replace("10.1.2.3", "fd00::1") + "\n");
        for (String command : COMMANDS) {
            for (String json : List.of("", " --json")) {
                var result = program.run((command + json).split(" "));
                assertNotEquals(ExitCode.WRONG_USAGE, result.exitCode(), command + json + "\n" + result.err());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

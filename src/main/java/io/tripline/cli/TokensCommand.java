package io.tripline.cli;

import io.tripline.config.Durations;
import io.tripline.config.ProgramFolder;
import io.tripline.config.Settings;
import io.tripline.web.token.SenderToken;
import io.tripline.web.token.TokenFile;
import io.tripline.web.wire.WireFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, lists and revokes the tokens of senders. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "The tokens with which senders bring events: each with a name, for all wire formats or some. A new token is shown once,"
                    + " and kept as a hash in the data folder.",
            "A running service takes changes up within a second."
        })
final class TokensCommand implements Callable<Integer> {

    private static final int SHORTEST = 16;

    /** Bytes of chance. */
    private static final int SIZE = 32;

    /** The same where its hash is to be the key of signatures: longer than 64 characters. */
    private static final int SIGNING_SIZE = 64;

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    /** What is done. */
    enum What {
        ADD,
        LIST,
        REVOKE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what = What.LIST;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "With add and revoke: the sender's name.")
    private @Nullable String name;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "With add: a wire format that the token is for; repeat it for more (default: all). docs/senders.md"
                            + " lists them.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--stamp",
            paramLabel = "FIELD=VALUE",
            description =
                    "With add: a field that each event of the sender gets, such as tenant=acme; repeat it for more.")
    private Map<String, String> stamp = new LinkedHashMap<>();

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            description = "With add: events a second; a sender that brings more is told to wait (default: any).")
    private double rate;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "With add: a duration such as 90d, or a moment such as 2027-01-01T00:00:00Z (default: never).")
    private @Nullable String expires;

    @Option(
            names = "--stdin",
            description = "With add: read a token that the sender has already, instead of making one.")
    private boolean stdin;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the store (tripline.data; default data).")
    private @Nullable String data;

    @Spec
    private @Nullable CommandSpec spec;

    TokensCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = data != null
                ? console.path(data)
                : ProgramFolder.resolveNew(console.folder(), Settings.read().data());
        TokenFile file = new TokenFile(folder);
        try {
            return switch (what) {
                case ADD -> add(file);
                case LIST -> list(file);
                case REVOKE -> revoke(file);
            };
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.INPUT_OUTPUT, String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli has set no command");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private String given() {
        if (name == null) {
            throw wrong(what + " needs a name");
        }
        return name;
    }

    private int add(TokenFile file) throws IOException {
        Set<String> wanted = new LinkedHashSet<>(formats);
        for (String format : wanted) {
            if (!WireFormats.NAMES.contains(format)) {
                throw wrong(
                        "there is no wire format '" + format + "'; they are " + String.join(", ", WireFormats.NAMES));
            }
        }
        List<SenderToken> tokens = new ArrayList<>(file.read());
        if (tokens.stream().anyMatch(token -> token.name().equals(given()))) {
            throw wrong("there is a token of the name " + given() + " already; revoke it first");
        }
        if (tokens.size() >= TokenFile.MOST) {
            throw wrong("there are " + TokenFile.MOST + " tokens already");
        }
        String token = stdin ? read() : made(wanted.contains("github") ? SIGNING_SIZE : SIZE);
        try {
            tokens.add(new SenderToken(given(), SenderToken.hashOf(token), wanted, stamp, rate, now(), until(now())));
        } catch (IllegalArgumentException none) {
            throw wrong(String.valueOf(none.getMessage()));
        }
        file.write(tokens);
        if (output.json) {
            console.out().println(JsonLines.write(Map.of("name", given(), "token", token)));
        } else {
            console.say("The token of " + given() + " is shown once:");
            console.out().println(token);
        }
        return ExitCode.FINE;
    }

    private static Instant now() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond());
    }

    private @Nullable Instant until(Instant now) {
        if (expires == null) {
            return null;
        }
        Duration duration = Durations.parse(expires);
        if (duration != null && duration.isPositive()) {
            return now.plus(duration);
        }
        try {
            return Instant.parse(expires);
        } catch (DateTimeParseException none) {
            throw wrong(
                    "--expires " + expires + " is no duration such as 90d and no moment such as 2027-01-01T00:00:00Z");
        }
    }

    private String read() {
        Scanner lines = new Scanner(console.in(), StandardCharsets.UTF_8);
        String token = lines.hasNextLine() ? lines.nextLine().strip() : "";
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw wrong("a token is " + SHORTEST + " or more characters of visible ASCII");
        }
        return token;
    }

    private static String made(int size) {
        byte[] chance = new byte[size];
        new SecureRandom().nextBytes(chance);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }

    private int list(TokenFile file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SenderToken token : file.read()) {
            Map<String, @Nullable Object> row = TokenFile.fields(token);
            row.remove("sha256");
            rows.add(row);
        }
        if (output.json) {
            rows.forEach(row -> console.out().println(JsonLines.write(row)));
        } else {
            Table.of(List.of("name", "formats", "stamp", "rate", "created", "expires"), rows)
                    .print(console);
        }
        return ExitCode.FINE;
    }

    private int revoke(TokenFile file) throws IOException {
        List<SenderToken> tokens = new ArrayList<>(file.read());
        if (!tokens.removeIf(token -> token.name().equals(given()))) {
            console.say("there is no token of the name " + given());
            return ExitCode.FINDINGS;
        }
        file.write(tokens);
        console.say("the token of " + given() + " opens nothing any more");
        return ExitCode.FINE;
    }
}

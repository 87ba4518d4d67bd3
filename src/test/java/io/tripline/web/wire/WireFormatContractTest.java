package io.tripline.web.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.ingest.BodyEvents;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.ingest.Inflated;
import io.tripline.live.LivePipeline;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.tripline.web.token.SenderTokens;
import io.tripline.web.token.TokenFile;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What every wire format keeps to, whatever is sent to it. */
class WireFormatContractTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final List<WireFormat> FORMATS = formats();

    private static List<WireFormat> formats() {
        try {
            return WireFormats.all(
                    "9.3.0",
                    () -> null,
                    new SenderTokens(
                            null,
                            new TokenFile(Path.of("there-is-no-such-folder")),
                            Instant::now,
                            System::nanoTime,
                            complaint -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A captured request, or one that was made, at the address of its format. */
    record Sent(WireFormat format, WireRequest request, byte[] body) {

        DecodedBatch batch() throws WireRefusal {
            BodyEvents events = DECODER.events(7, bytes -> {});
            format.decode(request, body, events);
            return events.batch(0);
        }

        Sent with(byte[] other) {
            return new Sent(format, request, other);
        }

        @Override
        public String toString() {
            return format.name() + " " + request.path();
        }
    }

    private static @Nullable WireFormat at(String path) {
        for (WireFormat format : FORMATS) {
            for (String own : format.paths()) {
                if (own.endsWith("/**") ? path.startsWith(own.substring(0, own.length() - 3)) : path.equals(own)) {
                    return format;
                }
            }
        }
        return null;
    }

    /** Inflated. */
    private static List<Sent> captured() {
        try {
            return Captured.all().stream()
                    .map(WireFormatContractTest::sent)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Sent sent(Captured captured) {
        String path = captured.path().replaceFirst("^/token/[^/]+", "");
        WireFormat format = at(path);
        if (format == null) {
            return null; // for the resource that takes events as they are
        }
        Map<String, String> headers = new TreeMap<>();
        captured.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Sent(
                format,
                new WireRequest(captured.method(), path, Map.of(), headers),
                inflated(captured.body(), headers.get("content-encoding")));
    }

    private static byte[] inflated(byte[] body, @Nullable String encoding) {
        if (encoding == null) {
            return body;
        }
        return switch (encoding.equals("gzip")
                ? Inflated.gzip(new ByteArrayInputStream(body), 1 << 20, bytes -> {})
                : Inflated.zstd(body, 1 << 20, bytes -> {})) {
            case Inflated.Body(byte[] bytes) -> bytes;
            case Inflated.TooLarge tooLarge -> throw new IllegalStateException("too large");
            case Inflated.Malformed(String reason) -> throw new IllegalStateException(reason);
        };
    }

    @Example
    void everyFormatHasANameAndAddressesOfItsOwnAndACapturedRequest() {
        // Given
        Set<String> paths = new HashSet<>();

        // Then
        for (WireFormat format : FORMATS) {
            format.paths().forEach(path -> assertTrue(paths.add(path), path));
        }
        assertEquals(
                WireFormats.NAMES,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("json"),
                                FORMATS.stream().map(WireFormat::name))
                        .toList());
        Set<WireFormat> seen = new HashSet<>();
        captured().forEach(sent -> seen.add(sent.format()));
        FORMATS.stream()
                .filter(format ->
                        !format.name().equals("cloudtrail") && !format.name().equals("syslog"))
                .forEach(format -> assertTrue(seen.contains(format), format.name()));
    }

    @Example
    void aRefusalKeepsWhetherComingBackIsOfUse() {
        for (WireFormat format : FORMATS) {
            for (String path : format.paths()) {
                for (String type : List.of("application/json", "application/x-protobuf", "")) {
                    WireRequest request =
                            new WireRequest("POST", path.replace("/**", ""), Map.of(), Map.of("content-type", type));
                    for (int status : new int[] {400, 401, 403, 413, 415, 429, 503}) {
                        Answer answer = format.refusal(request, new Refused(status, "for a reason", 1));
                        boolean comesBack = status == 429 || status == 503;
                        assertEquals(
                                comesBack,
                                answer.status() == 429 || answer.status() >= 500,
                                format.name() + " " + status + " " + answer.status());
                        assertTrue(answer.status() >= 400, format.name() + " " + status);
                        if (String.valueOf(answer.type()).contains("json")) {
                            assertNotNull(new JsonObject(new String(answer.body(), UTF_8)), format.name());
                        }
                    }
                }
            }
        }
    }

    @Example
    void whatWasRedeliveredIsSaidToBeTakenAgain() throws WireRefusal {
        for (Sent sent : captured()) {
            BodyEvents events = DECODER.events(7, bytes -> {});
            WireFormat.Receipt receipt = sent.format().decode(sent.request(), sent.body(), events);
            DecodedBatch batch = events.batch(0);
            Set<Integer> all = new HashSet<>();
            for (int i = 0; i < batch.events().size(); i++) {
                if (batch.events().get(i).deduplicationId() != null) {
                    all.add(i);
                }
            }

            Answer answer = receipt.answer(
                    new Taken(batch, new LivePipeline.BatchResult(batch.events().size(), 0, 0, all)));

            assertEquals(2, answer.status() / 100, sent::toString);
        }
    }

    @Provide
    Arbitrary<Sent> broken() {
        List<Sent> captured = captured();
        return Combinators.combine(
                        Arbitraries.of(captured),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 6))
                .as((sent, seed, changes) -> sent.with(changed(sent.body(), new Random(seed), changes)));
    }

    /** Bytes that are other, gone, or there twice. */
    private static byte[] changed(byte[] body, Random random, int changes) {
        byte[] changed = body.clone();
        for (int i = 0; i < changes && changed.length > 1; i++) {
            int at = random.nextInt(changed.length);
            int other = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = changed[other];
                case 2 -> changed = java.util.Arrays.copyOf(changed, at + 1);
                default -> {
                    byte[] longer = new byte[changed.length + 16];
                    System.arraycopy(changed, 0, longer, 0, at);
                    System.arraycopy(
                            changed,
                            Math.min(other, changed.length - 1),
                            longer,
                            at,
                            Math.min(16, changed.length - Math.min(other, changed.length - 1)));
                    System.arraycopy(changed, at, longer, at + 16, changed.length - at);
                    changed = longer;
                }
            }
        }
        return changed;
    }

    @Property(tries = 1500)
    void aBrokenBodyIsRefusedOrDecodedAndNeverAFailure(@ForAll("broken") Sent sent) {
        assertSound(sent);
    }

    @Property(tries = 500)
    void anyBytesAreRefusedOrDecodedAndNeverAFailure(@ForAll byte[] body) {
        for (Sent sent : captured()) {
            assertSound(sent.with(body));
        }
    }

    private static void assertSound(Sent sent) {
        try {
            DecodedBatch batch = sent.batch();
            assertTrue(batch.events().size() + batch.rejected() < 10_000, sent::toString);
        } catch (WireRefusal refusal) {
            assertTrue(refusal.refused().status() >= 400, sent::toString);
        }
    }
}

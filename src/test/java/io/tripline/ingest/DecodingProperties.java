package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are. */
class DecodingProperties {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static final ObjectMapper PRINTER = new ObjectMapper();

    /** Pieces that break JSON in more interesting ways than noise does. */
    @Provide
    Arbitrary<String> brokenJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\\",
                        "\\u",
                        "\\ud83d",
                        "\\ude00",
                        "\n",
                        "\r\n",
                        " ",
                        "\uFEFF",
                        "\u0000",
                        "0",
                        "-",
                        "1e5",
                        "9".repeat(30),
                        "true",
                        "null",
                        "tru",
                        "NaN",
                        "\"a\"",
                        "\"a\":1",
                        "{\"a\":1}",
                        "{\"a\":1}\n",
                        "[{\"a\":1}]",
                        "\"eventType\":\"a.b\"",
                        "\"uuid\":\"1\"",
                        "\"data\":{\"type\":\"x\"}",
                        "\"log_id\":[]",
                        "\"published\":{}",
                        "é",
                        "\uD83D\uDE00",
                        "//",
                        "/*",
                        "#",
                        "'",
                        "\"debugContext\":[{\"debugData\":7}]")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 500)
    void noBytesThrow(@ForAll byte[] body) throws IOException {
        assertSound(body);
    }

    @Property(tries = 1500)
    void noBrokenJsonThrows(@ForAll("brokenJson") String body) throws IOException {
        assertSound(body.getBytes(UTF_8));
    }

    @Property(tries = 500)
    void noFlippedByteOfAnEventThrows(@ForAll int place, @ForAll byte value) throws IOException {
        byte[] body = """
                {"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","uuid":"1","actor":{"alternateId":"a@b"},"n":[1,2.5,-1e3],
                 "debugContext":{"debugData":{"risk":"{level=LOW}","logOnlySecurityData":"{\\"risk\\":{}}"}}}
                {"log_id":"1","data":{"type":"sapi","date":"2026-01-01T00:00:00Z"}}
                """.getBytes(UTF_8);
        body[Math.floorMod(place, body.length)] = value;

        assertSound(body);
    }

    private static void assertSound(byte[] body) throws IOException {
        for (Framing framing : Framing.values()) {
            // When
            DecodedBatch batch = DECODER.decode(body.clone(), framing, 5);

            // Then: every index is used once, what was accepted can be printed, and a stream of single bytes reads
            // alike
            assertEquals(batch.rejected(), batch.rejections().size());
            assertEquals(
                    batch.rejected(),
                    batch.rejections().stream().map(Rejection::index).distinct().count());
            for (Decoded decoded : batch.events()) {
                assertTrue(isPrintable(decoded.event().source()));
            }
            assertEquals(ids(batch), streamedIds(body, framing));
        }
    }

    private static boolean isPrintable(Object json) {
        try {
            return PRINTER.writeValueAsBytes(json).length > 1;
        } catch (JsonProcessingException unprintable) {
            return false;
        }
    }

    private static List<String> ids(DecodedBatch batch) {
        return batch.events().stream().map(decoded -> decoded.event().getId()).toList();
    }

    private static List<String> streamedIds(byte[] body, Framing framing) throws IOException {
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 7));
            }
        };
        EventStream events = DECODER.stream(slow, framing, 5);
        List<String> ids = new ArrayList<>();
        for (var next = events.next(); next != null; next = events.next()) {
            if (next instanceof EventStream.ItemResult.Accepted accepted) {
                ids.add(accepted.decoded().event().getId());
            }
        }
        return ids;
    }
}

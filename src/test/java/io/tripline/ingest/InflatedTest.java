package io.tripline.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** zstd, which gzip's tests over HTTP say nothing of. */
class InflatedTest {

    private static final int LIMIT = 1 << 20;

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Random random = new Random(7);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(4));
        }
        return text;
    }

    /** A frame that says how long it is. */
    private static byte[] compressed(byte[] text) {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] into = new byte[compressor.maxCompressedLength(text.length)];
        return Arrays.copyOf(into, compressor.compress(text, 0, text.length, into, 0, into.length));
    }

    /** A frame that does not, since its writer did not know. */
    private static byte[] streamed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] compressed) {
        return assertInstanceOf(Inflated.Body.class, Inflated.zstd(compressed, LIMIT, bytes -> {}))
                .bytes();
    }

    @Property(tries = 30)
    void whatWasCompressedComesBack(@ForAll @IntRange(max = LIMIT) int length) throws IOException {
        byte[] text = text(length);

        assertArrayEquals(text, inflated(compressed(text)));
        assertArrayEquals(text, inflated(streamed(text)));
    }

    @Example
    void framesOneAfterTheOtherAreOneBody() throws IOException {
        byte[] first = compressed(text(100_000));
        byte[] second = streamed(text(300_000));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertEquals(400_000, inflated(both).length);
    }

    @Example
    void aBombIsStoppedAtTheLimitAndHoldsNoMoreThanThatAndAThird() throws IOException {
        for (byte[] bomb : new byte[][] {compressed(new byte[64 * LIMIT]), streamed(new byte[64 * LIMIT])}) {
            long[] taken = {0};

            Inflated outcome = Inflated.zstd(bomb, LIMIT, bytes -> taken[0] += bytes);

            assertEquals(new Inflated.TooLarge(LIMIT), outcome);
            assertTrue(taken[0] <= LIMIT * 4L / 3, () -> taken[0] + " bytes");
        }
    }

    @Property(tries = 500)
    void whateverTheBytesAreNothingIsThrown(@ForAll byte[] noise, @ForAll long seed) throws IOException {
        // Given: noise, and a frame that is nearly one
        byte[] broken = streamed(text(20_000));
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = Arrays.copyOf(broken, random.nextInt(broken.length));

        // Then
        for (byte[] each : new byte[][] {noise, broken, cut}) {
            Inflated outcome = Inflated.zstd(each, LIMIT, bytes -> {});
            assertTrue(
                    !(outcome instanceof Inflated.Malformed(String reason))
                            || reason.startsWith("the body is no valid zstd"),
                    outcome::toString);
        }
    }
}

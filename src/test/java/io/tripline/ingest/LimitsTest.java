package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body, an event and a value may cost. */
class LimitsTest {

    private static final EventFormats FORMATS = EventFormats.builtIn();

    private static final EventDecoder DECODER = new EventDecoder(FORMATS);

    private static final int MEBI = 1024 * 1024;

    private static DecodedBatch decode(String body) {
        return DECODER.decode(body.getBytes(UTF_8), 0);
    }

    /** An item between two good ones: it alone is rejected, or none is. */
    private static void assertAloneRejected(String item, String reason) {
        DecodedBatch list = decode("[{\"a\":1}," + item + ",{\"a\":2}]");
        DecodedBatch lines = decode("{\"a\":1}\n" + item + "\n{\"a\":2}");

        for (DecodedBatch batch : List.of(list, lines)) {
            assertEquals(2, batch.events().size(), batch.rejections()::toString);
            assertEquals(1, batch.rejected());
            assertEquals(1, batch.rejections().getFirst().index());
            assertTrue(batch.rejections().getFirst().reason().endsWith(reason), batch.rejections()::toString);
        }
    }

    private static void assertAccepted(String item) {
        assertEquals(0, decode("[{\"a\":1}," + item + ",{\"a\":2}]").rejected());
    }

    private static String nested(int depth, boolean lists) {
        String open = lists ? "[" : "{\"b\":";
        return "{\"a\":" + open.repeat(depth - 1) + "1" + (lists ? "]" : "}").repeat(depth - 1) + "}";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nestingMayBe64Deep(boolean lists) {
        assertAccepted(nested(64, lists));
        assertAloneRejected(nested(65, lists), "nested deeper than 64");
        assertAloneRejected(nested(15_000, lists), "nested deeper than 64");
    }

    @Test
    void nestingBeyondAllReasonEndsAListButNotTheLines() {
        String bottomless = nested(1_000_000, true);

        assertEquals(
                1, decode("[{\"a\":1}," + bottomless + ",{\"a\":2}]").events().size());
        assertEquals(
                2, decode("{\"a\":1}\n" + bottomless + "\n{\"a\":2}").events().size());
        assertEquals(0, decode("[".repeat(5_000_000)).events().size());
        assertEquals(0, decode("{\"a\":".repeat(3_000_000)).events().size());
    }

    @Test
    void aTextMayBeOneMebibyteLong() {
        assertAccepted("{\"a\":\"" + "x".repeat(MEBI) + "\"}");
        assertAloneRejected("{\"a\":\"" + "x".repeat(MEBI + 1) + "\"}", "a text is longer than 1048576 characters");
    }

    @Test
    void aFieldNameMayBe4096CharactersLong() {
        assertAccepted("{\"" + "x".repeat(4096) + "\":1}");
        assertAloneRejected("{\"" + "x".repeat(4097) + "\":1}", "a field name is longer than 4096 characters");
    }

    @Test
    void aNumberMayBe1000DigitsLong() {
        assertAccepted("{\"a\":" + "1".repeat(1000) + "}");
        assertAloneRejected("{\"a\":" + "1".repeat(1001) + "}", "a number is longer than 1000 characters");
        assertAloneRejected("{\"a\":0." + "1".repeat(1_000_000) + "}", "a number is longer than 1000 characters");
    }

    @Test
    void numbersKeepTheirDigits() {
        List<?> numbers = (List<?>) decode("{\"a\":[1,-7,2147483648,9223372036854775808,1.10,0.1,1e3,-0.0,1e400]}")
                .events()
                .getFirst()
                .event()
                .source()
                .get("a");

        assertEquals(
                List.of(
                        1,
                        -7,
                        2147483648L,
                        new BigInteger("9223372036854775808"),
                        new BigDecimal("1.10"),
                        new BigDecimal("0.1"),
                        new BigDecimal("1e3"),
                        new BigDecimal("0.0"),
                        new BigDecimal("1e400")),
                numbers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e99999999999999999999", "-1.5E+2000000"})
    void aNumberThatNobodyCanReckonWithIsAText(String number) {
        assertEquals(
                number,
                decode("{\"a\":" + number + ",\"time\":" + number + "}")
                        .events()
                        .getFirst()
                        .event()
                        .get("a"));
    }

    @Test
    void anEventMayHold100000Values() {
        String many = "{\"a\":[" + "1,".repeat(99_997) + "1]}";

        assertAccepted(many);
        assertAloneRejected("{\"a\":[" + "1,".repeat(100_000) + "1]}", "more than 100000 values");
    }

    @Test
    void fewBytesCannotBecomeManyFieldNames() {
        // Given: 4,000 fields below one name of 4,000 characters, 24 KB that would be 16 MB of paths
        StringBuilder bomb = new StringBuilder("{\"").append("x".repeat(4000)).append("\":{");
        for (int i = 0; i < 4000; i++) {
            bomb.append(i == 0 ? "" : ",").append('"').append(i).append("\":1");
        }

        assertAloneRejected(bomb + "}}", "characters together");
    }

    @Test
    void manySmallEventsAreTooMuchForOneBody() {
        Limits small = new Limits(MEBI, 64, 1000, 100, 100, 100, 1000, 120, 1000, 10);
        EventDecoder decoder = new EventDecoder(FORMATS, small);

        // Each event holds one object and one number and counts ten for itself
        assertFalse(decoder.decode("{\"a\":1}".repeat(10).getBytes(UTF_8), 0).tooLarge());
        DecodedBatch batch = decoder.decode("{\"a\":1}".repeat(11).getBytes(UTF_8), 0);
        assertTrue(batch.tooLarge());
        assertEquals(0, batch.events().size());
        assertTrue(decode("{}".repeat(10 * MEBI)).tooLarge());
    }

    @Test
    void aBodyMayBe20MebibytesLong() {
        byte[] blank = new byte[20 * MEBI + 1];
        Arrays.fill(blank, (byte) ' ');

        assertTrue(DECODER.decode(blank, 0).tooLarge());
        assertFalse(DECODER.decode(Arrays.copyOf(blank, 20 * MEBI), 0).tooLarge());
    }

    @Test
    void gzipIsInflatedUpToTheLimit() throws IOException {
        byte[] body = "{\"a\":1}\n".repeat(1000).getBytes(UTF_8);

        Inflated.Body exact = assertInstanceOf(Inflated.Body.class, inflated(gzip(body), body.length));
        assertEquals(new String(body, UTF_8), new String(exact.bytes(), UTF_8));
        assertInstanceOf(Inflated.TooLarge.class, inflated(gzip(body), body.length - 1));
    }

    @Test
    void aRatioBombStopsAtTheLimit() throws IOException {
        // Given: 64 MiB of zeros in 64 KiB
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[MEBI];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }

        // When
        Inflated result = inflated(bomb.toByteArray(), 20 * MEBI);

        // Then
        assertEquals(new Inflated.TooLarge(20 * MEBI), result);
    }

    @Test
    void gzipMembersOneAfterTheOtherAreOneBody() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(gzip("{\"a\":1}".getBytes(UTF_8)));
        two.write(gzip("{\"a\":2}".getBytes(UTF_8)));

        Inflated.Body body = assertInstanceOf(Inflated.Body.class, inflated(two.toByteArray(), MEBI));
        assertEquals("{\"a\":1}{\"a\":2}", new String(body.bytes(), UTF_8));
    }

    @Test
    void whatIsNoGzipSaysSo() throws IOException {
        byte[] good = gzip("{\"a\":1}".getBytes(UTF_8));
        byte[] wrongSum = good.clone();
        wrongSum[good.length - 5] ^= 1;

        assertInstanceOf(Inflated.Malformed.class, inflated(new byte[0], MEBI));
        assertInstanceOf(Inflated.Malformed.class, inflated("{\"a\":1}".getBytes(UTF_8), MEBI));
        assertInstanceOf(Inflated.Malformed.class, inflated(Arrays.copyOf(good, good.length - 9), MEBI));
        assertInstanceOf(Inflated.Malformed.class, inflated(wrongSum, MEBI));
    }

    private static Inflated inflated(byte[] compressed, int limit) {
        return Inflated.gzip(new java.io.ByteArrayInputStream(compressed), limit, bytes -> {});
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }
}

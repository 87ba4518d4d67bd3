package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a body is divided into items, and what becomes of the broken ones. */
class BodyFramingTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static DecodedBatch decode(String body) {
        return DECODER.decode(body.getBytes(UTF_8), 0);
    }

    private static DecodedBatch decodeLines(String body) {
        return DECODER.decode(body.getBytes(UTF_8), Framing.LINES, 0);
    }

    /** The values of the field {@code a} of all events. */
    private static List<Object> as(DecodedBatch batch) {
        return batch.events().stream()
                .map(decoded -> decoded.event().source().get("a"))
                .toList();
    }

    private static List<Long> indices(DecodedBatch batch) {
        return batch.rejections().stream().map(Rejection::index).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":2}\n",
                "{\"a\":1}\n{\"a\":2}",
                "{\"a\":1}\r\n\r\n{\"a\":2}\r\n",
                "[{\"a\":1},{\"a\":2}]",
                "[\n  {\"a\":1},\n  {\"a\":2}\n]\n",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1} {\"a\":2}",
                "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n",
                "{\"a\":1}\n{\n  \"a\": 2\n}\n",
                "{\n\"a\":1\n}{\"a\":2}",
                "[{\"a\":1}]\n[{\"a\":2}]",
                "\uFEFF{\"a\":1}\n{\"a\":2}",
                " \n\t{\"a\":1}\n \n{\"a\":2} \n "
            })
    void everyFramingGivesTheSameTwoEvents(String body) {
        DecodedBatch batch = decode(body);

        assertEquals(List.of(1, 2), as(batch));
        assertEquals(0, batch.rejected(), batch.rejections()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "[]", "[\n]", "\uFEFF"})
    void nothingIsNeitherAcceptedNorRejected(String body) {
        assertEquals(new DecodedBatch(List.of(), List.of(), 0, 0, false), decode(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oops",
                "{\"a\":",
                "{\"a\":9",
                "{\"a\":\"not closed",
                "{\"a\":[1,2}",
                "{\"a\":[",
                "{\"a\":{\"b\":1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1} // comment",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"tab\tinside\"}",
                "{\"a\":tru}",
                "}",
                "]",
                ",",
                ":",
                "\u0000\u0000\u0000{",
                "{\u0000\"a\":1}",
                "<xml/>"
            })
    void aBrokenLineTakesNoNeighbourWithIt(String broken) {
        // Given
        String body = "{\"a\":1}\n" + broken + "\n{\"a\":2}\n{\"a\":3}\n";

        // When
        DecodedBatch automatic = decode(body);
        DecodedBatch lines = decodeLines(body);

        // Then: a comment behind an object costs only the comment
        List<Object> expected = broken.contains("comment") ? List.of(1, 1, 2, 3) : List.of(1, 2, 3);
        assertEquals(expected, as(automatic), automatic.rejections()::toString);
        assertEquals(expected, as(lines));
        assertEquals(1, automatic.rejected(), automatic.rejections()::toString);
        assertEquals(1, lines.rejected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "{\"a\":", "{\"a\":[", "{\"a\":\"not closed", "{\"a\":1,,}", "{\"a\" 1}"})
    void aBrokenFirstLineTakesNoNeighbourWithIt(String broken) {
        DecodedBatch batch = decode(broken + "\n{\"a\":1}\n" + broken + "\n{\"a\":2}\n" + broken);

        assertEquals(List.of(1, 2), as(batch), batch.rejections()::toString);
        assertEquals(List.of(0L, 2L, 4L), indices(batch));
    }

    @Test
    void anErrorInAListLosesTheRestAsOne() {
        DecodedBatch batch = decode("[{\"a\":1},\n{\"a\" 2},\n{\"a\":3}\n]");

        assertEquals(List.of(1), as(batch));
        assertEquals(List.of(1L), indices(batch));
        assertTrue(
                batch.rejections().getFirst().reason().startsWith("line 2, column 6: "), batch.rejections()::toString);
        assertTrue(batch.rejections().getFirst().reason().endsWith("nothing after it could be read"));
        assertEquals("2},\n{\"a\":3}\n]".length(), batch.unread());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"a\":2}",
                "[{\"a\":1},{\"a\":2},",
                "[{\"a\":1},{\"a\":2} {\"a\":3}]",
                "[{\"a\":1},{\"a\":2},]",
                "[{\"a\":1},{\"a\":2},,{\"a\":3}]",
                "[{\"a\":1},{\"a\":2},{\"a\":",
                "[{\"a\":1},{\"a\":2}]]"
            })
    void aListIsGoodUpToItsFirstError(String body) {
        DecodedBatch batch = decode(body);

        assertEquals(List.of(1, 2), as(batch));
        assertEquals(List.of(2L), indices(batch));
    }

    @Test
    void anErrorBetweenObjectsThatFollowEachOtherLosesTheRestAsOne() {
        DecodedBatch batch = decode("{\"a\":1}{\"a\":}{\"a\":3}{\"a\":4}");

        assertEquals(List.of(1), as(batch));
        assertEquals(List.of(1L), indices(batch));
    }

    @Test
    void anErrorInAPrettyPrintedObjectIsOneRejection() {
        DecodedBatch batch = decode("{\n  \"a\": 1,\n  \"b\": {\"c\": 1}\n  \"d\": {\"a\": 2}\n}\n");

        assertEquals(List.of(), as(batch));
        assertEquals(1, batch.rejected());
    }

    @Test
    void whatIsNoObjectIsRejectedSingly() {
        DecodedBatch batch = decode("[{\"a\":1}, 7, \"text\", null, true, [1, {\"a\":5}], {\"a\":2}, -0.5e3]");

        assertEquals(List.of(1, 2), as(batch));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 7L), indices(batch));
        assertEquals(
                "line 1, column 11: not a JSON object but a number",
                batch.rejections().getFirst().reason());
    }

    @Test
    void linesThatAreNoObjectsAreRejectedSingly() {
        DecodedBatch batch = decodeLines("7\n{\"a\":1}\nnull\n\"text\"\n[{\"a\":2}]\n[1\n{\"a\":3}");

        assertEquals(List.of(1, 2, 3), as(batch));
        assertEquals(List.of(0L, 2L, 3L, 5L, 6L), indices(batch));
    }

    @Test
    void indicesCountAcceptedAndRejectedItems() {
        DecodedBatch batch = decode("{\"a\":1}\nx\n{\"a\":2}\n\nx\n");

        assertEquals(List.of(1L, 3L), indices(batch));
        assertEquals(
                List.of("line 2, column 1: this is no JSON", "line 5, column 1: this is no JSON"),
                batch.rejections().stream().map(Rejection::reason).toList());
    }

    @Test
    void manyBrokenItemsAreCountedButNotAllShownAndInTheEndNotRead() {
        DecodedBatch batch = decodeLines("{x\n".repeat(Limits.DEFAULT.malformed() + 5) + "{\"a\":1}");

        assertEquals(0, batch.events().size());
        assertEquals(Limits.DEFAULT.malformed() + 1, batch.rejected());
        assertEquals(DecodedBatch.SHOWN + 1, batch.rejections().size());
        assertEquals("{x\n".repeat(4).length() + "{\"a\":1}".length(), batch.unread());
    }

    @Test
    void invalidUtf8DoesNotCostTheEvent() {
        // Given: a lone continuation byte, an overlong slash, a CESU-8 surrogate, a cut sequence
        byte[] body = "{\"a\":\"x\u00E9?y\"}\n{\"a\":\"z??\"}\n{\"a\":\"???\"}\n{\"a\":\"??\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] bad = {
            (byte) 0x80, (byte) 0xC0, (byte) 0xAF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xE2, (byte) 0x82
        };
        for (int i = 0, next = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? bad[next++] : body[i];
        }

        // When
        DecodedBatch batch = DECODER.decode(body, 0);

        // Then
        assertEquals(4, batch.events().size());
        assertLinesMatch(
                List.of("x\uFFFD+y", "z\uFFFD+", "\uFFFD+", "\uFFFD"),
                as(batch).stream().map(String::valueOf).toList());
    }

    @Test
    void halvesOfSurrogatePairsAreReplacedAndPairsAreKept() {
        DecodedBatch batch = decode(
                "{\"a\":\"\\ud83d\\ude00 \\uD83D \\ude00\\ud83d\"}\n{\"a\":1,\"\\udead\":2}\n{\"a\":\"\uD83D\uDE00\"}");

        assertEquals(List.of("\uD83D\uDE00 \uFFFD \uFFFD\uFFFD", 1, "\uD83D\uDE00"), as(batch));
        assertTrue(batch.events().get(1).event().source().containsKey("\uFFFD"));
    }

    @Test
    void ofTwoFieldsOfOneNameTheLastCounts() {
        assertEquals(List.of(2), as(decode("{\"a\":1,\"a\":2}")));
    }

    @Test
    void aBodyInUtf16IsNoJson() {
        DecodedBatch batch = DECODER.decode("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), 0);

        assertEquals(0, batch.events().size());
        assertEquals(1, batch.rejected());
    }
}

package io.tripline.web.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.alert.Alert;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import io.tripline.live.LivePipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceBookTest {

    private static final long START = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final SourceBook book = new SourceBook();

    private void bring(String body, long now) {
        var batch = new EventDecoder(EventFormats.builtIn()).decode(body.getBytes(UTF_8), now);
        book.taken(
                "acme",
                "auth0",
                new Taken(batch, new LivePipeline.BatchResult(batch.events().size(), 0, 0, Set.of())),
                now);
    }

    private SourceBook.Source at(long now) {
        return book.all(now).getFirst();
    }

    @Test
    void whatCameIsCountedWithTheLastReasonWhySomethingDidNot() {
        // When: one of now, one of an hour ago, one that is none
        bring("{\"a\":1}\n{\"a\":2,\"@timestamp\":" + (START - 60 * MINUTE) + "}\n7", START);
        book.refused(
                "acme", "auth0", WireRefusal.malformed("nothing of it is JSON").of("<html>".getBytes(UTF_8)));

        // Then
        SourceBook.Source source = at(START);
        assertEquals(2, source.events());
        assertEquals(1, source.rejected());
        assertEquals(1, source.refused());
        assertEquals(1, source.late());
        assertEquals(2, source.unrecognised());
        assertEquals(START, source.lastEvent());
        assertEquals("nothing of it is JSON", source.sample());
        assertEquals("<html>", source.sampleText());
        assertEquals(List.of(new SourceBook.Log("json", 2, START)), source.logs());
    }

    @Test
    void theLastItemThatIsNoneAndAnEventOfNoKnownFormatAreShown() {
        // When
        bring("{\"a\":1}\n[7]\n{\"broken\n{\"b\":2}\n", START);

        // Then
        assertEquals("{\"broken", at(START).sampleText());
        assertEquals("{\"a\":1}", at(START).unrecognisedText());

        // When: at once, and later
        bring("{\"c\":3}", START + 10);
        String atOnce = at(START).unrecognisedText();
        bring("{\"d\":\"" + "\ud83d\ude00".repeat(5_000) + "\"}", START + 2_000);

        // Then
        assertEquals("{\"a\":1}", atOnce);
        assertTrue(at(START).unrecognisedText().startsWith("{\"d\":\"\ud83d\ude00"));
        assertTrue(at(START).unrecognisedText().endsWith("\ude00…"), at(START).unrecognisedText());
        assertTrue(at(START).unrecognisedText().length() <= 501);
        assertEquals("{\"broken", at(START).sampleText(), "nothing was rejected since");
    }

    @Test
    void theLeastLagOfTheLastBodiesTellsOfTheClock() {
        // When
        bring("{\"a\":1}", START);
        Long untold = at(START).lag();
        bring("{\"@timestamp\":" + (START - 9_000) + "}\n{\"@timestamp\":" + (START - 5_000) + "}", START);
        bring("{\"@timestamp\":" + (START - 60_000) + "}", START);
        Long behind = at(START).lag();
        bring("{\"@timestamp\":" + (START + 30_000) + "}", START);
        Long ahead = at(START).lag();
        for (int i = 0; i < 200; i++) {
            bring("{\"@timestamp\":" + (START - 2_000) + "}", START);
        }

        // Then
        assertNull(untold);
        assertEquals(5_000, behind);
        assertEquals(-30_000, ahead);
        assertEquals(2_000, at(START).lag(), "the clock was set right");
    }

    @Test
    void senderNamesThatAreMadeUpTakeNoMoreThanTheirRoom() {
        // When
        for (int i = 0; i < 3_000; i++) {
            book.refused(
                    "s" + i, "json", WireRefusal.malformed("x".repeat(5_000)).of(new byte[100_000]));
        }

        // Then
        assertEquals(1_000, book.all(START).size());
        assertEquals("s2999", at(START).sender());
        assertEquals(201, at(START).sample().length());
        assertEquals(501, at(START).sampleText().length());
    }

    @Test
    void whoIsQuietForMuchLongerThanUsualIsSilentAndWhoIsNotKnownYetIsNot() {
        // Given
        bring("{}", START);
        assertFalse(at(START + 60 * MINUTE).silent());
        long last = START;
        for (int i = 1; i <= 30; i++) {
            last = START + i * 2 * MINUTE;
            bring("{}", last);
        }

        // Then
        assertEquals(2 * MINUTE, at(last).usualGap());
        assertFalse(at(last + 5 * MINUTE).silent());
        assertTrue(at(last + 7 * MINUTE).silent());
    }

    @Test
    void aSenderThatFallsSilentIsToldOnceUntilItComesAgain() {
        // Given
        List<Alert> raised = new ArrayList<>();
        long[] now = {START};
        boolean[] isKept = {false};
        SilenceWatch watch = new SilenceWatch(
                book,
                Duration.ofMinutes(15),
                () -> Instant.ofEpochMilli(now[0]),
                alert -> isKept[0] && raised.add(alert));
        for (int i = 0; i <= 30; i++) {
            now[0] = START + i * MINUTE;
            bring("{}", now[0]);
        }

        // When
        now[0] += 10 * MINUTE;
        watch.look();
        now[0] += 5 * MINUTE;
        watch.look(); // cannot be kept
        isKept[0] = true;
        watch.look();
        watch.look();

        // Then
        assertEquals(1, raised.size());
        assertEquals(
                "Nothing has come from acme (auth0) since " + Instant.ofEpochMilli(START + 30 * MINUTE)
                        + "; usually something comes within 60 s",
                raised.getFirst().getReason());

        // When it comes again and falls silent again
        bring("{}", now[0]);
        now[0] += 60 * MINUTE;
        watch.look();

        // Then
        assertEquals(2, raised.size());
    }

    @Test
    void theRateIsThatOfTheLastMinutes() {
        long now = START;
        for (int i = 0; i < 3600; i++) {
            now += 1000;
            bring("{}\n{}", now);
        }

        assertEquals(2, at(now).perSecond(), 0.05);
        assertTrue(at(now + 30 * MINUTE).perSecond() < 0.01);
    }
}

package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.web.wire.SourceBook;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourcesViewTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final SourcesView.Asked ALL = new SourcesView.Asked(null, null, 0);

    private static SourceBook.Source source(
            String sender, long refused, @Nullable String text, long unrecognised, @Nullable Long lag, boolean silent) {
        return new SourceBook.Source(
                sender,
                "json",
                1,
                1,
                0,
                0,
                refused,
                unrecognised,
                0,
                NOW - 60_000,
                NOW - 90_000,
                0.5,
                refused > 0 ? "it is none" : null,
                text,
                null,
                lag,
                List.of(new SourceBook.Log("okta", 1, NOW - 90_000)),
                2_000,
                silent,
                false);
    }

    private static List<String> senders(SourcesView view) {
        return view.rows().stream().map(SourcesView.Row::sender).toList();
    }

    @Test
    void whatWantsAttentionComesFirst() {
        // When
        SourcesView view = SourcesView.of(
                ALL,
                List.of(
                        source("well", 0, null, 0, 10L, false),
                        source("behind", 0, null, 0, 600_000L, false),
                        source("ahead", 0, null, 0, -600_000L, false),
                        source("stranger", 0, null, 1, null, false),
                        source("rejecting", 1, "x", 1, null, false),
                        source("silent", 1, "x", 0, null, true)),
                NOW);

        // Then
        assertEquals(List.of("silent", "rejecting", "stranger", "ahead", "behind", "well"), senders(view));
        assertEquals(
                "{silent=1, rejects=1, unrecognised=1, lags=2, well=1}",
                view.states().toString());
        assertEquals("10 min ahead", view.rows().get(3).lag());
        assertEquals("30/min", view.rows().getFirst().rate());
        assertEquals("2 s", view.rows().getFirst().usualGap());
    }

    @Test
    void oneStateOrOneLogIsAskedFor() {
        // Given
        List<SourceBook.Source> sources =
                List.of(source("a", 0, null, 0, 10L, false), source("b", 0, null, 0, 10L, true));

        // Then
        assertEquals(List.of("b"), senders(SourcesView.of(new SourcesView.Asked(null, "silent", 0), sources, NOW)));
        assertEquals(
                2,
                SourcesView.of(new SourcesView.Asked("OKTA", null, 0), sources, NOW)
                        .matched());
        assertEquals(
                0,
                SourcesView.of(new SourcesView.Asked("auth0", null, 0), sources, NOW)
                        .matched());
    }

    @Test
    void rowsAndSamplesAreBoundedAndTheFirstHaveTheirs() {
        // Given
        List<SourceBook.Source> sources = IntStream.range(1_000, 1_250)
                .mapToObj(i -> source("s" + i, 1, "\"".repeat(500), 0, null, false))
                .toList();

        // When
        SourcesView first = SourcesView.of(ALL, sources, NOW);
        SourcesView last = SourcesView.of(new SourcesView.Asked(null, null, 200), sources, NOW);

        // Then
        assertEquals(Part.MOST, first.rows().size());
        assertEquals("/sources?from=100", first.more());
        assertEquals(50, last.rows().size());
        assertNull(last.more());
        assertEquals(1, first.rows().getFirst().samples().size());
        int html = first.rows().stream()
                .flatMap(row -> row.samples().stream())
                .mapToInt(sample ->
                        assertNotNullText(sample).replace("\"", "&quot;").length())
                .sum();
        assertTrue(html > 20_000 && html <= SourcesView.MOST_SAMPLES, html + " characters");
    }

    private static String assertNotNullText(SourcesView.Sample sample) {
        String text = sample.text();
        assertNotNull(text);
        return text;
    }

    @Test
    void namesAreMadeVisibleAndShort() {
        // When
        SourcesView.Row row = SourcesView.of(
                        ALL, List.of(source("a\u202e\n" + "x".repeat(500), 1, "\u001b[2J", 0, null, false)), NOW)
                .rows()
                .getFirst();

        // Then
        assertEquals("a\\u202E\\u000A" + "x".repeat(87) + "…", row.sender());
        assertEquals("\\u001B[2J", row.samples().getFirst().text());
        assertTrue(row.address().startsWith("/sources?text=a%E2%80%AE%0Axxx"), row.address());
    }
}

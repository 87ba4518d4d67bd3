package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tripline.event.Document;
import io.tripline.event.DocumentBuilder;
import io.tripline.event.Event;
import io.tripline.event.FieldValue;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import io.tripline.event.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one pass over the bytes sees what Jackson's parser sees, and takes nothing that it would not take. */
class ObjectScannerTest {

    private static final Limits LIMITS = Limits.DEFAULT;

    /** Takes nothing: all is left to Jackson. */
    private static final Limits NO_SCAN = new Limits(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final int TEXTS = 3000;

    private static final List<SourcePath> PATHS =
            SourcePath.all("a", "a.b", "a.b.c", "b.c", "c", "event.id", "id", "@timestamp", "a.a.a", "c.a.b.c");

    private record Read(Map<String, Object> object, int length, boolean oneLine, int values, long pathLength) {}

    /** What Jackson makes of it; null where it makes nothing. */
    private static @Nullable Read byJackson(byte[] bytes) {
        TreeReader trees = new TreeReader(LIMITS);
        if (bytes.length == 0 || bytes[0] != '{') {
            return null; // a mark of byte order, which is not the scanner's to skip
        }
        try (JsonParser parser = TreeReader.JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> object = trees.object(parser);
            return object == null
                    ? null
                    : new Read(
                            object,
                            (int) parser.currentLocation().getByteOffset(),
                            parser.currentLocation().getLineNr() == 1,
                            trees.values(),
                            trees.pathLength());
        } catch (IOException malformed) {
            return null;
        }
    }

    private static void assertSeesWhatJacksonSees(byte[] bytes) {
        // When
        ObjectScanner scanner = new ObjectScanner(LIMITS);
        Document document = scanner.scan(bytes, 0, bytes.length);
        Read expected = byJackson(bytes);

        // Then
        String text = new String(bytes, UTF_8);
        if (expected == null) {
            assertNull(document, text);
            return;
        }
        assertNotNull(document, text);
        assertEquals(expected.object().toString(), document.source().toString(), text);
        assertEquals(expected.object(), document.source(), text);
        assertEquals(expected.length(), scanner.end(), text);
        assertEquals(expected.oneLine(), scanner.isOnOneLine(), text);
        assertEquals(expected.values(), document.size(), text);
        assertEquals(expected.pathLength(), document.pathLength(), text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void wellFormedAndDamagedObjectsAreReadAsByJackson(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int i = 0; i < TEXTS; i++) {
            assertSeesWhatJacksonSees(random.object().getBytes(UTF_8));
            byte[] damaged = random.damaged(random.object());
            assertSeesWhatJacksonSees(Utf8.repaired(damaged, 0, damaged.length));
        }
    }

    @Test
    void everyPrefixOfAnObjectIsReadAsByJackson() {
        byte[] whole = new RandomJson(5).object().concat(",").getBytes(UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            assertSeesWhatJacksonSees(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void bodiesHaveTheSameItemsAndTheSameErrorsInTheSamePlaces(long seed) throws IOException {
        RandomJson random = new RandomJson(seed);
        for (int i = 0; i < TEXTS / 2; i++) {
            byte[] body = random.damaged(random.object() + "\n" + random.object() + (i % 2 == 0 ? "\n" : "")
                    + random.object() + "\n[" + random.object() + "," + random.object() + "]\n");
            for (Framing framing : Framing.values()) {
                assertEquals(
                        items(body, framing, NO_SCAN), items(body, framing, LIMITS), () -> new String(body, UTF_8));
            }
        }
    }

    private static List<String> items(byte[] body, Framing framing, Limits scanned) throws IOException {
        ItemReader reader = new ItemReader(Window.of(body), framing, LIMITS, new ObjectScanner(scanned));
        List<String> items = new ArrayList<>();
        for (Item item = reader.next(); item != null; item = reader.next()) {
            items.add(
                    switch (item) {
                        case Item.Found found ->
                            found.index() + " " + found.object().source();
                        case Item.Refused refused -> refused.toString();
                    });
        }
        items.add("unread " + reader.unread());
        return items;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theLeavesAreThoseOfTheTree(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int i = 0; i < TEXTS; i++) {
            // Given
            byte[] bytes = random.object().getBytes(UTF_8);
            Document document = scanned(bytes);
            Event event = Event.of("", 0, Origin.UNKNOWN, document, FurtherNames.NONE);
            Map<String, List<Object>> leaves = new HashMap<>();

            // When
            flatten(null, document.source(), leaves);

            // Then
            String text = new String(bytes, UTF_8);
            leaves.forEach((path, values) -> {
                assertEquals(sorted(values), sorted(raws(event.field(path).values())), text);
                assertTrue(event.hasOwnField(path));
            });
            Map<String, List<Object>> seen = new HashMap<>();
            event.forEachField((path, values) -> seen.put(path, sorted(raws(values.values()))));
            leaves.replaceAll((path, values) -> sorted(values));
            assertEquals(leaves, seen, text);
        }
    }

    private static List<Object> raws(List<FieldValue> values) {
        List<Object> raws = new ArrayList<>();
        values.forEach(value -> raws.add(value.raw()));
        return raws;
    }

    /** Where a field is replaced, its values stand where the last one is, not the first. */
    private static List<Object> sorted(List<Object> values) {
        return values.stream().sorted(Comparator.comparing(String::valueOf)).toList();
    }

    private static void flatten(@Nullable String path, @Nullable Object value, Map<String, List<Object>> leaves) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, child) -> {
                String own = String.valueOf(name).replace("{}", "");
                flatten(path == null ? own : path + "." + own, child, leaves);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> flatten(path, element, leaves));
        } else {
            leaves.computeIfAbsent(String.valueOf(path), p -> new ArrayList<>()).add(value);
        }
    }

    private static Document scanned(byte[] bytes) {
        Document document = new ObjectScanner(LIMITS).scan(bytes, 0, bytes.length);
        assertNotNull(document);
        return document;
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void pathsLeadToTheSameValuesInADocumentAndInATree(long seed) {
        RandomJson random = new RandomJson(seed);
        for (int i = 0; i < TEXTS; i++) {
            byte[] bytes = random.object().getBytes(UTF_8);
            Document document = scanned(bytes);
            for (SourcePath path : PATHS) {
                String text = path + " in " + new String(bytes, UTF_8);
                assertEquals(path.first(document.source()), path.first(document), text);
                assertEquals(path.first(document.source()) != null, path.isIn(document), text);
                assertEquals(path.scalar(document.source()), path.scalar(document), text);
            }
        }
    }

    @Test
    void whatIsKeptDoesNotNeedTheBodyAroundIt() {
        // Given
        byte[] body = "[{\"a\":\"first\"},{\"a\":\"se\\ncond\",\"b\":[7,{\"c\":1.50}]}]".getBytes(UTF_8);
        int from = new String(body, UTF_8).indexOf(",{") + 1;
        Document document = new ObjectScanner(LIMITS).scan(body, from, body.length - 1);
        assertNotNull(document);
        assertEquals(
                "se\ncond",
                document.value(document.first(Place.EVENT.below("a"))).text());

        // When
        Document kept = document.kept();
        Arrays.fill(body, (byte) '?');

        // Then
        assertEquals("{a=se\ncond, b=[7, {c=1.50}]}", kept.source().toString());
    }

    @Test
    void ofTwoFieldsOfOneNameTheLastCountsInThePlaceOfTheFirst() {
        Document document = scanned("{\"a\":{\"b\":1,\"x\":2},\"c\":3,\"a\":{\"b\":4},\"c.d\":5}".getBytes(UTF_8));
        Event event = Event.of("", 0, Origin.UNKNOWN, document, FurtherNames.NONE);

        assertEquals("{a={b=4}, c=3, c.d=5}", document.source().toString());
        assertEquals(4, event.get("a.b"));
        assertNull(event.get("a.x"));
        assertEquals("4", SourcePath.of("a.b").scalar(document));
    }

    @Test
    void valuesOfOnePathStandInTheOrderOfTheText() {
        Document document = scanned("{\"a\":[{\"b\":3},{\"b\":[1,[2]]},{\"b\":null}],\"a.b\":0}".getBytes(UTF_8));

        assertEquals(
                Arrays.asList(3, 1, 2, null, 0),
                Event.of("", 0, Origin.UNKNOWN, document, FurtherNames.NONE).get("a.b"));
    }

    @Test
    void aDottedNameBesideNestedOnesIsTheSamePath() {
        Document document = scanned("{\"a.b\":1,\"a\":{\"b\":2},\"a{}\":{\"b\":3}}".getBytes(UTF_8));

        assertEquals(
                List.of(1, 2, 3),
                Event.of("", 0, Origin.UNKNOWN, document, FurtherNames.NONE).get("a.b"));
    }

    @Test
    void threadsThatMeetNewNamesAtOnceSeeTheSame() {
        // Given: names that no other test has, many of them in several bodies
        Random random = new Random(41);
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            StringBuilder body = new StringBuilder("{\"first\":0");
            for (int j = 0; j < 10; j++) {
                body.append(",\"met")
                        .append(random.nextInt(2000))
                        .append("\":{\"below")
                        .append(random.nextInt(20));
                body.append("\":").append(j).append('}');
            }
            bodies.add(body.append('}').toString().getBytes(UTF_8));
        }

        // When, then
        bodies.parallelStream().forEach(ObjectScannerTest::assertSeesWhatJacksonSees);
    }

    @Test
    void namesThatTreeAndTableDoNotShareWorkAlike() {
        // Given: more names than all events share
        StringBuilder many = new StringBuilder("{\"same\":1");
        for (int i = 0; i < 30_000; i++) {
            many.append(",\"name").append(i).append("\":{\"below\":").append(i).append('}');
        }
        byte[] bytes = many.append(",\"same\":2,\"name29999\":{\"below\":\"last\"}}")
                .toString()
                .getBytes(UTF_8);

        // When
        Document document = scanned(bytes);
        Event event = Event.of("", 0, Origin.UNKNOWN, document, FurtherNames.NONE);

        // Then
        assertEquals(2, event.get("same"));
        assertEquals(29_998, event.get("name29998.below"));
        assertEquals("last", event.get("name29999.below"));
        assertSeesWhatJacksonSees(bytes);
        assertEquals(5, document.value(document.first(place("name5", "below"))).raw());
    }

    @Test
    void anEventThatCameBeforeItsNamesWereSharedIsReadAlike() {
        // Given: events share no more names, and nobody has asked for these yet
        StringBuilder many = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 30_000; i++) {
            many.append(",\"further").append(i).append("\":0");
        }
        scanned(many.append('}').toString().getBytes(UTF_8));
        Document document = scanned("{\"later\":{\"deep\":{\"er\":7}},\"later.flat\":[8]}".getBytes(UTF_8));
        SourcePath nested = SourcePath.of("later.deep.er");

        // When: the path is asked for, which shares its names
        String found = nested.scalar(document);

        // Then
        assertEquals("7", found);
        assertTrue(SourcePath.of("later.deep").isIn(document));
        assertFalse(SourcePath.of("later.deep.no").isIn(document));
        assertEquals("8", SourcePath.of("later.flat").scalar(document.kept()));
        List<Object> each = new ArrayList<>();
        nested.each(document, each::add);
        assertEquals(List.of(7), each);
    }

    @Test
    void aNameThatIsSharedInTheMidstOfAnEventStaysOneField() {
        // Given: an event's own place
        StringBuilder many = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 30_000; i++) {
            many.append(",\"others").append(i).append("\":0");
        }
        scanned(many.append('}').toString().getBytes(UTF_8));
        DocumentBuilder builder = new DocumentBuilder();
        builder.begin();
        int event = builder.object(Place.EVENT);
        Place own = builder.field(event, "midst");
        builder.bool(own, true);

        // When
        Place shared = Place.EVENT.below("midst");
        Place again = builder.field(event, "midst");
        builder.bool(again, false);
        builder.end(event);

        // Then
        assertFalse(own.isShared());
        assertTrue(shared.isShared());
        assertSame(own, again);
        assertEquals("{midst=false}", builder.build(new byte[0], 0, 0).source().toString());
    }

    private static Place place(String first, String second) {
        return Place.EVENT.below(first).below(second);
    }
}

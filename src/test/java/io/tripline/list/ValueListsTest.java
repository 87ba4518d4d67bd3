package io.tripline.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.config.ListLimits;
import io.tripline.event.Event;
import io.tripline.event.FieldValues;
import io.tripline.event.Origin;
import io.tripline.list.ListLookup.Answer;
import io.tripline.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in files, and what a look-up finds of it. */
class ValueListsTest {

    private static final long NOW = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private final ValueLists lists = new ValueLists();

    @BeforeEach
    void look() {
        lists.lookIn(List.of(folder));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private ListLookup asked(String list, String... columns) {
        return connected(new ListLookup(list, List.of(columns), entry -> true, "", null));
    }

    private ListLookup connected(ListLookup lookup) {
        lists.connect(List.of(lookup));
        return lookup;
    }

    private static FieldValues values(Object value) {
        return Event.of("", NOW, Origin.UNKNOWN, Map.of("f", value)).field("f");
    }

    private static boolean has(ListLookup lookup, Object... values) {
        return lookup.ask(List.of(values).stream().map(ValueListsTest::values).toList(), NOW) == Answer.YES;
    }

    private static Problem problem(ListLookup lookup) {
        return Objects.requireNonNull(lookup.problem());
    }

    @Test
    void aPlainTextIsAValueALineWithRemarks() throws IOException {
        // Given
        write("names.txt", "\uFEFFann\r\n# not bob\n\n  carl \n");
        // When
        ListLookup names = asked("names");
        // Then
        assertTrue(has(names, "ann"));
        assertTrue(has(names, "carl"));
        assertFalse(has(names, "Ann"));
        assertFalse(has(names, "# not bob"));
        assertFalse(has(names, ""));
        assertEquals(2, names.size());
        assertEquals("names.txt:4", names.find(List.of(values("carl")), NOW));
        assertNull(names.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, ::ffff:10.1.2.3, true",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.3/16, 10.1.9.9, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "10.1.0.0/16, 10.1.0.0/16, false",
        "a/b, a/b, true",
        "7, 7, true",
        "7.0, 7.0, true",
        "7.0, 7, false"
    })
    void addressesAndNetworksAreValuesAndTextsAreTexts(String entry, String value, boolean found) throws IOException {
        write("l.txt", entry + "\n");

        assertEquals(found, has(asked("l"), value));
    }

    @Test
    void aNumberOfAnEventIsWhatATextOfAListSpells() throws IOException {
        write("codes.txt", "4625\n4.72e2\n");
        write("sent.ndjson", "{\"value\": 4625}\n{\"value\": true}\n");

        assertTrue(has(asked("codes"), 4625));
        assertTrue(has(asked("codes"), 472));
        assertFalse(has(asked("codes"), 4626));
        assertTrue(has(asked("sent"), 4625));
        assertTrue(has(asked("sent"), "4625"));
        assertTrue(has(asked("sent"), true));
    }

    @Test
    void aTableHasColumnsAndQuotes() throws IOException {
        // Given
        write("t.csv", "# a feed\nip;note;\"the port\"\n1.2.3.4;\"one; \"\"two\"\"\nand three\";443\n5.6.7.8;;80\n");
        // When
        ListLookup first = asked("t");
        ListLookup note = asked("t", "note");
        ListLookup both = asked("t", "ip", "the port");
        // Then
        assertTrue(has(first, "5.6.7.8"));
        assertTrue(has(note, "one; \"two\"\nand three"));
        assertFalse(has(note, ""));
        assertTrue(has(both, "1.2.3.4", 443));
        assertTrue(has(both, "1.2.3.4", "443"));
        assertFalse(has(both, "1.2.3.4", 80), "of another entry");
        assertFalse(has(both, "1.2.3.4", List.of()), "no such field");
        assertTrue(has(both, List.of("9.9.9.9", "5.6.7.8"), List.of(1, 80)));
    }

    @Test
    void objectsHaveDottedPathsAndTheirListsAreLookedThrough() throws IOException {
        // Given
        write("i.ndjson", """
                {"threat": {"indicator": {"ip": ["1.2.3.4", "1.2.3.5"], "port": 443}}}
                {"_index": "x", "_source": {"threat.indicator.ip": "5.6.7.8"}}

                {"threat": {"indicator": null}}
                """);
        // When
        ListLookup ip = asked("i", "threat.indicator.ip");
        // Then
        assertTrue(has(ip, "1.2.3.5"));
        assertTrue(has(ip, "5.6.7.8"));
        assertEquals(3, ip.size());
        assertTrue(has(asked("i", "threat.indicator.ip", "threat.indicator.port"), "1.2.3.5", 443));
    }

    @Test
    void entriesCountAsLongAsTheirSettingsSay() throws IOException {
        // Given
        write(
                "l.csv",
                "v,seen,until\nold,2025-12-01T00:00:00Z,\nnew,2026-01-30T00:00:00Z,\nended,,2026-01-30T12:00:00Z\n"
                        + "new,2020-01-01T00:00:00Z,\nalways,,\n");
        write("l.properties", "# how long\ntime = seen\nttl = 30d\nexpires = until\nignore-case = true\n");
        // When
        ListLookup list = asked("l");
        // Then
        assertFalse(has(list, "old"));
        assertTrue(has(list, "NEW"), "the newer line counts");
        assertFalse(has(list, "ended"));
        assertTrue(has(list, "always"));
        assertEquals(
                Answer.YES,
                list.ask(List.of(values("ended")), NOW - Duration.ofDays(1).toMillis()));
    }

    @Test
    void aTimeThatNobodyCanReadIsSaid() throws IOException {
        write("l.csv", "v,until\na,2026-01-30T12:00:00Z\nb,tomorrow\n");
        write("l.properties", "expires = until");

        Problem problem = problem(asked("l"));

        assertEquals(3, problem.line());
        assertEquals("the until 'tomorrow' is no time", problem.message());
    }

    @Test
    void aQuestionMayAskForTheAgeAndForMore() throws IOException {
        // Given
        write("l.ndjson", """
                {"ip": "1.1.1.1", "@timestamp": "2026-01-30T00:00:00Z", "type": "c2"}
                {"ip": "2.2.2.2", "@timestamp": "2025-01-30T00:00:00Z", "type": "c2"}
                {"ip": "3.3.3.3", "@timestamp": "2026-01-30T00:00:00Z", "type": "scanner"}
                {"ip": "4.4.4.4", "type": "c2"}
                """);
        // When
        ListLookup list = connected(new ListLookup(
                "l",
                List.of("ip"),
                entry -> "c2".equals(entry.get("type")),
                "type is c2",
                new ListLookup.Age("@timestamp", Duration.ofDays(30))));
        // Then
        assertTrue(has(list, "1.1.1.1"));
        assertFalse(has(list, "2.2.2.2"), "too old");
        assertFalse(has(list, "3.3.3.3"), "no c2");
        assertFalse(has(list, "4.4.4.4"), "nobody knows how old");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "l.csv    | a,b\\n1\\n              | l.csv:2:1: 1 values where the first line has 2 names",
                "l.csv    | a\\n\"x                 | l.csv:2:1: a quote without an end",
                "l.csv    | a,b\\n\"x\"y,2          | l.csv:2:4: text behind a quote",
                "l.csv    | a,a\\n1,2               | l.csv:1:1: two columns are called 'a'",
                "l.csv    | #\\n                    | l.csv:1:1: there is no line of names",
                "l.ndjson | {\"value\": 1}\\n{\"a\" | l.ndjson:2:",
                "l.ndjson | {} {}                   | l.ndjson:1:",
                "l.ndjson | [1]                     | l.ndjson:1:1: no object",
                "l.ndjson | nul                     | l.ndjson:1:"
            })
    void whatIsWrongIsSaidWithItsPlaceAndWhatWasThereStays(String name, String text, String said) throws IOException {
        // Given
        String good = name.endsWith(".csv") ? "value\nx\n" : "{\"value\": \"x\"}\n";
        write(name, good);
        ListLookup list = asked("l");
        assertTrue(has(list, "x"));
        // When
        write(name, text.replace("\\n", "\n"));
        List<ValueLists.Read> read = lists.reload(List.of("l"));
        // Then
        Problem problem = problem(list);
        String shown = problem.position().replace(folder + "/", "") + ": " + problem.message();
        assertTrue(shown.startsWith(said), shown);
        assertEquals(problem, read.getFirst().problem());
        assertTrue(has(list, "x"), "goes on");
    }

    @Test
    void badUtf8AndALineWithoutEndAreRefusedWithTheirPlace() throws IOException {
        // Given
        Files.write(folder.resolve("bad.txt"), "ann\nb\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        write("long.txt", "ann\n" + "x".repeat(ListLines.LONGEST + 1));
        // When
        Problem bad = problem(asked("bad"));
        Problem endless = problem(asked("long"));
        // Then
        assertEquals(List.of(2, 2), List.of(bad.line(), bad.column()));
        assertEquals("not UTF-8 text", bad.message());
        assertEquals(2, endless.line());
        assertTrue(endless.message().startsWith("a line of more than"), endless.message());
    }

    @Test
    void aValueLongerThanAnyKeyIsRefused() throws IOException {
        write("l.txt", "x".repeat(70_000));

        assertTrue(problem(asked("l")).message().startsWith("a value of more than"));
    }

    @Test
    void limitsHoldAndTheFormerContentStays() throws IOException {
        // Given
        lists.limit(new ListLimits(3, 1 << 20));
        write("l.txt", "a\nb\nc\n");
        ListLookup list = asked("l");
        // When
        write("l.txt", "d\ne\nf\ng\n");
        lists.reload(List.of("l"));
        // Then
        assertTrue(has(list, "a"));
        assertFalse(has(list, "d"));
        assertEquals("more than 3 entries", problem(list).message());
        assertEquals(4, problem(list).line());

        // and of memory
        lists.limit(new ListLimits(1000, 2000));
        write("m.txt", "x".repeat(5000));
        assertTrue(problem(asked("m")).message().startsWith("the list takes more than 2000 bytes"));
    }

    @Test
    void aListThatGoesIsSaidAndStaysKnown() throws IOException {
        // Given
        write("l.txt", "a\n");
        ListLookup list = asked("l");
        // When
        Files.delete(folder.resolve("l.txt"));
        lists.reload(List.of("l"));
        // Then
        assertTrue(has(list, "a"));
        assertTrue(problem(list).message().startsWith("the file of the list is gone"));
        // and when it is there again
        write("l.ndjson", "{\"value\": \"b\"}");
        lists.reload(List.of("l"));
        assertFalse(has(list, "a"));
        assertTrue(has(list, "b"));
        assertNull(list.problem());
    }

    @Test
    void withoutAListNobodyKnows() throws IOException {
        ListLookup list = asked("l");

        assertEquals(Answer.UNKNOWN, list.ask(List.of(values("a")), NOW));
        assertNull(list.problem());
        assertFalse(list.isKnown());
    }

    @Test
    void twoFilesOfOneListAreRefused() throws IOException {
        write("l.txt", "a\n");
        write("l.csv", "v\na\n");

        ListLookup list = asked("l");

        assertFalse(list.isKnown());
        assertTrue(problem(list).message().startsWith("the list 'l' has a second file"));
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path other) throws IOException {
        lists.lookIn(List.of(Files.createDirectories(folder.resolve("rules/lists"))));
        Files.writeString(other.resolve("secret"), "a\n");
        Files.createSymbolicLink(folder.resolve("rules/lists/l.txt"), other.resolve("secret"));

        assertEquals(
                "a link out of the folder is not followed", problem(asked("l")).message());
    }

    @Test
    void aColumnThatIsNotThereIsSaidToWhoAsksAndOthersGoOn() throws IOException {
        write("l.csv", "ip,name\n1.1.1.1,a\n");

        ListLookup wrong = asked("l", "ipp");

        assertEquals("there is no column 'ipp'", problem(wrong).message());
        assertFalse(wrong.isKnown());
        assertTrue(has(asked("l", "ip"), "1.1.1.1"));
    }

    @Test
    void settingsThatAreWrongAreSaid() throws IOException {
        write("l.txt", "a\n");
        for (String bad :
                List.of("tll = 1d", "ttl = 1d", "time = t\nttl = soon", "column", "ignore-case = yes", "column =")) {
            write("l.properties", bad);
            ListLookup list = asked("l");
            assertFalse(list.isKnown(), bad);
            assertTrue(
                    problem(list).position().contains("l.properties:"),
                    problem(list).position());
            lists.retain(List.of());
        }
    }

    @Test
    void filesThatAreAsTheyWereAreNotReadAgain() throws IOException {
        write("l.txt", "a\n");
        asked("l");

        assertEquals(List.of(), lists.reload(List.of("l", "other")));
        write("l.properties", "ignore-case = true");
        assertEquals(1, lists.reload(List.of("l")).size());
        assertEquals(List.of(), lists.reload(List.of("l")));
    }

    @Test
    void aRuleThatComesAfterAChangeBringsTheOthersAlong() throws IOException {
        write("l.csv", "a,b\n1,2\n");
        ListLookup former = asked("l", "a");

        write("l.csv", "a,b\n3,4\n");
        ListLookup later = asked("l", "b");

        assertTrue(has(later, 4));
        assertTrue(has(former, 3));
        assertFalse(has(former, 1));
    }

    @Test
    void namesAreNoPaths() {
        assertTrue(ValueLists.isName("threat-ips"));
        assertTrue(ValueLists.isName("logs-ti_x.latest"));
        for (String path : List.of("", "../x", "a/b", ".hidden", "a\\b", "x".repeat(101))) {
            assertFalse(ValueLists.isName(path), path);
        }
        assertEquals("a.b", ValueLists.listOf("a.b.csv"));
        assertNull(ValueLists.listOf("a.drl"));
        assertNull(ValueLists.listOf(".csv"));
    }

    @Test
    void aHundredThousandEntriesAreAllFoundAndNoOther() throws IOException {
        // Given
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("host-").append(i).append(".example\n");
        }
        write("l.txt", text.toString());
        // When
        ListLookup list = asked("l");
        // Then
        assertEquals(100_000, list.size());
        for (int i = 0; i < 100_000; i++) {
            assertTrue(has(list, "host-" + i + ".example"));
        }
        for (int i = 100_000; i < 110_000; i++) {
            assertFalse(has(list, "host-" + i + ".example"));
        }
    }
}

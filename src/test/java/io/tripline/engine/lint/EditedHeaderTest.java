package io.tripline.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped rules after an edit of the rule alone: the words on top of the file are untrue, and said to be. */
class EditedHeaderTest {

    private static final Path CLIENTS = Path.of("rules-drl/auth0/dcr_rapid_client_creation.drl");
    private static final Path ACTORS = Path.of("rules-drl/elastic/okta_new_actor_client_credentials_denied.drl");

    private static final String WINDOW = """
            over window:time( 1h ) from entry-point "auth0/dcr_rapid_client_creation";""";
    private static final String SILENCE = """
            not( Alert( group == $group ) over window:time( 1h ) from entry-point "auth0/dcr_rapid_client_creation" )""";

    @Test
    void aShippedRuleIsTrue() throws IOException {
        assertEquals(List.of(), said(CLIENTS, "", ""));
        assertEquals(List.of(), said(ACTORS, "", ""));
    }

    @Test
    void anotherWindowIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:5:20: warning: the header says \"1h\", but the rule looks back over 2h"),
                said(CLIENTS, WINDOW, WINDOW.replace("1h", "2h")));
    }

    @Test
    void aShorterWindowIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:5:20: warning: the header says \"1h\", but the rule looks back over 30m"),
                said(CLIENTS, WINDOW, WINDOW.replace("1h", "30m")));
    }

    @Test
    void theSameSpanInAnotherUnitIsTrue() throws IOException {
        assertEquals(List.of(), said(CLIENTS, WINDOW, WINDOW.replace("1h", "60m")));
    }

    @Test
    void anotherThresholdIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:3:20: warning: the header says \"more than 10\", but the rule asks for more than 3"),
                said(CLIENTS, "$count > 10", "$count > 3"));
    }

    @Test
    void anotherComparisonIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:3:20: warning: the header says \"more than 10\", but the rule asks for at least 10"),
                said(CLIENTS, "$count > 10", "$count >= 10"));
    }

    @Test
    void withoutItsLineNoGroupIsSilent() throws IOException {
        assertEquals(
                List.of("rule.drl:6:20: warning: the header says \"1h\", but the rule has no line that keeps a group"
                        + " silent, such as not( Alert( group == $group ) over window:time( … ) … )"),
                said(CLIENTS, SILENCE, ""));
    }

    @Test
    void anotherSilenceIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:6:20: warning: the header says \"1h\", but the rule keeps a group silent for 1d"),
                said(CLIENTS, SILENCE, SILENCE.replace("1h", "1d")));
    }

    @Test
    void anotherGroupIsNotTheOneOfTheHeader() throws IOException {
        assertEquals(
                List.of("rule.drl:4:20: warning: the header says \"per data.tenant_name\", but the rule groups by"
                        + " data.tenant_name, ip"),
                said(CLIENTS, "\"?data.tenant_name\"", "\"?data.tenant_name\", \"ip=data.ip\""));
        assertEquals(
                List.of("rule.drl:4:20: warning: the header says \"per data.tenant_name\", but the rule has one group"
                        + " for all"),
                said(CLIENTS, "$event, \"?data.tenant_name\"", "$event"));
    }

    @Test
    void anotherHistoryIsInNeitherLineOfTheHeader() throws IOException {
        assertEquals(
                List.of(
                        "rule.drl:7:20: warning: the header says \"14d\", but the rule looks back over 30d",
                        "rule.drl:8:20: warning: the header says \"14d\", but the rule looks back over 30d"),
                said(ACTORS, "window:time( 14d )", "window:time( 30d )"));
    }

    @Test
    void aHeaderThatWasCorrectedIsTrue() throws IOException {
        String text = edited(CLIENTS, WINDOW, WINDOW.replace("1h", "2h"));

        assertEquals(
                List.of(), first(text.replace("//   within        1h, sliding", "//   within        2h, sliding")));
    }

    @Test
    void aFileWithoutAHeaderSaysNothingUntrue() throws IOException {
        String text = edited(CLIENTS, WINDOW, WINDOW.replace("1h", "2h"));

        assertEquals(List.of(), first(text.substring(text.indexOf("package"))));
    }

    private static List<String> said(Path file, String old, String now) throws IOException {
        return first(edited(file, old, now));
    }

    private static String edited(Path file, String old, String now) throws IOException {
        String text = Files.readString(file).replace("\r\n", "\n");
        String edited = text.replace(old, now);
        assertEquals(old.equals(now), edited.equals(text), "the rule holds no " + old);
        return edited;
    }

    /** The first line of each finding. */
    private static List<String> first(String drl) {
        return LintGoldenTest.found(drl)
                .lines()
                .filter(line -> line.startsWith("rule.drl"))
                .toList();
    }
}

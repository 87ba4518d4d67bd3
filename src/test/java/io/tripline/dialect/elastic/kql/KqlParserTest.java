package io.tripline.dialect.elastic.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.elastic.query.QueryProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlParserTest {

    /** What is printed shows how it was read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:1 or b:2 and not c:3                 | a: 1 or b: 2 and not c: 3
            (a:1 or b:2) and c:3                   | (a: 1 or b: 2) and c: 3
            ((a:1))                                | a: 1
            a:1 AND b:2 Or NOT c:3                 | a: 1 and b: 2 or not c: 3
            user agent: curl 8.1 or wget           | user agent: curl 8.1 or wget
            f : ( x and ( y or not z ) )           | f: (x and (y or not z))
            f:"a \\"b\\" \\\\ *"                   | f: "a \\"b\\" \\\\ *"
            f:C\\:\\\\Win*\\*                      | f: C\\:\\\\Win*\\*
            bytes>=1000 and bytes < 8000           | bytes >= 1000 and bytes < 8000
            list:{ a:1 and b:{ c:2 } }             | list: { a: 1 and b: { c: 2 } }
            machine.*:osx                          | machine.*: osx
            f:*                                    | f: *
            "two words" and three                  | "two words" and three
            f: \\u0041\\and b                      | f: Aand b
            f: order                               | f: order
            """)
    void queryIsReadAsKibanaReadsIt(String query, String printed) {
        assertEquals(printed.strip(), KqlPrinter.print(read(query.strip())));
    }

    @Test
    void unbreakableBlankSeparatesKeywords() {
        assertEquals("foo and bar", KqlPrinter.print(read("foo and\u00A0bar")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a:1 and                    | `note: taken for a value`
            a:(1 or )                  | 8
            a:1 b:2                    | 5
            a:"x" b:2                  | 6
            a:                         | 2
            (a:1                       | 0
            a:"x                       | 2
            a:C:\\Windows              | 3
            a:C\\Windows               | 3
            a:not b                    | 2
            not not a:1                | 4
            f:cannot open              | 5
            not(a:1)                   | 3
            f:{ a:1                    | 2
            a:1)                       | 3
            <5                         | 0
            """)
    void whatKibanaRefusesIsRefusedAtItsPlace(String query, String place) {
        if (place.startsWith("note")) {
            read(query.strip());
            return;
        }
        QueryProblem reason = assertInstanceOf(KqlParser.Result.Refused.class, KqlParser.parse(query.strip()))
                .reason();
        assertEquals(Integer.parseInt(place.strip()), reason.span().start(), reason.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not (", "a:(", "a:{ ", "a:(not ("})
    void deepNestingIsRefused(String opening) {
        assertInstanceOf(KqlParser.Result.Refused.class, KqlParser.parse(opening.repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a ", "a or ", "\\:", "\"\\", "not", "no ", "a:1 or ", "* "})
    void longTextIsReadInLinearTime(String piece) {
        String text = piece.repeat(200_000);
        KqlParser.Result result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> KqlParser.parse(text));
        assertTrue(result != null);
    }

    private static Kql read(String query) {
        return assertInstanceOf(KqlParser.Result.Read.class, KqlParser.parse(query), query)
                .query();
    }
}

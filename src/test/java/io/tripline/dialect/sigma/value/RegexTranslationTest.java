package io.tripline.dialect.sigma.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.dialect.sigma.value.RegexTranslation.Exact;
import io.tripline.dialect.sigma.value.RegexTranslation.Impossible;
import io.tripline.dialect.sigma.value.RegexTranslation.Wider;
import io.tripline.event.Regex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexTranslationTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            x{?a            ; x{a
            end\\Z          ; the end
            a\\hb           ; 'a\tb'
            [\\h,]b         ; ',b'
            a\\vb           ; 'a\rb'
            \\u0041\\e?     ; A
            (?#remark)a     ; a
            (?'name'a)b     ; ab
            foo\\Kbar       ; foobar
            a\\Rb           ; 'a\r\nb'
            [\\b]           ; '\b'
            """)
    void whatPcreWritesInAnotherWayIsTheSameInRe2(String pcre, String text) {
        RegexTranslation translation = RegexTranslation.of(pcre);

        Exact exact = assertInstanceOf(Exact.class, translation);
        boolean found = Regex.compile(exact.regex()).matcher(text).find();
        assertTrue(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a(?!b)c         ; ac          ; (?!b)
            a++b            ; a+b         ; the possessive ++
            [ab]{2,3}+c     ; [ab]{2,3}c  ; the possessive {2,3}+
            (?>a|ab)c       ; (?:a|ab)c   ; the atomic (?>…)
            (?<=[)(])x      ; x           ; (?<=[)(])
            """)
    void whatRe2HasNoWordForIsLeftOutAndSaid(String pcre, String re2, String left) {
        assertEquals(new Wider(re2, left), RegexTranslation.of(pcre));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            (a)\\1          ; it refers back with \\1
            (?<n>a)\\k<n>   ; it refers back with \\k<n>
            a**             ; invalid nested repetition operator: **
            x{100001}       ; its repetitions unfold to more than 100000 steps
            """)
    void whatHasNoTranslationSaysWhy(String pcre, String reason) {
        assertEquals(new Impossible(reason), RegexTranslation.of(pcre));
    }
}

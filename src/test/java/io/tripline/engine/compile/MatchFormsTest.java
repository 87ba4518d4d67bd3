package io.tripline.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tripline.engine.read.DrlReader;
import io.tripline.engine.read.Reading;
import io.tripline.engine.read.RuleFile;
import io.tripline.problem.SourceText;
import java.util.List;
import java.util.Optional;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.junit.jupiter.api.Test;
import org.kie.internal.builder.conf.LanguageLevelOption;

class MatchFormsTest {

    private static final String ALERT = "alerts.raise( drools.getRule(), Alert.of( $event ) );";

    @Test
    void rulesThatDifferInTheirTextsAreOfOneForm() {
        Optional<List<String>> one =
                forms("a", "field( \"a\" ).is( \"1\" )", "streams.write( \"s\", Match.of( $event, \"k\" ) );");
        Optional<List<String>> other = forms(
                "b",
                "field( \"b\" ).isIgnoreCase( \"x\", \"y\" ), hasField( \"c\" )",
                "streams.write( \"t\\\"u\", Match.of( $event, \"l\" ) );");

        assertTrue(one.isPresent());
        assertEquals(one, other);
    }

    @Test
    void otherStatementsAreAnotherForm() {
        Optional<List<String>> alert = forms("a", "hasField( \"a\" )", ALERT);

        assertNotEquals(alert, forms("a", "hasField( \"a\" )", "streams.write( \"s\", Match.of( $event, \"k\" ) );"));
        assertNotEquals(alert, forms("a", "hasField( \"a\" )", ALERT + ALERT));
        assertNotEquals(alert, forms("a", "", ALERT));
    }

    @Test
    void soAreAttributes() {
        assertNotEquals(
                forms("a", "hasField( \"a\" )", ALERT),
                of("rule \"a\" salience 3 when $event : Event( hasField( \"a\" ) ) then " + ALERT + " end"));
    }

    @Test
    void aConstraintThatIsBoundOrComputedHasToBeBuilt() {
        assertEquals(Optional.empty(), forms("a", "hasField( \"a\" ), $id : id", ALERT));
        assertEquals(Optional.empty(), forms("a", "id.length() > 3", ALERT));
    }

    @Test
    void rulesThatAreNotAboutOneEventAreLeftOut() {
        Optional<List<String>> count = of("""
                rule "each" when
                    $m : Match( $key : key ) from entry-point "s"
                then
                    alerts.raise( drools.getRule(), Alert.of( $key, $m ) );
                end
                """);

        assertEquals(Optional.of(List.of()), count);
    }

    private static Optional<List<String>> forms(String name, String constraints, String then) {
        return of("rule \"" + name + "\" when $event : Event( " + constraints + " ) then " + then + " end");
    }

    private static Optional<List<String>> of(String rule) {
        String text = "package rules;\n" + rule;
        return MatchForms.of(read(new SourceText("a.drl", text)));
    }

    private static RuleFile read(SourceText text) {
        try {
            var drl = new DrlParser(LanguageLevelOption.DRL6).parse(null, text.text());
            return switch (DrlReader.read(text, drl)) {
                case Reading.Read reading -> reading.file();
                case Reading.Refused refused ->
                    throw new AssertionError(refused.problems().toString());
            };
        } catch (DroolsParserException e) {
            throw new AssertionError(e);
        }
    }
}

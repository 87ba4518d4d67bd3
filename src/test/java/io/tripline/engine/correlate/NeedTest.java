package io.tripline.engine.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.compile.RuleOutline;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which groups may go without a session, read from the text of a rule. */
class NeedTest {

    @Test
    void aGroupThatIsSilentNeedsNoSession() {
        assertEquals(
                Set.of(new Need.Unblocked("s", new RuleOutline.Retained("s", "Alert"), 300_000)),
                needs("$match : Match( $key : key )", "group == $key"));
    }

    @Test
    void aSilenceThatAsksForMoreOrForAnotherGroupIsTheSessionsBusiness() {
        assertEquals(
                Set.of(new Need.Arrival("s")), needs("$match : Match( $key : key )", "group == $key, timestamp > 0"));
        assertEquals(
                Set.of(new Need.Arrival("s")),
                needs("$match : Match( $key : key, $log : rule )", "group == $key && $log == \"a\""));
        assertEquals(Set.of(new Need.Arrival("s")), needs("$match : Match( $key : get( \"user\" ) )", "group == $key"));
    }

    private static Set<Need> needs(String match, String silence) {
        DrlCompiler.Result result = DrlCompiler.compile(new DrlSource("a.drl", """
                rule "R"
                when
                    %s from entry-point "s"
                    not( Alert( %s ) over window:time( 5m ) from entry-point "s" )
                then
                    streams.write( "s", alerts.raise( drools.getRule(), Alert.of( $match.getKey(), $match ) ) );
                end
                """.formatted(match, silence)));
        DrlCompiler.Result.Compiled compiled =
                assertInstanceOf(DrlCompiler.Result.Compiled.class, result, result::toString);
        return Set.copyOf(Level.of(compiled.file().rules(), true).getFirst().needs());
    }
}

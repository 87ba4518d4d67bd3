package io.tripline.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchesTest {

    private static Event event(String id, long time, Map<String, Object> fields) {
        return Event.of(id, time, Origin.UNKNOWN, fields);
    }

    private static List<String> keys(Matches matches) {
        return matches.toList().stream()
                .map(match -> match.getKey().names() + " " + match.getKey())
                .toList();
    }

    @Test
    void eachCombinationOfValuesIsAMatch() {
        Event event = event("e", 1, Map.of("user", List.of("a", "b"), "ip", List.of(1, 2)));

        assertEquals(
                List.of("[user, i] a, 1", "[user, i] a, 2", "[user, i] b, 1", "[user, i] b, 2"),
                keys(Match.of(event, "user", "i=ip")));
    }

    @Test
    void aSignWithABackslashBelongsToTheName() {
        Event event = event("e", 1, Map.of("?a=b", "1", "c\\d", "2", "\\", "3"));

        assertEquals(List.of("[?a=b] 1"), keys(Match.of(event, "\\?a\\=b")));
        assertEquals(List.of("[x=y] 1"), keys(Match.of(event, "?x\\=y=\\?a\\=b")));
        assertEquals(List.of("[c\\d] 2"), keys(Match.of(event, "c\\d")));
        assertEquals(List.of("[\\] 3"), keys(Match.of(event, "\\\\")));
    }

    @Test
    void whatACorrelationFoundIsGroupedByItsGroupOrItsMatches() {
        Match first = match("e1", 1, Map.of("user", "ann", "tenant", "t", "bytes", 7));
        Match second = match("e2", 2, Map.of("user", "ann", "tenant", List.of("t", "u"), "bytes", 8));
        Match found = Match.found(new Key(List.of("who"), List.of("ann")), List.of(second, first));

        assertEquals(2, found.getTimestamp());
        assertEquals("e2", found.getEventId());
        assertEquals(List.of(first, second), found.because());
        assertEquals(List.of("[who, tenant] ann, t", "[who, tenant] ann, u"), keys(Match.of(found, "who", "tenant")));
        assertEquals(List.of(), keys(Match.of(found, "nothing")));
        assertEquals(List.of("[nothing] (none)"), keys(Match.of(found, "?nothing")));
        assertEquals(List.of(), keys(Match.of(found, "who").requiring("nothing")));
        Match outer = Match.ofRule("inner", found, "who").toList().getFirst();
        assertEquals("inner", outer.getRule());
        assertEquals(List.of(first, second), Match.found(Key.NONE, outer).because());
    }

    @Test
    void aGroupWithoutAValueStaysWithoutOne() {
        Match found = Match.found(new Key(List.of("user"), Arrays.asList((String) null)), match("e", 1, Map.of()));

        assertEquals(List.of("[user] (none)"), keys(Match.of(found, "?user")));
        assertEquals(List.of(), keys(Match.of(found, "user")));
    }

    @Test
    void numbersAndCombinationsComeFromWhatIsCarried() {
        Match match = match("e", 1, Map.of("n", "12.5", "a", List.of("x", "y"), "b", 1, "text", "none"));

        assertEquals(new NumberAt(95, new BigDecimal("12.5")), match.numberAt(95, "n"));
        assertNull(match.numberAt(95, "text"));
        assertNull(match.numberAt(95, "missing"));
        assertEquals(
                List.of("x, 1", "y, 1"),
                match.combinations("a", "b").stream().map(Key::toString).toList());
    }

    private static Match match(String id, long time, Map<String, Object> fields) {
        Matches matches = Match.of(event(id, time, fields));
        for (String field : fields.keySet()) {
            matches = matches.carrying(field);
        }
        return matches.toList().getFirst();
    }
}

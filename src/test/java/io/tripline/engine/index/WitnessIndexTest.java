package io.tripline.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.alert.Alert;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Events;
import io.tripline.engine.Explanation;
import io.tripline.engine.Rules;
import io.tripline.engine.compile.DrlSource;
import io.tripline.event.Document;
import io.tripline.event.Event;
import io.tripline.event.FurtherNames;
import io.tripline.event.Origin;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The index may only leave out rules that do not hold: compared with evaluating every condition. */
class WitnessIndexTest {

    private static final List<String> FIELDS = List.of("a", "b", "c.d");
    private static final List<String> WORDS = List.of(
            "",
            "x",
            "X",
            "xy",
            "yx",
            "xyxyx",
            "yxyXyxy",
            "É",
            "straße",
            "longer than twelve",
            "twelve-LONGER than\r\n\"",
            "a\\\\+b",
            "1",
            "01.0",
            "::ffff:10.1.2.3",
            "10.1.2.3",
            "k",
            "kxk",
            "\u212A",
            "\u212Axk",
            "\uD801\uDC00x");
    private static final List<String> EXPRESSIONS = List.of(
            "xyx?",
            "(?i)LONGER.+twelve",
            "yx|a\\\\+b",
            "(?i)K.K|STRASSE|straße",
            "(xyx)*y",
            "x{2}y",
            "than$|^STRA",
            "[x]yx",
            "\u212Axy",
            "k.k");
    private static final List<Origin> ORIGINS = List.of(
            Origin.UNKNOWN,
            new Origin("okta", Set.of(), Set.of()),
            new Origin("windows", Set.of("process_creation"), Set.of("sysmon")),
            new Origin("windows", Set.of(), Set.of("security")));

    @Property(tries = 100)
    void theIndexedNetworkAlertsExactlyWhereTheConditionsHold(
            @ForAll("conditions") List<String> conditions,
            @ForAll("events") List<Map<String, Object>> events,
            @ForAll Random random) {
        // Given: rules that come and go
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            List<DrlSource> sources = new ArrayList<>();
            for (int i = 0; i < conditions.size(); i++) {
                sources.add(Rules.eachMatch("rule_" + i, conditions.get(i)));
            }
            assertEquals(List.of(), engine.load(sources).broken());
            engine.process(List.of(Events.at("before", Duration.ZERO, Map.of("a", "x"))));
            engine.remove(List.of("rule_0.drl"));

            for (int i = 0; i < events.size(); i++) {
                Event event = Event.of(
                        "e" + i,
                        Events.START.plusSeconds(i).toEpochMilli(),
                        ORIGINS.get(random.nextInt(ORIGINS.size())),
                        random.nextBoolean() ? Document.of(events.get(i)) : read(events.get(i)),
                        FurtherNames.NONE);

                // When
                TreeSet<String> alerted = new TreeSet<>();
                for (Alert alert : engine.process(List.of(event))) {
                    alerted.add(alert.getRule().title());
                }

                // Then
                TreeSet<String> expected = new TreeSet<>();
                engine.explain(event).stream()
                        .filter(Explanation::holds)
                        .forEach(explanation -> expected.add(explanation.rule().name()));
                assertEquals(expected, alerted, () -> conditions + " over " + event.source());
            }
        }
    }

    /** As it is when it comes over the wire. */
    private static Document read(Map<String, Object> event) {
        try {
            byte[] json = new ObjectMapper().writeValueAsBytes(event);
            return new EventDecoder(EventFormats.builtIn())
                    .decode(json, 0)
                    .events()
                    .getFirst()
                    .event()
                    .document();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String literal(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        return "\"" + escaped + "\"";
    }

    @Provide
    Arbitrary<List<String>> conditions() {
        return condition(3).list().ofMinSize(2).ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> events() {
        Arbitrary<Object> scalar = Arbitraries.of(WORDS).map(word -> (Object) word);
        Arbitrary<Object> value = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, scalar),
                net.jqwik.api.Tuple.of(1, scalar.list().ofMaxSize(3).map(list -> (Object) list)));
        return Arbitraries.maps(Arbitraries.of(FIELDS), value)
                .ofMaxSize(3)
                .map(map -> (Map<String, Object>) new HashMap<>(map))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<String> condition(int depth) {
        if (depth == 0) {
            return test();
        }
        Arbitrary<List<String>> parts = condition(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                test(),
                parts.map(list -> "( " + String.join(" && ", list) + " )"),
                parts.map(list -> "( " + String.join(" || ", list) + " )"),
                parts.map(list -> "atLeast( 2, " + String.join(", ", list) + " )"),
                condition(depth - 1).map(part -> "!( " + part + " )"));
    }

    private static Arbitrary<String> test() {
        Arbitrary<String> subject = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.of(FIELDS).map(field -> "field( \"" + field + "\" )")),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("anyField()")),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("field( \"c.*\" )")));
        Arbitrary<String> operator = Arbitraries.of(
                "is",
                "isIgnoreCase",
                "startsWith",
                "endsWithIgnoreCase",
                "includes",
                "includesIgnoreCase",
                "like",
                "likeIgnoreCase",
                "regex",
                "regexWhole");
        Arbitrary<String> words = Arbitraries.of(WORDS)
                .map(WitnessIndexTest::literal)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(list -> String.join(", ", list));
        Arbitrary<String> texts =
                Combinators.combine(subject, operator, words).as((s, o, w) -> s + "." + o + "( " + w + " )");
        Arbitrary<String> expressions = Combinators.combine(subject, Arbitraries.of(EXPRESSIONS))
                .as((s, expression) -> s + ".regex( " + literal(expression) + " )");
        Arbitrary<String> others = Combinators.combine(
                        subject,
                        Arbitraries.of(
                                "hasWords( \"longer than\" )",
                                "hasWords( \"*elve\", \"k\" )",
                                "is( 1 )",
                                "is( \"10.1.2.3\", 1.0 )",
                                "isNull()",
                                "exists()",
                                "moreThan( 0 )",
                                "like( \"*X?*\" )",
                                "likeIgnoreCase( \"*x*\", \"É\" )",
                                "sameAs( field( \"b\" ) )",
                                "inSubnet( \"10.0.0.0/8\" )"))
                .as((s, o) -> s + "." + o);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, texts),
                net.jqwik.api.Tuple.of(1, expressions),
                net.jqwik.api.Tuple.of(1, others),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("hasField( \"c\" )")),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of(
                                "fromProduct( \"okta\" )",
                                "fromProduct( \"windows\" )",
                                "fromCategory( \"process_creation\" )",
                                "fromService( \"security\" )")));
    }
}

package io.tripline.web.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final AttackTable TABLE = AttackTable.builtIn();

    private static Coverage.Running rule(String id, boolean tested, boolean seen, String... tags) {
        return new Coverage.Running(id, "Rule " + id, id + ".drl", Arrays.asList(tags), tested, seen, null);
    }

    private static Coverage coverage(Coverage.Running... rules) {
        return Coverage.of(List.of(rules), TABLE, null);
    }

    private static NavigatorLayer.Technique of(NavigatorLayer layer, String id) {
        return layer.techniques().stream()
                .filter(one -> one.techniqueID().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void subTechniquesStandBelowTheirTechniqueWhoseCountsHoldTheirRulesOnce() {
        // When
        Coverage coverage = coverage(
                rule("a", true, false, "attack.t1078"),
                rule("b", false, true, "attack.t1078.004", "attack.t1078"),
                rule("c", false, false, "attack.t1078.001"));

        // Then
        Coverage.Technique technique = coverage.techniques().getFirst();
        assertEquals(1, coverage.techniques().size());
        assertEquals("Valid Accounts", technique.name());
        assertEquals(List.of("a", "b"), technique.rules());
        assertEquals(new Coverage.Counts(3, 1, 1), technique.counts());
        assertEquals(CoverageLevel.SEEN, technique.level());
        assertEquals(
                List.of("T1078.001", "T1078.004"),
                technique.subtechniques().stream().map(Coverage.Technique::id).toList());
        assertEquals(CoverageLevel.LIVE, technique.subtechniques().getFirst().level());
        assertEquals(List.of("b"), technique.subtechniques().getLast().rules());
    }

    @Test
    void aTechniqueOfWhichOnlyASubTechniqueIsTaggedHasNoRulesOfItsOwn() {
        // When
        Coverage.Technique technique = coverage(rule("a", false, false, "attack.t1078.004"))
                .techniques()
                .getFirst();

        // Then
        assertEquals("T1078", technique.id());
        assertEquals(List.of(), technique.rules());
        assertEquals(1, technique.counts().live());
    }

    @Test
    void tacticsComeInTheOrderOfTheMatrixWithTheRulesOfTheirTechniques() {
        // When
        Coverage coverage = coverage(
                rule("a", false, false, "attack.impact", "attack.t1078"),
                rule("b", true, false, "attack.initial-access"),
                rule("c", false, false));

        // Then
        assertEquals(
                List.of("Initial Access", "Persistence", "Privilege Escalation", "Defense Evasion", "Impact"),
                coverage.tactics().stream().map(Coverage.Tactic::name).toList());
        Coverage.Tactic first = coverage.tactics().getFirst();
        assertEquals(List.of("a", "b"), first.rules());
        assertEquals(List.of("T1078"), first.techniques());
        assertEquals(CoverageLevel.TESTED, first.level());
        assertEquals(List.of(), coverage.tactics().getLast().techniques());
        assertEquals(new Coverage.Counts(3, 1, 0), coverage.counts());
        assertEquals(List.of(), coverage.rules().getLast().tactics());
    }

    @Test
    void everyTacticOfTheTableHasAPlaceInTheMatrix() {
        // Given
        List<String> matrix =
                AttackTable.TACTICS.stream().map(AttackTable.Tactic::id).toList();

        // Then: a rule of every technique is covered by tactics alone that have a place
        for (int number = 1000; number < 2000; number++) {
            AttackTable.Technique technique = TABLE.technique("T" + number);
            assertTrue(matrix.containsAll(technique.tactics()), technique.toString());
        }
    }

    @Test
    void whatNoRuleCoversIsOfThisVersionsMatrix() {
        // When
        List<String> all = coverage().gaps().stream().map(Coverage.Gap::id).toList();
        List<String> others =
                coverage(rule("a", false, false, "attack.t1078.004"), rule("b", false, false, "attack.t1086"))
                        .gaps()
                        .stream()
                        .map(Coverage.Gap::id)
                        .toList();

        // Then
        assertEquals(216, all.size(), "as many as MITRE counts in version 18");
        assertTrue(all.contains("T1562"));
        assertFalse(all.contains("T1086"), "retired");
        assertFalse(all.contains("T1685"), "of version 19");
        assertEquals(all.stream().filter(id -> !id.equals("T1078")).toList(), others);
    }

    @Test
    void aTechniqueThatNobodyKnowsIsCoveredAllTheSame() {
        // When
        Coverage coverage = coverage(rule("a", false, false, "attack.t9999"));

        // Then
        assertNull(coverage.techniques().getFirst().name());
        assertEquals(List.of(), coverage.tactics());
    }

    @Test
    void theLayerHasAScoreAndAColourForEachLevel() {
        // Given
        Coverage coverage = coverage(
                rule("a", false, false, "attack.t1499"),
                rule("b", true, false, "attack.t1566"),
                rule("c", true, true, "attack.t1110.003"));

        // When
        NavigatorLayer layer = NavigatorLayer.of(coverage);

        // Then
        assertEquals(1, of(layer, "T1499").score());
        assertEquals(2, of(layer, "T1566").score());
        assertEquals(3, of(layer, "T1110.003").score());
        assertNull(of(layer, "T1110").score());
        assertTrue(of(layer, "T1110").showSubtechniques());
        assertFalse(of(layer, "T1499").showSubtechniques());
        assertEquals("Rule c (seen)", of(layer, "T1110.003").comment());
        assertEquals(
                layer.legendItems().stream()
                        .map(NavigatorLayer.LegendItem::color)
                        .toList(),
                layer.gradient().colors());
        assertEquals(of(layer, "T1566").color(), layer.gradient().colors().get(1));
        assertEquals(new NavigatorLayer.Versions("18", "4.9.0", "4.5"), layer.versions());
    }

    @Test
    void theLayerIsWrittenAsTheFormatHasIt() {
        // When
        JsonNode layer =
                new ObjectMapper().valueToTree(NavigatorLayer.of(coverage(rule("a", true, false, "attack.t1110.003"))));

        // Then
        assertEquals("enterprise-attack", layer.path("domain").asText());
        assertEquals("T1110", layer.at("/techniques/0/techniqueID").asText());
        assertFalse(layer.at("/techniques/0").has("score"), "a technique that nothing covers has no score");
        assertEquals(2, layer.at("/techniques/1/score").asInt());
        assertEquals("#9ecae1", layer.at("/techniques/1/color").asText());
        assertEquals(1, layer.at("/gradient/minValue").asInt());
        assertEquals(3, layer.at("/gradient/maxValue").asInt());
        assertEquals(3, layer.path("legendItems").size());
    }

    @Test
    void textsOfStrangersAreVisibleAndShort() {
        // Given
        Coverage.Running hostile = new Coverage.Running(
                "x", "\u202egpj\u001b[2J" + "x".repeat(5_000), "x.drl", List.of("attack.t1499"), false, false, null);
        Coverage.Running[] many = IntStream.range(0, 50)
                .mapToObj(i -> i == 0 ? hostile : rule("r" + i, false, false, "attack.t1499"))
                .toArray(Coverage.Running[]::new);

        // When
        String comment = of(NavigatorLayer.of(coverage(many)), "T1499").comment();

        // Then
        assertTrue(comment.startsWith("\\u202Egpj"), comment);
        assertTrue(comment.endsWith("\nand 30 more"), comment);
        assertFalse(comment.contains("x".repeat(400)), comment);
    }
}

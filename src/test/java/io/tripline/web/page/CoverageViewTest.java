package io.tripline.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.web.rules.Coverage;
import io.tripline.web.rules.CoverageLevel;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageViewTest {

    private static final Coverage.Counts ONE = new Coverage.Counts(1, 0, 0);

    private static final List<Coverage.Gap> GAPS = List.of(
            new Coverage.Gap("T4", "Name of T4", List.of("discovery", "impact")),
            new Coverage.Gap("T5", "Name of T5", List.of("impact")));

    private static Coverage.Technique technique(String id, List<String> tactics, List<Coverage.Technique> below) {
        return new Coverage.Technique(id, "Name of " + id, tactics, CoverageLevel.LIVE, ONE, List.of("r"), below);
    }

    private static Coverage.Tactic tactic(String id, String... techniques) {
        return new Coverage.Tactic(id, id, CoverageLevel.LIVE, ONE, List.of("r"), List.of(techniques));
    }

    private static Coverage.Dead dead(String title, @Nullable String log) {
        return new Coverage.Dead("id/" + title, title, "a.yml", Coverage.Dead.Cause.LOG, log, List.of(), "no event");
    }

    private static Coverage coverage(
            List<Coverage.Tactic> tactics, List<Coverage.Technique> techniques, @Nullable List<Coverage.Dead> dead) {
        return new Coverage("18", ONE, tactics, techniques, GAPS, List.of(), dead);
    }

    private static List<@Nullable String> ids(List<CoverageView.@Nullable Cell> line) {
        return line.stream().map(cell -> cell == null ? "-" : cell.id()).toList();
    }

    @Test
    void eachTacticHasAColumnAndTechniquesOfNoneHaveTheLast() {
        // When
        CoverageView view = CoverageView.of(
                coverage(
                        List.of(tactic("persistence", "T1", "T2"), tactic("impact", "T2")),
                        List.of(
                                technique("T1", List.of("persistence"), List.of()),
                                technique(
                                        "T2",
                                        List.of("persistence", "impact"),
                                        List.of(technique("T2.001", List.of(), List.of()))),
                                technique("T3", List.of(), List.of())),
                        null),
                false,
                null,
                0);

        // Then
        assertEquals(
                List.of("Persistence", "Impact", "Tactic not known"),
                view.tactics().stream().map(CoverageView.TacticHead::name).toList());
        assertEquals(
                List.of(List.of("T1", "T2", "T3"), List.of("T2", "-", "-")),
                view.lines().stream().map(CoverageViewTest::ids).toList());
        assertEquals(1, view.subtechniques());
        CoverageView.Cell cell = view.lines().getLast().getFirst();
        assertNotNull(cell);
        assertEquals("/rules?text=t2", cell.address());
        assertEquals(1, cell.subtechniques());
        assertNull(view.dead());
    }

    @Test
    void whatNoRuleCoversIsCountedAndShownIfItIsAskedFor() {
        // Given
        Coverage coverage =
                coverage(List.of(tactic("impact", "T2")), List.of(technique("T2", List.of("impact"), List.of())), null);

        // When
        CoverageView covered = CoverageView.of(coverage, false, null, 0);
        CoverageView all = CoverageView.of(coverage, true, null, 0);

        // Then
        assertEquals(List.of(new CoverageView.TacticHead("Impact", 1, 3, 1)), covered.tactics());
        assertEquals(
                List.of(List.of("T2")),
                covered.lines().stream().map(CoverageViewTest::ids).toList());
        assertEquals(2, covered.gaps());
        assertEquals(
                List.of(
                        new CoverageView.TacticHead("Discovery", 0, 1, 0),
                        new CoverageView.TacticHead("Impact", 1, 3, 1)),
                all.tactics());
        assertEquals(
                List.of(List.of("T4", "T2"), List.of("-", "T4"), List.of("-", "T5")),
                all.lines().stream().map(CoverageViewTest::ids).toList());
        CoverageView.Cell gap = all.lines().getFirst().getFirst();
        assertNotNull(gap);
        assertNull(gap.level());
    }

    @Test
    void rulesThatSeeNothingAreToldByLogAndInParts() {
        // Given
        List<Coverage.Dead> dead = IntStream.range(0, 250)
                .mapToObj(i -> dead("t" + i, i % 2 == 0 ? "windows/sysmon" : i % 3 == 0 ? "okta" : null))
                .toList();
        Coverage coverage = coverage(List.of(), List.of(), dead);

        // When
        CoverageView.DeadRules all = CoverageView.of(coverage, false, null, 0).dead();
        CoverageView.DeadRules some =
                CoverageView.of(coverage, false, "windows/sysmon", 100).dead();

        // Then
        assertNotNull(all);
        assertEquals(250, all.all());
        assertEquals(Part.MOST, all.rows().size());
        assertEquals("/coverage?from=100", all.more());
        assertEquals(
                List.of(
                        new CoverageView.DeadLog("windows/sysmon", 125, "/coverage?log=windows%2Fsysmon"),
                        new CoverageView.DeadLog("okta", 42, "/coverage?log=okta")),
                all.logs());
        assertNotNull(some);
        assertEquals(125, some.matched());
        assertEquals(25, some.rows().size());
        assertNull(some.more());
    }

    @Test
    void textsOfRulesAreMadeVisibleAndShort() {
        // When
        CoverageView.DeadRules dead = CoverageView.of(
                        coverage(List.of(), List.of(), List.of(dead("\u202e" + "x".repeat(500), "l".repeat(101)))),
                        false,
                        null,
                        0)
                .dead();

        // Then
        assertNotNull(dead);
        assertEquals("\\u202E" + "x".repeat(94) + "…", dead.rows().getFirst().title());
        assertEquals(List.of(), dead.logs());
    }
}

package io.tripline.web.page;

import io.tripline.problem.Visible;
import io.tripline.web.rules.AttackTable;
import io.tripline.web.rules.Coverage;
import io.tripline.web.rules.CoverageLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of coverage.
 *
 * @param attack the version of ATT&amp;CK
 * @param counts of the rules
 * @param untagged rules without a technique
 * @param techniques that are covered, without sub-techniques
 * @param gaps how many are not
 * @param subtechniques that are covered
 * @param showsGaps whether the matrix has what is not covered as well
 * @param tactics the columns of the matrix
 * @param lines of the matrix; each has a cell for each tactic, null where the tactic has no more techniques
 * @param dead rules that can see nothing; null where no events were looked at
 */
public record CoverageView(
        String attack,
        Coverage.Counts counts,
        long untagged,
        int techniques,
        int gaps,
        int subtechniques,
        boolean showsGaps,
        List<TacticHead> tactics,
        List<List<@Nullable Cell>> lines,
        @Nullable DeadRules dead) {

    /** Logs to choose from. */
    static final int MOST_LOGS = 12;

    /** Techniques of a column: the table has fewer, rules may name any. */
    private static final int MOST_CELLS = 100;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 300;

    private static final String OF_NO_TACTIC = "Tactic not known";

    /**
     * A tactic.
     *
     * @param covered of its techniques
     * @param all its techniques
     * @param rules null: not counted
     */
    public record TacticHead(
            String name, int covered, int all, @Nullable Integer rules) {}

    /**
     * A technique in the column of a tactic.
     *
     * @param level null: no rule covers it
     * @param rules those of its sub-techniques included
     * @param subtechniques that are covered
     */
    public record Cell(
            String id,
            @Nullable String name,
            @Nullable CoverageLevel level,
            int rules,
            int subtechniques,
            String address) {}

    /**
     * Rules that can see nothing.
     *
     * @param all how many there are, whatever was asked for
     * @param log that was asked for; null: all
     * @param logs to choose from, those of most rules first
     * @param matched rules that are wanted
     * @param more the address of what follows; null where nothing does
     */
    public record DeadRules(
            int all,
            @Nullable String log,
            List<DeadLog> logs,
            int matched,
            List<DeadRow> rows,
            @Nullable String more) {}

    /** A log, and how many rules of it can see nothing. */
    public record DeadLog(String log, int rules, String address) {}

    /** A rule that can see nothing. */
    public record DeadRow(String title, String file, String address, String cause, String why) {}

    /** For the legend. */
    public List<CoverageLevel> levels() {
        return List.of(CoverageLevel.values());
    }

    /**
     * @param showsGaps whether the matrix has what is not covered as well
     * @param log of the rules that can see nothing, those that look at it; null: all
     * @param from the first of them
     */
    static CoverageView of(Coverage coverage, boolean showsGaps, @Nullable String log, int from) {
        List<Column> columns = columns(coverage, showsGaps);
        return new CoverageView(
                coverage.attack(),
                coverage.counts(),
                coverage.rules().stream()
                        .filter(rule -> rule.techniques().isEmpty())
                        .count(),
                coverage.techniques().size(),
                coverage.gaps().size(),
                coverage.techniques().stream()
                        .mapToInt(technique -> technique.subtechniques().size())
                        .sum(),
                showsGaps,
                columns.stream().map(Column::head).toList(),
                lines(columns),
                coverage.dead() == null ? null : dead(coverage.dead(), log, from));
    }

    private record Column(TacticHead head, List<Cell> cells) {}

    private static List<Column> columns(Coverage coverage, boolean showsGaps) {
        Map<String, Coverage.Technique> techniques = coverage.techniques().stream()
                .collect(Collectors.toMap(Coverage.Technique::id, technique -> technique));
        Map<String, Coverage.Tactic> covered =
                coverage.tactics().stream().collect(Collectors.toMap(Coverage.Tactic::id, tactic -> tactic));
        List<Column> columns = new ArrayList<>();
        for (AttackTable.Tactic tactic : AttackTable.TACTICS) {
            Coverage.Tactic of = covered.get(tactic.id());
            List<Coverage.Gap> gaps = coverage.gaps().stream()
                    .filter(gap -> gap.tactics().contains(tactic.id()))
                    .toList();
            if (of != null || showsGaps && !gaps.isEmpty()) {
                List<Coverage.Technique> own = of == null
                        ? List.of()
                        : of.techniques().stream().map(techniques::get).toList();
                columns.add(column(tactic.name(), of == null ? 0 : of.counts().live(), own, gaps, showsGaps));
            }
        }
        List<Coverage.Technique> others = coverage.techniques().stream()
                .filter(technique -> technique.tactics().isEmpty())
                .toList();
        if (!others.isEmpty()) {
            columns.add(column(OF_NO_TACTIC, null, others, List.of(), false));
        }
        return columns;
    }

    private static Column column(
            String name,
            @Nullable Integer rules,
            List<Coverage.Technique> techniques,
            List<Coverage.Gap> gaps,
            boolean showsGaps) {
        return new Column(
                new TacticHead(name, techniques.size(), techniques.size() + gaps.size(), rules),
                Stream.concat(
                                techniques.stream().map(CoverageView::cell),
                                gaps.stream().filter(gap -> showsGaps).map(CoverageView::cell))
                        .limit(MOST_CELLS)
                        .toList());
    }

    private static List<List<@Nullable Cell>> lines(List<Column> columns) {
        int most =
                columns.stream().mapToInt(column -> column.cells().size()).max().orElse(0);
        List<List<@Nullable Cell>> lines = new ArrayList<>();
        for (int line = 0; line < most; line++) {
            List<@Nullable Cell> cells = new ArrayList<>();
            for (Column column : columns) {
                cells.add(line < column.cells().size() ? column.cells().get(line) : null);
            }
            lines.add(cells);
        }
        return lines;
    }

    private static Cell cell(Coverage.Technique technique) {
        return new Cell(
                technique.id(),
                technique.name(),
                technique.level(),
                technique.counts().live(),
                technique.subtechniques().size(),
                Address.of("/rules")
                        .with("text", technique.id().toLowerCase(Locale.ROOT))
                        .toString());
    }

    private static Cell cell(Coverage.Gap gap) {
        return new Cell(gap.id(), gap.name(), null, 0, 0, "");
    }

    private static DeadRules dead(List<Coverage.Dead> dead, @Nullable String log, int from) {
        List<Coverage.Dead> wanted = dead.stream()
                .filter(rule -> log == null || log.equals(rule.log()))
                .toList();
        Part<Coverage.Dead> part = Part.of(wanted, from, Address.of("/coverage").with("log", log));
        return new DeadRules(
                dead.size(),
                log,
                logs(dead),
                wanted.size(),
                part.rows().stream().map(CoverageView::row).toList(),
                part.more());
    }

    private static List<DeadLog> logs(List<Coverage.Dead> dead) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        dead.forEach(rule -> {
            if (rule.log() != null && rule.log().length() <= LONGEST_NAME) {
                counts.merge(rule.log(), 1, Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_LOGS)
                .map(log -> new DeadLog(
                        Visible.of(log.getKey()),
                        log.getValue(),
                        Address.of("/coverage").with("log", log.getKey()).toString()))
                .toList();
    }

    private static DeadRow row(Coverage.Dead rule) {
        return new DeadRow(
                Brief.of(rule.title(), LONGEST_NAME),
                Brief.of(rule.file(), LONGEST_NAME),
                Address.of("/rules", rule.id()).toString(),
                rule.cause() == Coverage.Dead.Cause.LOG ? "no such log" : "no such field",
                Brief.of(rule.why(), LONGEST_REASON));
    }
}

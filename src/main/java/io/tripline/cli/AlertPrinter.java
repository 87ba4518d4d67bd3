package io.tripline.cli;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertDocument;
import io.tripline.alert.AlertLife;
import io.tripline.alert.EcsDocument;
import io.tripline.alert.RuleAbout;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.problem.Visible;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints alerts as they are raised, each on one line: JSON, or for a person the columns of a table. */
final class AlertPrinter {

    private static final List<String> HEADING = List.of("TIME", "LEVEL", "RULE", "REASON");
    private static final int TIME = "2026-01-01T00:00:00Z".length();
    private static final int GAPS = 6;

    private final Console console;
    private final boolean table;
    private final @Nullable Map<String, RuleAbout> ecs;
    private final Set<String> disabled;
    private final Consumer<Alert> counted;
    private final int[] widths;
    private boolean begun;

    /**
     * @param ecs what rules say of themselves, by id, where alerts are printed as Elastic Security writes them; else null
     * @param disabled ids of rules whose alerts do not count
     * @param rules all: their widest titles and levels decide how wide the columns are
     * @param counted told of each alert that counts
     */
    AlertPrinter(
            Console console,
            boolean json,
            @Nullable Map<String, RuleAbout> ecs,
            Set<String> disabled,
            List<RuleOutline> rules,
            Consumer<Alert> counted) {
        this.console = console;
        this.table = console.terminal() && !json && ecs == null;
        this.ecs = ecs;
        this.disabled = disabled;
        this.counted = counted;
        this.widths = table ? widths(console.screen().width().getAsInt(), rules) : new int[0];
    }

    void print(Alert alert) {
        if (disabled.contains(alert.getRule().id())) {
            return;
        }
        counted.accept(alert);
        if (table) {
            row(alert);
        } else {
            console.out().println(JsonLines.write(document(alert)));
        }
    }

    private Map<String, ? extends @Nullable Object> document(Alert alert) {
        return ecs == null
                ? AlertDocument.of(alert)
                : EcsDocument.of(
                        alert, AlertLife.NEW, ecs.getOrDefault(alert.getRule().id(), RuleAbout.UNKNOWN));
    }

    private void row(Alert alert) {
        if (!begun) {
            begun = true;
            console.out()
                    .println(Paint.STRONG.on(
                            Table.line(HEADING, widths), console.screen().outColours()));
        }
        String level = alert.getRule().level() == null
                ? ""
                : Visible.of(alert.getRule().level());
        String line = Table.line(
                List.of(
                        Instant.ofEpochMilli(alert.getTimestamp())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                        level,
                        Visible.of(alert.getRule().title()),
                        Visible.of(alert.getReason())),
                widths);
        console.out().println(Paint.ofLevel(level).on(line, console.screen().outColours()));
        console.out().flush();
    }

    /** Alerts come one by one, so how wide their reasons are is not known: the titles have half of what is left at most. */
    private static int[] widths(int line, List<RuleOutline> rules) {
        int level = widest(rules, rule -> rule.first("level"), HEADING.get(1));
        int left = Math.max(20, line - TIME - level - GAPS);
        int title = widest(rules, rule -> Objects.requireNonNullElse(rule.first("title"), rule.name()), HEADING.get(2));
        title = Math.min(title, left / 2);
        return new int[] {TIME, level, title, left - title};
    }

    private static int widest(List<RuleOutline> rules, Function<RuleOutline, @Nullable String> column, String heading) {
        return rules.stream()
                .filter(RuleOutline::raises)
                .map(column)
                .filter(Objects::nonNull)
                .mapToInt(text -> Visible.of(text).length())
                .reduce(heading.length(), Math::max);
    }
}

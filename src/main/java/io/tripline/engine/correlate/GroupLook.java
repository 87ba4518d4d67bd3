package io.tripline.engine.correlate;

import io.tripline.engine.correlate.Nearness.Measure;
import io.tripline.engine.correlate.Nearness.Standing;
import io.tripline.event.Match;
import io.tripline.event.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a group with the eyes of a rule: what is there of what it asks. Times are ms since the epoch. */
final class GroupLook {

    private final GroupState group;
    private final long matches;
    private final long clock;

    /**
     * @param matches that the group holds
     * @param clock of its logs
     */
    GroupLook(GroupState group, long matches, long clock) {
        this.group = group;
        this.matches = matches;
        this.clock = clock;
    }

    /** @param silentUntil the last moment at which the rule is silent for the group */
    Nearness of(Ask ask, long silentUntil) {
        Long silent = silentUntil != LogClocks.NEVER && silentUntil >= Math.max(group.now(), clock - group.lag())
                ? silentUntil
                : null;
        return switch (ask) {
            case Ask.Amounts amounts -> amounts(amounts, silent);
            case Ask.Order order -> order(order, silent);
            case Ask.NewTerm(String seen, long history) -> term(seen, history, silent);
            case Ask.Absence absence -> absence(absence, silent);
            case Ask.EachMatch each -> nearness(new Standing.Ready(), List.of(), null, silent, null, 0);
            case Ask.Unread unread -> nearness(new Standing.Unread(), List.of(), null, silent, null, 0);
        };
    }

    private Nearness amounts(Ask.Amounts asked, @Nullable Long silent) {
        List<Measure> measures = new ArrayList<>();
        Long until = null;
        double ratio = 0;
        for (Quantity quantity : asked.quantities()) {
            Quantity.Found found = quantity.in(group, asked.stream(), asked.window());
            measures.add(found.measure());
            until = earlier(until, found.until());
            ratio += found.ratio() / asked.quantities().size();
        }
        return nearness(new Standing.Measuring(), measures, until, silent, null, until == null ? 0 : ratio);
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.min(one, other));
    }

    /** The chain of each length that began last, as the rule's own function has it; here only where it began. */
    private Nearness order(Ask.Order asked, @Nullable Long silent) {
        int steps = asked.names().size();
        long[] began = new long[steps + 1];
        Arrays.fill(began, LogClocks.NEVER);
        int first = group.from(asked.window());
        for (int i = Math.max(first, group.facts().size() - Quantity.MOST_FACTS);
                i < group.facts().size();
                i++) {
            if (group.isMatchOf(asked.stream(), i)) {
                takeStep(began, group.match(i), asked.consumed());
            }
        }
        int reached = asked.consumed() ? steps - 1 : steps;
        while (reached > 0 && began[reached] == LogClocks.NEVER) {
            reached--;
        }
        String next = reached < steps ? asked.names().get(reached) : "";
        return nearness(
                new Standing.Ordered(reached + 1, steps, next),
                List.of(),
                reached == 0 ? null : began[reached] + asked.window(),
                silent,
                null,
                steps == 0 ? 0 : (double) reached / steps);
    }

    /** @param began by number of steps, when the newest order that has come so far began */
    private static void takeStep(long[] began, Match match, boolean consumed) {
        Stage stage = match.stage();
        if (stage.kind() == Stage.Kind.UNTIL) {
            Arrays.fill(began, LogClocks.NEVER);
        }
        if (!stage.isStep()) {
            return;
        }
        for (int step = Math.min(stage.to(), began.length - 1); step >= Math.max(1, stage.from()); step--) {
            if (step == 1) {
                began[1] = match.getTimestamp();
            } else if (began[step - 1] != LogClocks.NEVER) {
                began[step] = began[step - 1];
                began[step - 1] = consumed ? LogClocks.NEVER : began[step - 1];
            }
        }
    }

    private Nearness term(String seen, long history, @Nullable Long silent) {
        int at = group.facts().newestOf(seen);
        Long last = at < 0 ? null : Long.valueOf(group.facts().time(at));
        return nearness(new Standing.Term(last), List.of(), last == null ? null : last + history, silent, null, 0);
    }

    /** What waits are the matches since the newest that was not to come; the oldest of them has the next deadline. */
    private Nearness absence(Ask.Absence asked, @Nullable Long silent) {
        long waiting = 0;
        long oldest = LogClocks.NEVER;
        long came = LogClocks.NEVER;
        int first = Math.max(group.from(asked.window()), group.facts().size() - Quantity.MOST_FACTS);
        for (int i = group.facts().size() - 1; i >= first; i--) {
            long time = group.facts().time(i);
            if (group.isMatchOf(asked.of(), i) && time >= came) {
                oldest = time;
                waiting++;
            }
            if (group.isMatchOf(asked.awaited(), i)) {
                came = Math.max(came, time);
            }
        }
        Long deadline = waiting == 0 ? null : Long.valueOf(oldest + asked.window());
        Ask.Amounts amounts = asked.amounts();
        List<Measure> measures = new ArrayList<>();
        if (amounts != null && deadline != null) {
            long window = Math.max(0, group.now() - oldest);
            amounts.quantities()
                    .forEach(quantity -> measures.add(
                            quantity.in(group, amounts.stream(), window).measure()));
        }
        boolean holds = measures.stream().allMatch(Measure::holds);
        return nearness(
                new Standing.Waiting(waiting),
                measures,
                null,
                silent,
                deadline,
                deadline == null ? 0 : holds ? 1 : 0.5);
    }

    private Nearness nearness(
            Standing standing,
            List<Measure> measures,
            @Nullable Long until,
            @Nullable Long silent,
            @Nullable Long deadline,
            double ratio) {
        Long end = deadline == null ? until : deadline;
        int size = group.facts().size();
        return new Nearness(
                group.key(),
                standing,
                measures,
                until,
                silent,
                deadline,
                end != null && clock != LogClocks.NEVER && clock - group.lag() > end,
                size == 0 ? null : group.facts().time(size - 1),
                matches,
                group.logs(),
                group.open(),
                ratio);
    }
}

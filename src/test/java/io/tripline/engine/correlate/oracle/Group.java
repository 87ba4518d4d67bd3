package io.tripline.engine.correlate.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** All that has arrived of one key, and what came of it. Times are ms since the epoch. */
final class Group {

    private static final long NEVER = LogTimes.NEVER;

    private final String key;
    private final long keptBeyondSpan;
    private final boolean alerting;
    private final BiConsumer<Raised, String> raise;
    private Law law;

    /** In order of time, then of arrival. */
    private final List<Happening> matches = new ArrayList<>();

    private final List<Long> alerts = new ArrayList<>();

    /** What becomes due without a match: windows that opened, what waits for another. */
    private final List<Deadline> deadlines = new ArrayList<>();

    /** Where windows have opened: none of them overlaps another. */
    private final List<Long> opened = new ArrayList<>();

    final Set<String> logs = new HashSet<>();
    private long now = NEVER;
    private long newest = NEVER;
    private long behind;
    private long expires = NEVER;

    /**
     * @param from the time of the match that it is about
     * @param at the last moment that it looks at
     * @param behind how far its match was behind its log
     * @param inOrder whether its match was the newest of the group
     */
    private record Deadline(long from, long at, long behind, boolean inOrder) {}

    /** @param alerting whether what it raises are alerts; else other groups count it */
    Group(String key, Law law, long keptBeyondSpan, boolean alerting, BiConsumer<Raised, String> raise) {
        this.alerting = alerting;
        this.key = key;
        this.law = law;
        this.keptBeyondSpan = keptBeyondSpan;
        this.raise = raise;
    }

    /** Under another law, from the logs' clock on: what was before has passed under the one that was. */
    void goOnUnder(Law next, long clock) {
        if (law instanceof Law.Whenever && now != NEVER && clock != NEVER) {
            now = Math.max(now, clock - behind);
        }
        law = next;
    }

    boolean isOver(long clock) {
        if (newest <= clock) {
            expires = Math.max(expires, newest + law.span() + keptBeyondSpan + 1);
        }
        return clock >= expires;
    }

    /**
     * @param clocks of the logs
     * @param foundLate whether what it was found from came late
     */
    void arrives(Happening match, LogTimes clocks, boolean foundLate) {
        long time = match.time();
        long clock = clocks.of(match.log());
        long older = newest == NEVER ? time : Math.min(newest, clock);
        if (time < older - law.span() - keptBeyondSpan) {
            return;
        }
        logs.add(match.log());
        long late = Math.max(0, clock - time);
        behind = time >= newest ? late : behind;
        expires = Math.max(expires, clock + law.span() + keptBeyondSpan + 1);
        long slowest = clocks.of(logs);
        if (time >= newest) {
            passTo(Math.min(time, slowest));
            long back = Math.max(newest, Math.min(time, slowest));
            if (back < now && law instanceof Law.Whenever whenever && (!whenever.silent() || isFree(back + 1, now))) {
                now = back; // as if it had not passed
            }
            boolean hasPassed = time < now;
            now = time <= slowest ? Math.max(now, time) : now == NEVER ? Math.min(slowest, time - 1) : now;
            add(match);
            inOrder(match, hasPassed, late, foundLate);
        } else {
            add(match);
            outOfOrder(match, Math.max(time, older - keptBeyondSpan), late, foundLate || time < older);
        }
        newest = Math.max(newest, time);
    }

    private void add(Happening match) {
        int at = matches.size();
        while (at > 0 && matches.get(at - 1).time() > match.time()) {
            at--;
        }
        matches.add(at, match);
    }

    /**
     * @param hasPassed whether something has become due without a match at a later moment
     * @param late how far it is behind its log
     * @param isLate whether what it was found from came late
     */
    private void inOrder(Happening match, boolean hasPassed, long late, boolean isLate) {
        long time = match.time();
        switch (law) {
            case Law.Whenever whenever -> {
                if (hasPassed && whenever.silent()) {
                    lookAgain(time, time + law.span(), isLate);
                } else if (holds(time) && (!whenever.silent() || isFree(time - law.span(), time))) {
                    raise(time, isLate);
                }
            }
            case Law.AtTheEnd atTheEnd -> {
                if (overlapsNone(time)) {
                    opened.add(time);
                    deadlines.add(new Deadline(time, time + law.span(), late, true));
                }
            }
            case Law.Absence absence -> {
                if (absence.first().test(match)) {
                    deadlines.add(new Deadline(time, time + law.span(), late, true));
                }
            }
            case Law.Suppressed suppressed -> {
                if (isFree(time - law.span(), time)) {
                    raise(time, isLate);
                }
            }
            case Law.NewTerm term -> {
                if (isNew(match)) {
                    raise(time, isLate);
                }
            }
            case Law.Completed completed -> {
                if (holds(time)) {
                    raise(time, isLate);
                }
            }
        }
    }

    private void outOfOrder(Happening match, long from, long late, boolean isLate) {
        long time = match.time();
        long span = law.span();
        switch (law) {
            case Law.Whenever whenever -> lookAgain(from, time + span, isLate);
            case Law.Completed completed -> {
                if (alerting) {
                    lookAgain(from, time + span, isLate);
                } else {
                    findAgain(from, time + span, isLate);
                }
            }
            case Law.AtTheEnd atTheEnd -> {
                if (overlapsNone(time)) {
                    opened.add(time);
                    deadlines.add(new Deadline(time, time + span, late, false));
                }
            }
            case Law.Absence absence -> {
                if (absence.first().test(match)) {
                    deadlines.add(new Deadline(time, time + span, late, false));
                }
            }
            case Law.Suppressed suppressed -> {
                if (from <= time && isFree(time - span, time + span)) {
                    raise(time, isLate);
                }
            }
            case Law.NewTerm term -> {
                if (from <= time && isNew(match)) {
                    raise(time, isLate);
                }
            }
        }
    }

    /** At most one alert comes of it, and none beside one that there is. */
    private void lookAgain(long from, long to, boolean isLate) {
        Set<Long> moments = momentsOf(from, Math.min(to, now));
        matches.stream()
                .map(Happening::time)
                .filter(time -> time > from && time <= to)
                .forEach(moments::add);
        moments.add(from);
        for (long moment : moments) {
            if (held(moment) && isFree(moment - law.span(), moment + law.span())) {
                raise(moment, isLate);
                return;
            }
        }
    }

    /** What is not silent and no alert is found as often as it is there. */
    private void findAgain(long from, long to, boolean isLate) {
        for (Happening match : matches) {
            long moment = match.time();
            if (moment >= from && moment <= to && held(moment) && isFree(moment, moment)) {
                raise(moment, isLate);
            }
        }
    }

    private boolean overlapsNone(long time) {
        return opened.stream().noneMatch(other -> Math.abs(other - time) <= law.span());
    }

    /** The logs' clock stands there; what is due has passed. */
    void pass(long clock) {
        if (now != NEVER && clock != NEVER) {
            dueUntil(clock - behind);
            judge(deadline -> passesAt(deadline) < clock);
        }
    }

    /** Up to a moment that is not over then: what arrives in order proves that nothing came before. */
    private void passTo(long time) {
        if (now != NEVER) {
            dueUntil(time);
            judge(deadline -> deadline.inOrder() && deadline.at() < time);
        }
    }

    /** Only moments at which something changes move the group's time on. */
    private void dueUntil(long time) {
        if (law instanceof Law.Whenever whenever) {
            for (long moment : momentsOf(now, time)) {
                now = moment;
                boolean isLookedAt = !whenever.silent() && matches.stream().anyMatch(match -> match.time() == moment);
                if (!isLookedAt
                        && holds(moment)
                        && (whenever.silent()
                                ? isFree(moment - law.span(), moment + law.span())
                                : isFree(moment, moment))) {
                    raise(moment, false);
                }
            }
        }
    }

    /** Deadlines of which the last moment is over. */
    private void judge(Predicate<Deadline> isOver) {
        List<Deadline> due = deadlines.stream()
                .filter(isOver)
                .sorted(Comparator.comparingLong(Group::passesAt)
                        .thenComparing(deadline -> !deadline.inOrder())
                        .thenComparingLong(Deadline::at))
                .toList();
        deadlines.removeAll(due);
        for (Deadline deadline : due) {
            if (deadline.inOrder()) {
                now = Math.max(now, deadline.at() + 1);
            }
            if (isProven(deadline)) {
                raise(deadline.at(), !deadline.inOrder());
            }
        }
    }

    private static long passesAt(Deadline deadline) {
        return deadline.at() + deadline.behind();
    }

    private boolean isProven(Deadline deadline) {
        long after = deadline.inOrder() ? deadline.at() : deadline.at() + law.span();
        return switch (law) {
            case Law.AtTheEnd atTheEnd -> atTheEnd.holds().test(between(deadline.from(), deadline.at()));
            case Law.Absence absence ->
                between(deadline.from() + 1, deadline.at()).stream().noneMatch(absence.other())
                        && (deadline.inOrder() && !absence.silent() || isFree(deadline.at() - law.span(), after));
            default -> false;
        };
    }

    /** The moments after one and up to another at which something changes. */
    private Set<Long> momentsOf(long after, long to) {
        Set<Long> moments = new TreeSet<>();
        for (Happening match : matches) {
            moments.add(match.time());
            moments.add(match.time() + law.span() + 1);
        }
        if (law instanceof Law.Whenever whenever && whenever.silent()) {
            alerts.forEach(alert -> moments.add(alert + law.span() + 1));
        }
        moments.removeIf(moment -> moment <= after || moment > to);
        return moments;
    }

    /** Whether it holds of all that is there of the last span. */
    private boolean holds(long moment) {
        return switch (law) {
            case Law.Whenever whenever -> isSaidOf(between(moment - law.span(), moment), whenever.holds());
            case Law.Completed completed -> isSaidOf(between(moment - law.span(), moment), completed.holds());
            default -> false;
        };
    }

    private static boolean isSaidOf(List<Happening> window, Law.Holds holds) {
        return !window.isEmpty() && holds.test(window);
    }

    /** Whether it held at some point of that millisecond. */
    private boolean held(long moment) {
        List<Happening> window = between(moment - law.span(), moment);
        int before = between(moment - law.span(), moment - 1).size();
        return switch (law) {
            case Law.Whenever whenever -> heldOf(window, Math.max(1, before), whenever.holds());
            case Law.Completed completed -> heldOf(window, before + 1, completed.holds());
            default -> holds(moment);
        };
    }

    /** @param least the first that were there are so many at least */
    private static boolean heldOf(List<Happening> window, int least, Law.Holds holds) {
        for (int arrived = least; arrived <= window.size(); arrived++) {
            if (holds.test(window.subList(0, arrived))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNew(Happening match) {
        return matches.stream()
                .noneMatch(other -> other != match && Math.abs(other.time() - match.time()) <= law.span());
    }

    private List<Happening> between(long from, long to) {
        return matches.stream()
                .filter(match -> match.time() >= from && match.time() <= to)
                .toList();
    }

    /** Whether there is no alert from one time to another, both included. */
    private boolean isFree(long from, long to) {
        return alerts.stream().noneMatch(alert -> alert >= from && alert <= to);
    }

    private void raise(long moment, boolean late) {
        alerts.add(moment);
        String log = matches.stream()
                .filter(match -> match.time() <= moment)
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .log();
        raise.accept(new Raised(moment, key, late), log);
    }
}

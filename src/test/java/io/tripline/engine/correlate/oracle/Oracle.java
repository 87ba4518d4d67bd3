package io.tripline.engine.correlate.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The alerts of a chain of levels: what the one before raises is what the next one counts; the last one's are alerts. */
public final class Oracle {

    private final Settings settings;
    private final LogTimes clocks;
    private final List<Level> levels = new ArrayList<>();
    private final PriorityQueue<Happening> held =
            new PriorityQueue<>(Comparator.comparingLong(Happening::time).thenComparing(Happening::id));
    private List<Raised> raised = new ArrayList<>();
    private long newestOfAll = LogTimes.NEVER;

    /**
     * All ms.
     *
     * @param lateness how long events are held to put them in order
     * @param late how long beyond its span a group keeps its matches
     * @param replays whether a quiet log goes on with the newest of all logs
     */
    public record Settings(long lateness, long late, long quietAfter, boolean replays) {}

    /** The groups that one law is about. */
    private final class Level {
        private Law law;
        private final int depth;
        private final Map<String, Group> groups = new HashMap<>();

        private Level(Law law, int depth) {
            this.law = law;
            this.depth = depth;
        }

        private void accept(Happening match, boolean late) {
            if (!law.reads().test(match)) {
                return;
            }
            if (law instanceof Law.Suppressed suppressed && suppressed.always().test(match)) {
                found(new Raised(match.time(), String.valueOf(match.user()), false), match.log());
            } else {
                String key = String.valueOf(match.user());
                groups.computeIfAbsent(
                                key, k -> new Group(k, law, settings.late(), depth == levels.size() - 1, this::found))
                        .arrives(match, clocks, late);
            }
        }

        private void found(Raised found, String log) {
            if (depth == levels.size() - 1) {
                raised.add(found);
            } else {
                String user = found.key().equals("null") ? null : found.key();
                levels.get(depth + 1)
                        .accept(new Happening("found", found.time(), log, "found", user, null), found.late());
            }
        }

        private void pass() {
            for (Group group : List.copyOf(groups.values())) {
                long clock = clocks.of(group.logs);
                group.pass(clock);
                if (group.isOver(clock)) {
                    groups.values().remove(group);
                }
            }
        }
    }

    /** @param laws from the innermost to the one that alerts */
    public Oracle(Settings settings, List<Law> laws) {
        this.settings = settings;
        this.clocks = new LogTimes(settings.replays(), settings.quietAfter());
        laws.forEach(law -> levels.add(new Level(law, levels.size())));
    }

    /** An event comes. */
    public List<Raised> event(Happening happening) {
        newestOfAll = Math.max(newestOfAll, happening.time());
        held.add(happening);
        release(newestOfAll - settings.lateness());
        return taken();
    }

    private void release(long upTo) {
        while (!held.isEmpty() && (settings.lateness() == 0 || held.element().time() <= upTo)) {
            Happening next = held.remove();
            clocks.event(next.log(), next.time());
            levels.forEach(Level::pass);
            levels.forEach(level -> level.accept(next, false));
        }
    }

    /** Time passes without an event. */
    public List<Raised> pass(long millis, long latest) {
        clocks.pass(millis, latest);
        levels.forEach(Level::pass);
        return taken();
    }

    /** No more events come, and all windows run out. */
    public List<Raised> end(long millis) {
        release(Long.MAX_VALUE);
        clocks.end();
        levels.forEach(Level::pass);
        clocks.pass(millis, Long.MAX_VALUE);
        levels.forEach(Level::pass);
        return taken();
    }

    /** From now on other laws, of as many levels: what has arrived, silences and known terms go on. */
    public void goOnUnder(List<Law> laws) {
        for (int i = 0; i < laws.size(); i++) {
            Law law = laws.get(i);
            levels.get(i).law = law;
            levels.get(i).groups.values().forEach(group -> group.goOnUnder(law, clocks.of(group.logs)));
        }
    }

    /** From now on nothing has arrived. */
    public void forget() {
        levels.forEach(level -> level.groups.clear());
    }

    private List<Raised> taken() {
        List<Raised> taken = raised;
        raised = new ArrayList<>();
        return taken;
    }
}

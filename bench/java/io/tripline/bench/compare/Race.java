package io.tripline.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Two running programs take the same events in turns, lap by lap: each rests while the other runs, and who begins changes. A
 * lap costs all CPU time from its begin to the begin of the program's next lap, so that what a program does behind its events'
 * back, compiling or collecting garbage, counts as well; loading ended before the first.
 */
final class Race {

    /** Laps at the beginning that do not count: windows fill, the JVM warms up. */
    static final double WARM_UP = 1.0 / 3;

    private static final long SETTLING = 300;

    private final Map<String, String> environment;
    private final Path logs;
    private final int laps;

    /** @param environment of both programs */
    Race(Map<String, String> environment, Path logs, int laps) {
        this.environment = environment;
        this.logs = logs;
        this.laps = laps;
    }

    /**
     * What one program did.
     *
     * @param loading CPU until its rules were loaded
     * @param laps CPU of each lap
     * @param resident MB at the end
     * @param matches by rule
     */
    record Run(Contestant contestant, Duration loading, List<Duration> laps, long resident, Map<String, Long> matches) {

        /** Microseconds of an event, the median of the laps that count. */
        double median(int events) {
            List<Duration> warm = laps.subList((int) Math.round(laps.size() * WARM_UP), laps.size()).stream()
                    .sorted()
                    .toList();
            int middle = warm.size() / 2;
            double nanos = warm.size() % 2 == 1
                    ? warm.get(middle).toNanos()
                    : (warm.get(middle - 1).toNanos() + warm.get(middle).toNanos()) / 2.0;
            return nanos / 1_000 / events;
        }

        /** Microseconds of an event, over all laps: cold ones too. */
        double mean(int events) {
            return laps.stream().mapToLong(Duration::toNanos).sum() / 1_000.0 / events / laps.size();
        }

        long found() {
            return matches.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @return in the order of the contestants */
    List<Run> run(Lane lane, Path rules, List<? extends Contestant> contestants) {
        List<Fed> fed = new ArrayList<>();
        try {
            List<List<Duration>> marks = new ArrayList<>();
            for (Contestant contestant : contestants) {
                Path errors = logs.resolve(lane.name() + "-" + fed.size() + "-" + contestant.name() + ".log");
                Fed running = new Fed(contestant, contestant.stream(lane, rules), environment, errors, line -> {});
                fed.add(running);
                running.prime();
                marks.add(new ArrayList<>());
            }
            settle();
            Maker maker = lane.maker().get();
            for (int lap = 0; lap < laps; lap++) {
                byte[] events = maker.next(lane.lap());
                for (int turn = 0; turn < fed.size(); turn++) {
                    int who = lap % 2 == 0 ? turn : fed.size() - 1 - turn;
                    marks.get(who).add(fed.get(who).cpu());
                    fed.get(who).feed(events);
                }
            }
            settle();
            return ended(contestants, fed, marks);
        } finally {
            fed.forEach(Fed::close);
        }
    }

    private static List<Run> ended(List<? extends Contestant> contestants, List<Fed> fed, List<List<Duration>> marks) {
        List<Run> runs = new ArrayList<>();
        for (int who = 0; who < fed.size(); who++) {
            List<Duration> times = marks.get(who);
            times.add(fed.get(who).cpu());
            long resident = fed.get(who).resident();
            List<Duration> costs = new ArrayList<>();
            for (int lap = 1; lap < times.size(); lap++) {
                costs.add(times.get(lap).minus(times.get(lap - 1)));
            }
            runs.add(new Run(
                    contestants.get(who),
                    times.getFirst(),
                    costs,
                    resident,
                    fed.get(who).end()));
        }
        return runs;
    }

    private static void settle() {
        try {
            TimeUnit.MILLISECONDS.sleep(SETTLING);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }
}

package io.tripline.bench.compare;

import io.tripline.bench.compare.Lane.Rules;
import io.tripline.bench.compare.SignIns.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All lanes in which the two are fed in turns. */
final class Lanes {

    private static final int GROUPS = 1_000;

    /** Longer than what a correlation looks back or is silent: a group that comes again begins anew. */
    private static final String SPAN = "5m";

    private static final Rules GIVEN = new Rules.Given();

    private Lanes() {}

    /** @param recorded events of Windows; null: there are none */
    static List<Lane> all(@Nullable Recorded recorded) {
        List<Lane> lanes = new ArrayList<>();
        if (recorded != null) {
            lanes.add(stateless("recorded", "recorded Windows events", Log.WINDOWS, recorded::again, 40_000));
        }
        lanes.add(processes("structured", "process creation, 1 % suspicious command lines", 0.01, 60_000));
        lanes.add(processes("suspicious", "process creation, 90 % suspicious command lines", 0.9, 30_000));
        lanes.add(stateless("cloud", "CloudTrail and Okta in turns", Log.UNSAID, () -> new CloudLogs(3, 0.01), 60_000));
        lanes.add(stateless("raw", "lines of text in one field, Linux", Log.LINUX, () -> new RawLines(4), 200_000));
        lanes.add(stateless("mixed", "five logs", Log.UNSAID, () -> new MixedLogs(5), 50_000));
        lanes.add(processes("nothing", "process creation, nothing matches", 0, 60_000));
        lanes.addAll(windows());
        for (int count : List.of(100, 1_000, 5_000)) {
            lanes.add(new Lane(
                    "rules-" + count,
                    count + " made rules, few candidates",
                    new Rules.Made(count),
                    Log.WINDOWS_PROCESS,
                    () -> new ProcessStarts(6, 0, Log.UNSAID),
                    60_000,
                    ""));
        }
        return lanes;
    }

    private static Lane processes(String name, String asks, double suspicious, int lap) {
        return stateless(name, asks, Log.WINDOWS_PROCESS, () -> new ProcessStarts(2, suspicious, Log.UNSAID), lap);
    }

    private static Lane stateless(String name, String asks, Log log, Supplier<Maker> maker, int lap) {
        return new Lane(name, asks, GIVEN, log, maker, lap, "");
    }

    private static List<Lane> windows() {
        List<Lane> lanes = new ArrayList<>(List.of(
                window(
                        "count-silent",
                        "event_count that never fires, 1,000 groups",
                        Correlations.count(SPAN, 1_000_000),
                        SPAN,
                        (number, words) -> new Step(number / 100, user(words.below(GROUPS)), "failed", words.address()),
                        100_000),
                // each group has 12 failures within a second, one alert, and nothing for the next 1,000 s
                window(
                        "count-firing",
                        "event_count that fires once in 12 matches, 1,000 groups",
                        Correlations.count(SPAN, 10),
                        SPAN,
                        (number, words) -> new Step(number / 12, user(number / 12 % GROUPS), "failed", words.address()),
                        100_000)));
        for (int distinct : List.of(200, 1_800, 7_200)) {
            lanes.add(window(
                    "values-" + distinct,
                    "value_count of " + distinct + " different values in one window",
                    Correlations.values(distinct / 2 + "s", 1_000_000),
                    distinct / 2 + "s",
                    (number, words) -> new Step(number / 2, "ann", "failed", "value-" + number),
                    distinct == 200 ? 40_000 : distinct == 1_800 ? 20_000 : 10_000));
        }
        lanes.add(window(
                "temporal",
                "temporal of three rules, one group in ten complete",
                Correlations.temporal("temporal", SPAN),
                SPAN,
                (number, words) -> episode(number, number / 3 % 10 == 0 ? "cab" : "bab"),
                100_000));
        lanes.add(window(
                "temporal-ordered",
                "temporal_ordered of three rules, one group in ten in order",
                Correlations.temporal("temporal_ordered", SPAN),
                SPAN,
                (number, words) -> episode(number, number / 3 % 10 == 0 ? "abc" : "cba"),
                100_000));
        lanes.add(window(
                "hot-key",
                "event_count of one group with 30,000 matches in its window",
                Correlations.count(SPAN, 1_000_000),
                SPAN,
                (number, words) -> new Step(number / 100, "ann", "failed", words.address()),
                100_000));
        lanes.add(window(
                "keys",
                "event_count over 100,000 groups",
                Correlations.count("1h", 1_000_000),
                "1h",
                (number, words) -> new Step(number / 100, user(words.below(100_000)), "failed", words.address()),
                100_000));
        return lanes;
    }

    private static Lane window(String name, String asks, String rules, String silence, SignIns.Plot plot, int lap) {
        return new Lane(name, asks, new Rules.Text(rules), Log.LINUX_AUTH, () -> new SignIns(7, plot), lap, silence);
    }

    /** Three events of a user within three seconds; the user comes again after 3,000 s. */
    private static Step episode(long number, String actions) {
        return new Step(number, user(number / 3 % GROUPS), String.valueOf(actions.charAt((int) (number % 3))), "-");
    }

    private static String user(long number) {
        return "user-" + number;
    }
}

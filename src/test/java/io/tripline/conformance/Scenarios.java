package io.tripline.conformance;

import io.tripline.conformance.Scenario.Step;
import io.tripline.conformance.SimulatedRule.Shape;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.correlate.Limits;
import io.tripline.engine.correlate.oracle.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios by number: streams of few milliseconds with ties, missing keys and values, several logs, lying clocks, in any order
 * of arrival, with edits in between, so that every edge is hit. The same seed gives the same scenario.
 */
final class Scenarios {

    static final long EPOCH = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    private final Random random;

    /** What a scenario has beside one rule and one log in order. */
    enum Trait {
        /** Some milliseconds apart. */
        SEVERAL_LOGS,
        /** Some of them two hours behind. */
        LOGS_HOURS_APART,
        ANY_ORDER,
        LYING_CLOCKS,
        EDITS,
        HELD,
        LIVE,
        RESTARTS,
        SHORT_MEMORY
    }

    private Scenarios(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    static Scenario of(long seed, Shape shape, List<Trait> traits) {
        return new Scenarios(seed).scenario(shape, traits);
    }

    private Scenario scenario(Shape shape, List<Trait> traits) {
        SimulatedRule rule =
                new SimulatedRule(shape, 2 + random.nextInt(14), 1 + random.nextInt(4), random.nextInt(4) == 0, 1);
        List<Step> steps = new ArrayList<>();
        SimulatedRule current = rule;
        long newest = Long.MIN_VALUE;
        for (Happening happening : stream(traits)) {
            if (traits.contains(Trait.EDITS) && random.nextInt(8) == 0) {
                Step edit = edit(current);
                current = edit instanceof Step.Edited(SimulatedRule to)
                        ? to
                        : edit instanceof Step.Rekeyed(SimulatedRule other) ? other : current;
                steps.add(edit);
            }
            if (traits.contains(Trait.RESTARTS) && random.nextInt(6) == 0) {
                Step whileDown = traits.contains(Trait.EDITS) && random.nextBoolean() ? editWhileDown(current) : null;
                current = whileDown instanceof Step.Edited(SimulatedRule to)
                        ? to
                        : whileDown instanceof Step.Rekeyed(SimulatedRule other) ? other : current;
                steps.add(new Step.Restarts(whileDown));
            }
            steps.add(new Step.Comes(happening));
            newest = Math.max(newest, happening.time());
            if (traits.contains(Trait.LIVE) && random.nextInt(3) == 0) {
                steps.add(new Step.Passes(1 + random.nextInt(12), newest + random.nextInt(20)));
            }
        }
        long late = traits.contains(Trait.SHORT_MEMORY) ? random.nextInt(20) : HOUR;
        long held = traits.contains(Trait.HELD) ? 200 : 0;
        return new Scenario(rule, settings(held, late, traits.contains(Trait.LIVE)), steps);
    }

    /** What comes to pass while the clock on the wall goes on, for a rule over few milliseconds. */
    static Scenario live(SimulatedRule rule, Step... steps) {
        return new Scenario(rule, settings(0, HOUR, true), List.of(steps));
    }

    /** What comes from files. */
    static Scenario replayed(SimulatedRule rule, Step... steps) {
        return new Scenario(rule, settings(0, HOUR, false), List.of(steps));
    }

    /** All ms. */
    private static EngineSettings settings(long held, long late, boolean live) {
        return new EngineSettings(
                Duration.ofMillis(held),
                Duration.ofMillis(late),
                live ? Duration.ofMillis(3) : Duration.ZERO,
                Duration.ZERO,
                !live,
                false,
                true,
                Limits.DEFAULT);
    }

    private @Nullable Step editWhileDown(SimulatedRule rule) {
        return switch (edit(rule)) {
            case Step.Edited edited -> edited;
            case Step.Rekeyed rekeyed -> rekeyed;
            case Step.Renamed renamed -> renamed;
            default -> null;
        };
    }

    private Step edit(SimulatedRule rule) {
        return switch (random.nextInt(7)) {
            case 0 -> new Step.Edited(rule.again());
            case 1 -> new Step.Edited(rule.withNumber(1 + random.nextInt(4)));
            case 2 ->
                rule.shape().isByDeadline()
                        ? new Step.Edited(rule.again())
                        : new Step.Edited(rule.withSpan(2 + random.nextInt(14)));
            case 3 ->
                switch (rule.shape()) {
                    case SUPPRESSED, SUPPRESSED_WITH_USER, NEW_TERM -> new Step.Edited(rule.again());
                    default -> new Step.Rekeyed(rule.withKeyRequired(!rule.keyRequired()));
                };
            case 4 -> new Step.Broken();
            case 5 -> new Step.Renamed();
            default -> new Step.Replaced();
        };
    }

    private List<Happening> stream(List<Trait> traits) {
        boolean apart = traits.contains(Trait.LOGS_HOURS_APART);
        int logs = apart || traits.contains(Trait.SEVERAL_LOGS) ? 1 + random.nextInt(3) : 1;
        long[] behind = new long[logs];
        for (int i = 1; i < logs; i++) {
            behind[i] = apart && random.nextBoolean() ? 2 * HOUR : random.nextInt(10);
        }
        List<Happening> stream = new ArrayList<>();
        int size = 1 + random.nextInt(30);
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            times.add(random.nextInt(41));
        }
        Collections.sort(times);
        for (int i = 0; i < size; i++) {
            int log = random.nextInt(logs);
            stream.add(new Happening(
                    String.format("e%03d", i),
                    time(traits, times.get(i) - behind[log]),
                    "log" + log,
                    List.of("a", "a", "b", "c").get(random.nextInt(4)),
                    List.of("u", "u", "v", "").get(random.nextInt(4)),
                    List.of("1", "2", "3", "4", "").get(random.nextInt(5))));
        }
        stream.replaceAll(Scenarios::withoutEmpty);
        if (traits.contains(Trait.ANY_ORDER)) {
            shuffle(stream);
        }
        return stream;
    }

    private long time(List<Trait> traits, long at) {
        boolean lies = traits.contains(Trait.LYING_CLOCKS) && random.nextInt(20) == 0;
        return !lies ? EPOCH + at : random.nextBoolean() ? EPOCH + 3_000 * DAY + at : at;
    }

    private static Happening withoutEmpty(Happening happening) {
        String user = happening.user();
        String value = happening.value();
        return new Happening(
                happening.id(),
                happening.time(),
                happening.log(),
                happening.kind(),
                user == null || user.isEmpty() ? null : user,
                value == null || value.isEmpty() ? null : value);
    }

    /** All of it, or a few milliseconds to and fro. */
    private void shuffle(List<Happening> stream) {
        if (random.nextBoolean()) {
            Collections.shuffle(stream, random);
            return;
        }
        List<Integer> order = new ArrayList<>();
        List<Integer> noise = new ArrayList<>();
        for (int i = 0; i < stream.size(); i++) {
            order.add(i);
            noise.add(i + random.nextInt(6));
        }
        order.sort(Comparator.comparingInt(noise::get));
        List<Happening> arrived = order.stream().map(stream::get).toList();
        stream.clear();
        stream.addAll(arrived);
    }
}

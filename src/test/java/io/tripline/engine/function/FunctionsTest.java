package io.tripline.engine.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tripline.event.Event;
import io.tripline.event.Match;
import io.tripline.event.NumberAt;
import io.tripline.event.Origin;
import io.tripline.event.Stage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each function takes back exactly what it was given: after any reverse it says what the rest alone would say. */
class FunctionsTest {

    /** Values in the window, and the function's state of them. */
    private static final class Windowed<C extends Serializable> {

        private final WindowFunction<C> function;
        private final C context;
        private final List<@Nullable Object> held = new ArrayList<>();

        Windowed(WindowFunction<C> function) {
            this.function = function;
            this.context = function.createContext();
        }

        Windowed<C> in(@Nullable Object... values) {
            for (Object value : values) {
                accumulate(function, context, value);
                held.add(value);
            }
            return this;
        }

        Windowed<C> outFirst() {
            Object value = held.removeFirst();
            try {
                function.reverse(context, value);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return this;
        }

        @Nullable
        Object result() {
            return result(function, context);
        }

        /** Of the values that are left, given to a new state. */
        @Nullable
        Object resultFromTheStart() {
            C fresh = function.createContext();
            held.forEach(value -> accumulate(function, fresh, value));
            return result(function, fresh);
        }

        private static <C extends Serializable> void accumulate(
                WindowFunction<C> function, C context, @Nullable Object value) {
            function.accumulate(context, value);
        }

        private static <C extends Serializable> @Nullable Object result(WindowFunction<C> function, C context) {
            try {
                return function.getResult(context);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Match match(long time, int step, boolean last) {
        Event event = Event.of("e" + time + "." + step, time, Origin.UNKNOWN, Map.of());
        Match match = (last ? Match.lastStep(step, event) : Match.step(step, event))
                .toList()
                .getFirst();
        return match.arrivingAs(time);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void sumsAreExactAndTakeBackWhatLeaves() {
        Windowed<?> sum = new Windowed<>(new SumFunction()).in(number("0.1"), 0.2, 3, 4L, null, "5", Double.NaN);

        assertEquals(number("7.3"), sum.result());
        assertEquals(number("7.2"), sum.outFirst().result());
        assertEquals(BigDecimal.ZERO, new Windowed<>(new SumFunction()).result());
    }

    @Test
    void theAverageOfNothingIsNothing() {
        assertNull(new Windowed<>(new AverageFunction()).in("no number").result());
        assertEquals(
                number("2.5"), new Windowed<>(new AverageFunction()).in(2, 3).result());
        assertEquals(
                number("30"), new Windowed<>(new AverageFunction()).in(20, 40).result());
    }

    @Test
    void percentilesAreInterpolatedBetweenRanks() {
        List<String> expected = List.of("15", "20", "35", "40", "50", "29");
        List<Double> percents = List.of(0d, 25d, 50d, 75d, 100d, 40d);
        for (int i = 0; i < percents.size(); i++) {
            Windowed<?> window = new Windowed<>(new PercentileFunction());
            for (int value : List.of(40, 15, 50, 20, 35)) {
                window.in(new NumberAt(percents.get(i), BigDecimal.valueOf(value)));
            }
            assertEquals(number(expected.get(i)), window.result());
        }
        assertNull(new Windowed<>(new PercentileFunction()).in((Object) null).result());
    }

    @Test
    void minutesAreBetweenTheFirstAndTheLast() {
        Windowed<?> minutes = new Windowed<>(new MinutesFunction());

        assertEquals(BigDecimal.ZERO, minutes.result());
        minutes.in(match(30_000, 1, false), match(0, 1, false), match(0, 1, false), match(1_800_000, 1, false));
        assertEquals("30", String.valueOf(minutes.result()));
        assertEquals("30", String.valueOf(minutes.outFirst().result()));
        assertEquals("30", String.valueOf(minutes.outFirst().result()));
        assertEquals(BigDecimal.ZERO, minutes.outFirst().result());
        assertEquals(
                "0.000016",
                String.valueOf(new Windowed<>(new MinutesFunction())
                        .in(match(0, 1, false), match(1, 1, false))
                        .result()));
    }

    @Test
    void timesCountsWhatHolds() {
        Windowed<?> times = new Windowed<>(new TimesFunction()).in(true, false, true, null);

        assertEquals(2, times.result());
        assertEquals(1, times.outFirst().result());
    }

    @Test
    void stepsInOrderAreFoundAndGoWithTheirFirst() {
        Windowed<?> order = new Windowed<>(new InOrderFunction());

        assertNull(order.in(match(1, 2, true)).result());
        Match first = match(2, 1, false);
        Match newer = match(3, 1, false);
        Match second = match(4, 2, true);
        assertNull(order.in(first, newer).result());
        assertEquals(List.of(newer, second), order.in(second).result());
        order.outFirst().outFirst();
        assertEquals(List.of(newer, second), order.result());
        assertNull(order.outFirst().result());
    }

    @Test
    void anEventDoesNotFollowItself() {
        Event event = Event.of("e", 5, Origin.UNKNOWN, Map.of());
        Match asSecond = Match.lastStep(2, event).toList().getFirst().arrivingAs(1);
        Match asFirst = Match.step(1, event).toList().getFirst().arrivingAs(1);

        assertNull(new Windowed<>(new InOrderFunction()).in(asSecond, asFirst).result());
        assertNull(new Windowed<>(new InOrderFunction()).in(asFirst, asSecond).result());
    }

    @Test
    void aLateStepIsPutWhereItBelongs() {
        Match first = match(1, 1, false);
        Match second = match(3, 2, true);

        assertEquals(
                List.of(first, second),
                new Windowed<>(new InOrderFunction()).in(second, first).result());
    }

    @Test
    void aSequenceIsFoundOnceAndUsesEachMatchOnce() {
        Windowed<?> sequence = new Windowed<>(new SequenceFunction());
        Match first = match(1, 1, false);
        Match second = match(2, 2, true);

        assertNull(sequence.in(first).result());
        assertEquals(List.of(first, second), sequence.in(second).result());
        assertNull(sequence.in(match(3, 2, true)).result());
    }

    @Test
    void theNewestSequenceTakesThePlaceOfOneThatHasComeAsFar() {
        Windowed<?> sequence = new Windowed<>(new SequenceFunction());
        Match newer = match(2, 1, false);
        Match second = match(3, 2, true);

        assertEquals(
                List.of(newer, second),
                sequence.in(match(1, 1, false), newer, second).result());
        assertNull(sequence.in(match(4, 2, true)).result());
    }

    @Test
    void aSequenceGoesWithItsFirst() {
        Windowed<?> sequence = new Windowed<>(new SequenceFunction()).in(match(1, 1, false), match(2, 2, false));

        assertNull(sequence.outFirst().in(match(3, 3, true)).result());
    }

    @Test
    void untilEndsWhatIsUnderWayAfterTheStepOfTheSameEvent() {
        Match first = match(1, 1, false);
        Match second = match(2, 2, true);

        assertNull(new Windowed<>(new SequenceFunction())
                .in(first, staged(2, Stage.UNTIL), match(3, 2, true))
                .result());
        assertEquals(
                List.of(first, second),
                new Windowed<>(new SequenceFunction())
                        .in(first, staged(2, Stage.UNTIL), second)
                        .result());
    }

    @Test
    void whatMustBeMissingSpoilsBetweenTwoMilliseconds() {
        Match first = match(1, 1, false);
        Match second = match(5, 2, true);
        Stage absent = Stage.absent(1);

        assertNull(new Windowed<>(new SequenceFunction())
                .in(first, staged(3, absent), second)
                .result());
        assertEquals(
                List.of(first, second),
                new Windowed<>(new SequenceFunction())
                        .in(first, staged(1, absent), staged(5, absent), second)
                        .result());
        assertNull(new Windowed<>(new SequenceFunction())
                .in(first, staged(3, absent), staged(5, absent), second)
                .result());
    }

    @Test
    void whatMustBeMissingBeforeTheFirstSpoilsWhileItIsInTheWindow() {
        Match before = staged(1, Stage.absent(0));
        Match first = match(2, 1, false);
        Match second = match(3, 2, true);

        assertNull(
                new Windowed<>(new SequenceFunction()).in(before, first, second).result());
        assertEquals(
                List.of(first, second),
                new Windowed<>(new SequenceFunction())
                        .in(before, first)
                        .outFirst()
                        .in(second)
                        .result());
    }

    @Test
    void anEventOfSeveralStepsIsEachOfThemForAnotherSequence() {
        List<Match> all = java.util.stream.LongStream.range(0, 4)
                .mapToObj(i -> staged(i, Stage.steps(1, 3, true)))
                .toList();
        Windowed<?> sequence = new Windowed<>(new SequenceFunction());

        assertNull(sequence.in(all.get(0), all.get(1)).result());
        assertEquals(all.subList(0, 3), sequence.in(all.get(2)).result());
        assertEquals(all.subList(1, 4), sequence.in(all.get(3)).result());
    }

    @Test
    void aLateMatchFindsWhatWasNotFoundBefore() {
        Windowed<?> sequence = new Windowed<>(new SequenceFunction());
        Match first = match(1, 1, false);
        Match second = match(3, 2, true);

        assertNull(sequence.in(second).result());
        assertEquals(List.of(first, second), sequence.in(first).result());
        assertNull(sequence.in(staged(2, Stage.absent(1))).result());
    }

    private static Match staged(long time, Stage stage) {
        return Match.kept(io.tripline.event.Key.NONE, "", stage, "e" + time, time, time, Map.of(), List.of(), "");
    }

    /** A window of random values and matches, oldest out first, against a new state of what is left. */
    @Test
    void whatIsLeftDecidesAlone() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Windowed<?>> functions = List.of(
                    new Windowed<>(new SumFunction()),
                    new Windowed<>(new AverageFunction()),
                    new Windowed<>(new CountDistinctFunction()),
                    new Windowed<>(new DistinctFunction()),
                    new Windowed<>(new MinutesFunction()),
                    new Windowed<>(new PercentileFunction()),
                    new Windowed<>(new InOrderFunction()));
            long time = 0;
            for (int i = 0; i < 40; i++) {
                time += random.nextInt(3);
                int step = 1 + random.nextInt(3);
                Match match = match(time, step, step == 3).arrivingAs(i);
                BigDecimal value = BigDecimal.valueOf(random.nextInt(6), 1);
                boolean leaves = random.nextInt(3) == 0 && i > 3;
                for (Windowed<?> window : functions) {
                    window.in(valueFor(window, match, value));
                    if (leaves) {
                        window.outFirst();
                    }
                    assertEquals(shown(window.resultFromTheStart()), shown(window.result()));
                }
            }
        }
    }

    private static Object valueFor(Windowed<?> window, Match match, BigDecimal value) {
        return switch (window.function) {
            case MinutesFunction minutes -> match;
            case InOrderFunction inOrder -> match;
            case PercentileFunction percentile -> new NumberAt(90, value);
            default -> value;
        };
    }

    private static String shown(@Nullable Object result) {
        return switch (result) {
            case Collection<?> many
            when !(result instanceof List<?>) ->
                many.stream().map(String::valueOf).sorted().toList().toString();
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case null, default -> String.valueOf(result);
        };
    }
}

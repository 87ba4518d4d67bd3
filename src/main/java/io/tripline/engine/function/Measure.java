package io.tripline.engine.function;

import io.tripline.event.Match;
import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What rules measure of the numbers that matches carry, by the functions that Drools calls for them. */
public sealed interface Measure {

    record Sum(String path) implements Measure {}

    record Average(String path) implements Measure {}

    /** @param percent 0 to 100 */
    record Percentile(double percent, String path) implements Measure {}

    /** Nothing is measured yet. */
    default Running start() {
        return switch (this) {
            case Sum sum -> new Running.Of<>(new SumFunction(), this);
            case Average average -> new Running.Of<>(new AverageFunction(), this);
            case Percentile percentile -> new Running.Of<>(new PercentileFunction(), this);
        };
    }

    private @Nullable Object of(Match match) {
        return switch (this) {
            case Sum(String path) -> match.number(path);
            case Average(String path) -> match.number(path);
            case Percentile(double percent, String path) -> match.numberAt(percent, path);
        };
    }

    /** A measure over matches that come and go. One thread at a time. */
    sealed interface Running {

        void add(Match match);

        /** One that was added before. */
        void remove(Match match);

        /** null of no number at all. */
        @Nullable
        BigDecimal result();

        /** By a function of Drools. */
        final class Of<C extends Serializable> implements Running {

            private final WindowFunction<C> function;
            private final Measure measure;
            private final C context;

            private Of(WindowFunction<C> function, Measure measure) {
                this.function = function;
                this.measure = measure;
                this.context = function.createContext();
            }

            @Override
            public void add(Match match) {
                function.accumulate(context, measure.of(match));
            }

            @Override
            public void remove(Match match) {
                function.reverse(context, measure.of(match));
            }

            @Override
            public @Nullable BigDecimal result() {
                return (BigDecimal) function.getResult(context);
            }
        }
    }
}

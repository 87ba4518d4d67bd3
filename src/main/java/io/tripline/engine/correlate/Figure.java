package io.tripline.engine.correlate;

import io.tripline.engine.function.AverageFunction;
import io.tripline.engine.function.PercentileFunction;
import io.tripline.engine.function.SumFunction;
import io.tripline.event.Match;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** What is worked out of the numbers of matches, by the functions of the rules themselves. */
sealed interface Figure {

    record Sum() implements Figure {}

    record Average() implements Figure {}

    record Percentile(double percent) implements Figure {}

    default String words() {
        return switch (this) {
            case Sum sum -> "sum";
            case Average average -> "average";
            case Percentile(double percent) ->
                percent == 50
                        ? "median"
                        : "percentile "
                                + BigDecimal.valueOf(percent)
                                        .stripTrailingZeros()
                                        .toPlainString();
        };
    }

    /** Of a field of the matches; null if none has a number there. */
    default @Nullable BigDecimal of(Collection<Match> matches, String path) {
        return switch (this) {
            case Sum sum -> result(new SumFunction(), matches, match -> match.number(path));
            case Average average -> result(new AverageFunction(), matches, match -> match.number(path));
            case Percentile(double percent) ->
                result(new PercentileFunction(), matches, match -> match.numberAt(percent, path));
        };
    }

    private static <C extends Serializable> @Nullable BigDecimal result(
            AccumulateFunction<C> function, Collection<Match> matches, Function<Match, @Nullable Object> value) {
        try {
            C context = function.createContext();
            function.init(context);
            for (Match match : matches) {
                Object number = value.apply(match);
                if (number != null) {
                    function.accumulate(context, number);
                }
            }
            return function.getResult(context) instanceof BigDecimal result ? result : null;
        } catch (Exception impossible) {
            throw new IllegalStateException("our own functions throw nothing", impossible);
        }
    }
}

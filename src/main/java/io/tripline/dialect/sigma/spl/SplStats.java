package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.Quantity.EventField;
import io.tripline.dialect.sigma.spl.Quantity.EventTime;
import io.tripline.dialect.sigma.spl.Quantity.Measured;
import io.tripline.dialect.sigma.spl.Quantity.Opaque;
import io.tripline.dialect.sigma.spl.SplCommand.Aggregate;
import io.tripline.event.FieldPath;
import io.tripline.rule.Measure;
import java.math.BigDecimal;
import java.util.List;

/** What the functions of {@code stats} stand for. */
final class SplStats {

    private static final double HALF = 50;

    private final SplArithmetic before;

    /** @param before the names as they were in front of {@code stats} */
    SplStats(SplArithmetic before) {
        this.before = before;
    }

    Quantity quantity(Aggregate aggregate) {
        String function = aggregate.function();
        Quantity argument =
                aggregate.argument().isEmpty() ? new Opaque("no argument") : before.named(aggregate.argument());
        return switch (function) {
            case "count", "c" -> new Measured(new Measure.EventCount());
            case "min", "earliest" -> argument instanceof EventTime ? new Quantity.First() : unsupported(function);
            case "max", "latest" -> argument instanceof EventTime ? new Quantity.Last() : unsupported(function);
            case "range" ->
                argument instanceof EventTime ? new Quantity.Elapsed(BigDecimal.ONE) : unsupported(function);
            default ->
                argument instanceof EventField(String name)
                        ? ofField(function, new FieldPath(name))
                        : unsupported(function);
        };
    }

    private static Quantity ofField(String function, FieldPath field) {
        return switch (function) {
            case "values", "list" -> new Quantity.Listed(field);
            case "dc", "distinct_count" -> new Measured(new Measure.ValueCount(List.of(field)));
            case "sum" -> new Measured(new Measure.Sum(field));
            case "avg", "mean" -> new Measured(new Measure.Average(field));
            case "median" -> new Measured(new Measure.Percentile(field, HALF));
            default -> percentile(function, field);
        };
    }

    private static Quantity percentile(String function, FieldPath field) {
        String digits = function.startsWith("perc")
                ? function.substring(4)
                : function.startsWith("p") ? function.substring(1) : "";
        BigDecimal percent = SplExpressionParser.number(digits);
        return percent == null || percent.compareTo(BigDecimal.valueOf(100)) > 0
                ? unsupported(function)
                : new Measured(new Measure.Percentile(field, percent.doubleValue()));
    }

    private static Quantity unsupported(String function) {
        return new Opaque("the function '" + function + "' of this argument");
    }
}

package io.tripline.dialect.sigma.spl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Measure;
import java.math.BigDecimal;

/** What a name of a search stands for, as far as it decides when to alert. */
sealed interface Quantity {

    record Constant(BigDecimal value) implements Quantity {}

    /** The value of a placeholder. */
    record Parameter(String name, int offset) implements Quantity {}

    record Text(String text) implements Quantity {}

    /** A field of the event, before {@code stats}; or one that {@code stats} groups by, after it. */
    record EventField(String name) implements Quantity {}

    /** The time of the event: {@code _time} before it is binned. */
    record EventTime() implements Quantity {}

    /** The beginning of the bin that the event is in. */
    record BinnedTime() implements Quantity {}

    /** {@code min(_time)} */
    record First() implements Quantity {}

    /** {@code max(_time)} */
    record Last() implements Quantity {}

    /**
     * The time between first and last event.
     *
     * @param unit in seconds: 60 where it is counted in minutes
     */
    record Elapsed(BigDecimal unit) implements Quantity {}

    record Measured(Measure measure) implements Quantity {}

    record Listed(FieldPath field) implements Quantity {}

    /** Something that cannot be followed; harmless as long as nothing depends on it. */
    record Opaque(String why) implements Quantity {}
}

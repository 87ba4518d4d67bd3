package io.tripline.alert.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of an alert that was given to a sink. */
public sealed interface Outcome {

    /** It is there. */
    record Delivered() implements Outcome {}

    /**
     * It is not there, and is to be tried again.
     *
     * @param why for a person
     * @param after not before; null where nobody said
     */
    record Later(String why, @Nullable Duration after) implements Outcome {}

    /** It will never be taken as it is. @param why for a person */
    record Refused(String why) implements Outcome {}
}

package io.tripline.dialect.sigma.spl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import java.time.Duration;
import java.util.List;

/** What a Splunk text says about how often and for whom. */
public sealed interface SplReading {

    /** It shows events and counts nothing. */
    record Plain() implements SplReading {}

    /**
     * @param filters which events it counts, all of them hold
     * @param perPlaceholder fields that an unset placeholder would have fixed: each value is looked at on its own
     * @param groupBy events without these are not counted
     * @param collect fields whose values are listed
     * @param restrictions where the reading differs from what Splunk would do
     */
    record Aggregation(
            List<SplFilter> filters,
            List<FieldPath> perPlaceholder,
            List<FieldPath> groupBy,
            Duration window,
            List<Bound> having,
            List<FieldPath> collect,
            List<String> restrictions)
            implements SplReading {
        public Aggregation {
            filters = List.copyOf(filters);
            perPlaceholder = List.copyOf(perPlaceholder);
            groupBy = List.copyOf(groupBy);
            having = List.copyOf(having);
            collect = List.copyOf(collect);
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * A command outside the subset.
     *
     * @param command its name as written
     */
    record Outside(String command, String why, int offset) implements SplReading {}

    /** The values of placeholders. */
    interface Placeholders {

        /** Empty where nobody set one. */
        List<String> values(String name, int offset);

        /** The value that the text implies where the user set none. */
        List<String> valuesOr(String name, String implied, int offset);

        /** The value of a number from which on to alert, or the one that is used where nobody set any. */
        List<String> threshold(String name, int offset);

        /** The window of a text that names none. */
        Duration defaultWindow(int offset);
    }

    static SplReading of(String text, Placeholders placeholders) {
        return new SplInterpreter(placeholders).read(SplParser.commands(text));
    }
}

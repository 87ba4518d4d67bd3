package io.tripline.dialect.sigma.spl;

import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import java.time.Duration;
import java.util.List;

/** What a Splunk text says about how often and for whom. */
public sealed interface SplReading {

    /**
     * It shows events and counts nothing.
     *
     * @param filters which events it shows, all of them hold
     * @param restrictions where each event stands for more in Splunk than here
     */
    record Plain(List<SplFilter> filters, List<String> restrictions) implements SplReading {
        public Plain {
            filters = List.copyOf(filters);
            restrictions = List.copyOf(restrictions);
        }
    }

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

        /** A value without which nobody knows when to alert; where nobody set one, that is told and the text refused. */
        List<String> needed(String name, int offset);

        /** The window of a text that names none. */
        Duration defaultWindow(int offset);
    }

    /** Whether a text does more than showing events that it finds by their fields. */
    static boolean counts(String text) {
        return SplParser.commands(text).stream()
                .anyMatch(command -> command instanceof SplCommand.Stats
                        || command instanceof SplCommand.Where
                        || command instanceof SplCommand.Outside);
    }

    static SplReading of(String text, Placeholders placeholders) {
        return new SplInterpreter(placeholders).read(SplParser.commands(text));
    }
}

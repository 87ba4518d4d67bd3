package io.tripline.dialect.sigma.spl;

import java.util.List;
import java.util.Map;

/** One command of a search, with its place. */
sealed interface SplCommand {

    int offset();

    /** The search in front, or {@code search}. */
    record Search(SplFilter filter, int offset) implements SplCommand {}

    /** {@code fields}, {@code table}, {@code sort}: what is shown, and in which order. */
    record Show(int offset) implements SplCommand {}

    /** {@code head}, {@code dedup}: of events, the newest first, only some. */
    record Newest(String name, int offset) implements SplCommand {}

    /** @param names old name to new name */
    record Rename(Map<String, String> names, int offset) implements SplCommand {
        public Rename {
            names = Map.copyOf(names);
        }
    }

    /** {@code bin _time span=1h}. */
    record Bin(String field, String span, String as, int offset) implements SplCommand {}

    record Eval(String name, SplExpression expression, int offset) implements SplCommand {}

    record Where(SplExpression condition, int offset) implements SplCommand {}

    record Stats(List<Aggregate> aggregates, List<String> by, int offset) implements SplCommand {
        public Stats {
            aggregates = List.copyOf(aggregates);
            by = List.copyOf(by);
        }
    }

    /** @param argument empty where there is none */
    record Aggregate(String function, String argument, String as) {}

    /** What the subset has no place for. */
    record Outside(String name, String why, int offset) implements SplCommand {}
}

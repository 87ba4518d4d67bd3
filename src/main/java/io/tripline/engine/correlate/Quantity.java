package io.tripline.engine.correlate;

import io.tripline.engine.correlate.Nearness.Measure;
import io.tripline.engine.read.Operator;
import io.tripline.event.Match;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition on an aggregate asks: of what, and how much.
 *
 * @param condition in words
 */
record Quantity(Of of, Operator operator, BigDecimal bound, String condition) {

    /** So many of the newest facts of a window are looked at. */
    static final int MOST_FACTS = 10_000;

    /** What is counted or measured. */
    sealed interface Of {

        record Matches() implements Of {}

        /** @param names of the rules, where matches differ by their rule; else empty */
        record Different(Kind kind, List<String> names) implements Of {
            public Different {
                names = List.copyOf(names);
            }
        }

        /** Matches of one of several rules. */
        record OfRule(String rule) implements Of {}

        record Figures(Figure figure, String path) implements Of {}
    }

    /**
     * What is there of it.
     *
     * @param until ms since the epoch: the last moment of it, null where there is nothing
     */
    record Found(Measure measure, @Nullable Long until, double ratio) {}

    /** In the window that ends at the group's time. */
    Found in(GroupState group, String stream, long window) {
        int first = group.from(window);
        int from = Math.max(first, group.facts().size() - MOST_FACTS);
        return switch (of) {
            case Of.Matches matches -> count(group, stream, window, first, from);
            case Of.Different(Kind kind, List<String> names) ->
                different(kind, names, group, stream, window, from, from > first);
            case Of.OfRule(String rule) -> ofRule(rule, group, stream, window, from);
            case Of.Figures(Figure figure, String path) ->
                figure(figure, path, group, stream, window, from, from > first);
        };
    }

    private Found count(GroupState group, String stream, long window, int first, int from) {
        long others = 0;
        long oldest = LogClocks.NEVER;
        for (int i = group.facts().size() - 1; i >= from; i--) {
            if (group.isMatchOf(stream, i)) {
                oldest = group.facts().time(i);
            } else {
                others++;
            }
        }
        oldest = from > first ? group.facts().time(first) : oldest;
        long count = group.facts().size() - first - others;
        return found("", BigDecimal.valueOf(count), oldest, window, List.of(), false);
    }

    private Found different(
            Kind kind, List<String> names, GroupState group, String stream, long window, int from, boolean part) {
        Map<Object, Long> newest = new HashMap<>();
        for (int i = group.facts().size() - 1; i >= from; i--) {
            if (group.isMatchOf(stream, i)) {
                for (Object one : kind.of(group.match(i))) {
                    newest.putIfAbsent(one, group.facts().time(i));
                }
            }
        }
        long oldest = newest.values().stream().min(Comparator.naturalOrder()).orElse(LogClocks.NEVER);
        List<String> missing =
                names.stream().filter(name -> !newest.containsKey(name)).toList();
        return found(words(kind), BigDecimal.valueOf(newest.size()), oldest, window, missing, part);
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case Kind.OfRule() -> "rules";
            case Kind.OfRuleAmong among -> "rules";
            case Kind.OfStep() -> "steps";
            case Kind.OfValues(String path) -> "different " + path;
            case Kind.OfCombinations(List<String> paths) -> "different " + String.join(" and ", paths);
        };
    }

    private Found ofRule(String rule, GroupState group, String stream, long window, int from) {
        long count = 0;
        long newest = LogClocks.NEVER;
        for (int i = group.facts().size() - 1; i >= from; i--) {
            if (group.isMatchOf(stream, i) && group.match(i).isOf(rule)) {
                newest = Math.max(newest, group.facts().time(i));
                count++;
            }
        }
        BigDecimal have = BigDecimal.valueOf(count);
        boolean missing = least() != null && !holds(have);
        return found(rule, have, newest, window, missing ? List.of(rule) : List.of(), false);
    }

    private Found figure(
            Figure figure, String path, GroupState group, String stream, long window, int from, boolean part) {
        List<Match> matches = new ArrayList<>();
        for (int i = from; i < group.facts().size(); i++) {
            if (group.isMatchOf(stream, i)) {
                matches.add(group.match(i));
            }
        }
        BigDecimal value = figure.of(matches, path);
        long oldest = value == null ? LogClocks.NEVER : matches.getFirst().getTimestamp();
        return found(figure.words() + " of " + path, value, oldest, window, List.of(), part);
    }

    /**
     * @param have null where there is nothing to be measured
     * @param oldest the first that leaves
     */
    private Found found(
            String words, @Nullable BigDecimal have, long oldest, long window, List<String> missing, boolean part) {
        BigDecimal needed = least();
        boolean holds = have != null && holds(have);
        boolean more = needed != null || operator == Operator.GREATER;
        double ratio = holds ? 1 : have == null || !more || bound.signum() <= 0 ? 0 : share(have, bound);
        return new Found(
                new Measure(
                        words,
                        of instanceof Of.Figures,
                        have == null ? BigDecimal.ZERO : have,
                        needed,
                        condition,
                        holds,
                        missing,
                        part),
                oldest == LogClocks.NEVER ? null : oldest + window,
                ratio);
    }

    private double share(BigDecimal have, BigDecimal bound) {
        BigDecimal needed = least();
        BigDecimal enough = needed == null ? bound : needed;
        return Math.clamp(have.doubleValue() / enough.doubleValue(), 0, 1);
    }

    /** The least that is enough; null where there is none. */
    private @Nullable BigDecimal least() {
        boolean whole = !(of instanceof Of.Figures);
        return switch (operator) {
            case GREATER -> whole ? bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE) : null;
            case AT_LEAST -> whole ? bound.setScale(0, RoundingMode.CEILING) : bound;
            case EQUAL -> of instanceof Of.Different(Kind.OfRule kind, List<String> names) ? bound : null;
            default -> null;
        };
    }

    private boolean holds(BigDecimal have) {
        int order = have.compareTo(bound);
        return switch (operator) {
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case OR, AND, CONTAINS, NOT_CONTAINS, MEMBER_OF, NOT_MEMBER_OF, PLUS, MINUS, TIMES, DIVIDED, REMAINDER ->
                false;
        };
    }
}

package io.tripline.conformance;

import io.tripline.drl.DrlGenerator;
import io.tripline.drl.Generation;
import io.tripline.engine.compile.DrlSource;
import io.tripline.engine.correlate.oracle.Happening;
import io.tripline.engine.correlate.oracle.Law;
import io.tripline.engine.correlate.oracle.Stages;
import io.tripline.event.FieldPath;
import io.tripline.rule.Bound;
import io.tripline.rule.Comparison;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Measure;
import io.tripline.rule.Metadata;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.InputCondition;
import io.tripline.rule.Pattern.Sequence.Term;
import io.tripline.rule.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule twice: as DRL text for the engine, and as the law that it stands for.
 *
 * @param span ms
 * @param number what is compared with
 * @param keyRequired whether events without a user are left out
 * @param version of its metadata, which decides nothing
 */
record SimulatedRule(Shape shape, int span, int number, boolean keyRequired, int version) {

    private static final List<String> KINDS = List.of("a", "b", "c");

    /** Every form that is printed for windows, and what people make of them by hand. */
    enum Shape {
        AT_LEAST,
        MORE_THAN,
        AT_LEAST_BY_HAND,
        WITHOUT_SILENCE,
        AT_MOST,
        FEWER_THAN,
        EXACTLY,
        OTHER_THAN,
        NONE_AFTER,
        BETWEEN,
        VALUES,
        COMBINATIONS,
        SUM,
        SUM_AT_MOST,
        AVERAGE,
        MEDIAN,
        PERCENTILE,
        SEVERAL_MEASURES,
        ALL,
        ALL_BUT,
        ANY_OF,
        IN_ORDER,
        ABSENT,
        SUPPRESSED,
        SUPPRESSED_WITH_USER,
        NEW_TERM,
        FOUND_COUNTED,
        FOUND_IN_ORDER,
        SEQUENCE,
        SEQUENCE_OF_LIKE_EVENTS,
        SEQUENCE_WITH_RUNS,
        SEQUENCE_UNTIL,
        SEQUENCE_MISSING_FIRST,
        SEQUENCE_MISSING_BETWEEN,
        SEQUENCE_SUPPRESSED;

        /** Whether what has passed without a match is what alerts: then nobody says that it came late. */
        boolean isByDeadline() {
            return switch (this) {
                case AT_MOST, FEWER_THAN, EXACTLY, OTHER_THAN, SUM_AT_MOST, NONE_AFTER, ABSENT -> true;
                default -> false;
            };
        }

        boolean isChain() {
            return this == FOUND_COUNTED || this == FOUND_IN_ORDER;
        }

        boolean isSequence() {
            return name().startsWith("SEQUENCE");
        }
    }

    SimulatedRule withNumber(int other) {
        return new SimulatedRule(shape, span, other, keyRequired, version);
    }

    SimulatedRule withSpan(int other) {
        return new SimulatedRule(shape, other, number, keyRequired, version);
    }

    SimulatedRule withKeyRequired(boolean required) {
        return new SimulatedRule(shape, span, number, required, version);
    }

    SimulatedRule again() {
        return new SimulatedRule(shape, span, number, keyRequired, version + 1);
    }

    /** From the innermost to the one that alerts. */
    List<Law> laws() {
        return switch (shape) {
            case AT_LEAST, AT_LEAST_BY_HAND -> List.of(whenever(window -> window.size() >= number));
            case MORE_THAN -> List.of(whenever(window -> window.size() > number));
            case WITHOUT_SILENCE ->
                List.of(new Law.Whenever(span, kind("a"), window -> window.size() >= number, false));
            case AT_MOST -> List.of(atTheEnd(window -> window.size() <= number));
            case FEWER_THAN -> List.of(atTheEnd(window -> window.size() <= number));
            case EXACTLY -> List.of(atTheEnd(window -> window.size() == number));
            case OTHER_THAN -> List.of(atTheEnd(window -> window.size() != number));
            case NONE_AFTER -> List.of(new Law.Absence(span, kind("a"), kind("a"), true));
            case BETWEEN -> List.of(whenever(window -> window.size() >= number && window.size() < number + 2));
            case VALUES -> List.of(measured(window -> values(window).distinct().count() >= number));
            case COMBINATIONS ->
                List.of(measured(window -> values(window).distinct().count() > number));
            case SUM -> List.of(measured(window -> values(window).sum() >= 2.0 * number));
            case SUM_AT_MOST ->
                List.of(new Law.AtTheEnd(
                        span, measured(), window -> values(window).sum() <= 2.0 * number));
            case AVERAGE -> List.of(measured(window -> values(window).average().orElse(0) >= 1 + number / 2.0));
            case MEDIAN -> List.of(measured(window -> percentile(window, 50) > 1 + number / 4.0));
            case PERCENTILE -> List.of(measured(window -> percentile(window, 90) >= 1 + number / 2.0));
            case SEVERAL_MEASURES ->
                List.of(whenever(window ->
                        window.size() >= number && values(window).distinct().count() >= 2));
            case ALL -> List.of(ofAll(window -> KINDS.stream().allMatch(kind -> count(window, kind) > 0)));
            case ALL_BUT ->
                List.of(ofAll(window -> count(window, "a") > 0 && count(window, "b") + count(window, "c") == 0));
            case ANY_OF -> List.of(ofAll(window -> count(window, "a") > 0 || count(window, "b") > 0));
            case IN_ORDER -> List.of(ofAll(window -> isChain(window, KINDS)));
            case ABSENT -> List.of(new Law.Absence(span, kind("a"), kind("b"), false));
            case SUPPRESSED ->
                List.of(new Law.Suppressed(span, happening -> happening.kind().equals("a"), happening -> false));
            case SUPPRESSED_WITH_USER ->
                List.of(new Law.Suppressed(
                        span, happening -> happening.kind().equals("a"), happening -> happening.user() == null));
            case NEW_TERM -> List.of(new Law.NewTerm(span, kind("a").and(happening -> happening.user() != null)));
            case FOUND_COUNTED ->
                List.of(
                        whenever(window -> window.size() >= number),
                        new Law.Whenever(3L * span, kind("found"), window -> window.size() >= 2, true));
            case FOUND_IN_ORDER ->
                List.of(
                        whenever(window -> window.size() >= number),
                        new Law.Whenever(
                                3L * span,
                                anyOf(List.of("found", "b")),
                                window -> isChain(window, List.of("found", "b")),
                                true));
            case SEQUENCE -> List.of(completed(stages("a", "b")));
            case SEQUENCE_OF_LIKE_EVENTS -> List.of(completed(stages("abc", "ab", "ab")));
            case SEQUENCE_WITH_RUNS -> List.of(completed(stages("a", "a", "bc")));
            case SEQUENCE_UNTIL ->
                List.of(completed(new Stages(stages("a", "abc", "b").steps(), Map.of(), Set.of("c"))));
            case SEQUENCE_MISSING_FIRST -> List.of(completed(missing(0)));
            case SEQUENCE_MISSING_BETWEEN -> List.of(completed(missing(1)));
            case SEQUENCE_SUPPRESSED ->
                List.of(completed(stages("a", "b")), new Law.Suppressed(3L * span, kind("found"), happening -> false));
        };
    }

    /** @param steps the letters of each are its kinds */
    private static Stages stages(String... steps) {
        return new Stages(Stream.of(steps).map(SimulatedRule::kinds).toList(), Map.of(), Set.of());
    }

    private static Set<String> kinds(String letters) {
        return Set.of(letters.split(""));
    }

    private static Stages missing(int after) {
        return new Stages(stages("a", "ab").steps(), Map.of(after, Set.of("c")), Set.of());
    }

    private Law completed(Stages stages) {
        Set<String> read = Stream.of(
                        stages.steps().stream(), stages.missing().values().stream(), Stream.of(stages.until()))
                .flatMap(Function.identity())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        return new Law.Completed(span, anyOf(List.copyOf(read)), stages::completes);
    }

    private Predicate<Happening> kind(String kind) {
        return happening -> happening.kind().equals(kind) && (!keyRequired || happening.user() != null);
    }

    private Predicate<Happening> anyOf(List<String> kinds) {
        return happening -> kinds.stream().anyMatch(kind -> kind(kind).test(happening));
    }

    private Law whenever(Law.Holds holds) {
        return new Law.Whenever(span, kind("a"), holds, true);
    }

    private Law measured(Law.Holds holds) {
        return new Law.Whenever(span, measured(), holds, true);
    }

    private Predicate<Happening> measured() {
        return kind("a").and(happening -> happening.value() != null);
    }

    private Law ofAll(Law.Holds holds) {
        return new Law.Whenever(span, anyOf(KINDS), holds, true);
    }

    private Law atTheEnd(Law.Holds holds) {
        return new Law.AtTheEnd(span, kind("a"), holds);
    }

    private static long count(List<Happening> window, String kind) {
        return window.stream().filter(match -> match.kind().equals(kind)).count();
    }

    private static boolean isChain(List<Happening> window, List<String> kinds) {
        int next = 0;
        for (Happening match : window) {
            if (next < kinds.size() && match.kind().equals(kinds.get(next))) {
                next++;
            }
        }
        return next == kinds.size();
    }

    private static DoubleStream values(List<Happening> window) {
        return window.stream().map(Happening::value).filter(Objects::nonNull).mapToDouble(Double::parseDouble);
    }

    private static double percentile(List<Happening> window, double percent) {
        double[] sorted = values(window).sorted().toArray();
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (rank - below) * (above - sorted[below]);
    }

    /** As the engine gets it. */
    DrlSource source(String file) {
        String text =
                switch (shape) {
                    case AT_LEAST_BY_HAND -> generated().replace("$count > " + number, "$count >= " + number);
                    case WITHOUT_SILENCE -> generated().replaceFirst("(?m)^ {4}not\\( Alert\\(.*\\R", "");
                    default -> generated();
                };
        return new DrlSource(file, text + "\n// " + version + "\n");
    }

    private String generated() {
        Rule rule = new Rule("id", "Simulated", METADATA, pattern(), List.of(), List.of());
        Generation generation = DrlGenerator.generate(List.of(rule), "test/case.yml");
        if (!(generation instanceof Generation.Written written)) {
            throw new AssertionError(generation);
        }
        return written.text();
    }

    private static final Metadata METADATA = new Metadata(
            null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);

    private Pattern pattern() {
        return switch (shape) {
            case AT_LEAST, WITHOUT_SILENCE -> counted(Comparison.AT_LEAST, number);
            case MORE_THAN, AT_LEAST_BY_HAND -> counted(Comparison.GREATER, number);
            case AT_MOST -> counted(Comparison.AT_MOST, number);
            case FEWER_THAN -> counted(Comparison.LESS, number + 1);
            case EXACTLY -> counted(Comparison.EQUAL, number);
            case OTHER_THAN -> counted(Comparison.NOT_EQUAL, number);
            case NONE_AFTER -> counted(Comparison.EQUAL, 0);
            case BETWEEN ->
                aggregation(
                        bound(new Measure.EventCount(), Comparison.AT_LEAST, number),
                        bound(new Measure.EventCount(), Comparison.LESS, number + 2));
            case VALUES -> aggregation(bound(new Measure.ValueCount(List.of(VALUE)), Comparison.AT_LEAST, number));
            case COMBINATIONS ->
                aggregation(bound(
                        new Measure.ValueCount(List.of(VALUE, new FieldPath("kind"))), Comparison.GREATER, number));
            case SUM -> aggregation(bound(new Measure.Sum(VALUE), Comparison.AT_LEAST, 2 * number));
            case SUM_AT_MOST -> aggregation(bound(new Measure.Sum(VALUE), Comparison.AT_MOST, 2 * number));
            case AVERAGE -> aggregation(bound(new Measure.Average(VALUE), Comparison.AT_LEAST, 1 + number / 2.0));
            case MEDIAN -> aggregation(bound(new Measure.Percentile(VALUE, 50), Comparison.GREATER, 1 + number / 4.0));
            case PERCENTILE ->
                aggregation(bound(new Measure.Percentile(VALUE, 90), Comparison.AT_LEAST, 1 + number / 2.0));
            case SEVERAL_MEASURES ->
                aggregation(
                        bound(new Measure.EventCount(), Comparison.AT_LEAST, number),
                        bound(new Measure.ValueCount(List.of(VALUE)), Comparison.AT_LEAST, 2));
            case ALL -> new Pattern.Temporal(inputs(), groupBy(3), timespan(), null);
            case ALL_BUT ->
                new Pattern.Temporal(
                        inputs(),
                        groupBy(3),
                        timespan(),
                        new InputCondition.AllOf(List.of(
                                new InputCondition.Matched("a"),
                                new InputCondition.None(new InputCondition.AnyOf(
                                        List.of(new InputCondition.Matched("b"), new InputCondition.Matched("c")))))));
            case ANY_OF ->
                new Pattern.Temporal(
                        inputs(),
                        groupBy(3),
                        timespan(),
                        new InputCondition.AnyOf(
                                List.of(new InputCondition.Matched("a"), new InputCondition.Matched("b"))));
            case IN_ORDER -> new Pattern.TemporalOrdered(inputs(), groupBy(3), timespan());
            case SUPPRESSED -> suppressed(Pattern.MissingFields.SUPPRESS);
            case SUPPRESSED_WITH_USER -> suppressed(Pattern.MissingFields.DO_NOT_SUPPRESS);
            case NEW_TERM -> new Pattern.NewTerms(detection("a"), List.of(USER), timespan());
            case FOUND_COUNTED ->
                new Pattern.Aggregation(
                        List.of(found()),
                        groupBy(1),
                        Duration.ofMillis(3L * span),
                        List.of(bound(new Measure.EventCount(), Comparison.AT_LEAST, 2)),
                        List.of());
            case FOUND_IN_ORDER ->
                new Pattern.TemporalOrdered(
                        List.of(found(), new Input.Events(detection("b"))), groupBy(2), Duration.ofMillis(3L * span));
            case ABSENT -> sequence(null, term("a"), absent("b"));
            case SEQUENCE -> sequence(null, term("a"), term("b"));
            case SEQUENCE_OF_LIKE_EVENTS -> sequence(null, term("abc"), term("ab"), term("ab"));
            case SEQUENCE_WITH_RUNS -> sequence(null, new Term(detection("a"), false, 2), term("bc"));
            case SEQUENCE_UNTIL -> sequence(detection("c"), term("a"), term("abc"), term("b"));
            case SEQUENCE_MISSING_FIRST -> sequence(null, absent("c"), term("a"), term("ab"));
            case SEQUENCE_MISSING_BETWEEN -> sequence(null, term("a"), absent("c"), term("ab"));
            case SEQUENCE_SUPPRESSED ->
                new Pattern.Suppressed(
                        new Input.Correlated("inner", sequence(null, term("a"), term("b"))),
                        List.of(USER),
                        Duration.ofMillis(3L * span),
                        Pattern.MissingFields.SUPPRESS);
        };
    }

    private static final FieldPath USER = new FieldPath("user");
    private static final FieldPath VALUE = new FieldPath("value");

    private Input found() {
        return new Input.Correlated("inner", counted(Comparison.AT_LEAST, number));
    }

    private Pattern counted(Comparison comparison, int than) {
        return aggregation(bound(new Measure.EventCount(), comparison, than));
    }

    private static Bound bound(Measure measure, Comparison comparison, double value) {
        return new Bound(measure, comparison, new BigDecimal(String.valueOf(value)).stripTrailingZeros());
    }

    private Pattern aggregation(Bound... bounds) {
        return new Pattern.Aggregation(
                List.of(new Input.Events(detection("a"))), groupBy(1), timespan(), Arrays.asList(bounds), List.of());
    }

    private Pattern suppressed(Pattern.MissingFields missing) {
        return new Pattern.Suppressed(new Input.Events(detection("a")), List.of(USER), timespan(), missing);
    }

    private Pattern sequence(@Nullable Detection until, Term... terms) {
        return new Pattern.Sequence(List.of(terms), groupBy(terms.length + 1), timespan(), until);
    }

    private static Term term(String kinds) {
        return new Term(detection(kinds), false, 1);
    }

    private static Term absent(String kinds) {
        return new Term(detection(kinds), true, 1);
    }

    private Duration timespan() {
        return Duration.ofMillis(span);
    }

    private static List<Input> inputs() {
        return KINDS.stream()
                .map(kind -> (Input) new Input.Events(detection(kind)))
                .toList();
    }

    private static Detection detection(String kind) {
        return new Detection(
                kind,
                "kind " + kind,
                LogSource.ANY,
                new Condition.FieldTest(
                        new FieldPath("kind"), new io.tripline.rule.Test.Is(List.of(kind.split("")), true)));
    }

    private List<GroupBy> groupBy(int inputs) {
        return List.of(new GroupBy("user", Collections.nCopies(inputs, USER), keyRequired));
    }
}

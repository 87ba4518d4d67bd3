package io.tripline.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What can be worked out of values, by the name of its method in {@link FieldValues}. There is a result for each combination of
 * the inputs' values, and none where an input has none, or it cannot be worked out: what is asked of nothing does not hold.
 *
 * <p>Events may come from anybody, so of lists only the first combinations are looked at: {@link #MOST_COMBINATIONS}, of
 * {@link #LONGEST} UTF-16 units together; the first one always is. A text that would be longer than that is not made.
 */
public enum Derivation {
    /** In UTF-16 units. */
    LENGTH("length", 0, 0, (of, with) -> of.text().length()),
    SUBSTRING("substring", 1, 2, (of, with) -> PartsOfText.slice(of.text(), with)),
    BETWEEN("between", 2, 2, (of, with) -> PartsOfText.between(of, with, false, false)),
    BETWEEN_IGNORE_CASE("betweenIgnoreCase", 2, 2, (of, with) -> PartsOfText.between(of, with, false, true)),
    BETWEEN_GREEDY("betweenGreedy", 2, 2, (of, with) -> PartsOfText.between(of, with, true, false)),
    BETWEEN_GREEDY_IGNORE_CASE(
            "betweenGreedyIgnoreCase", 2, 2, (of, with) -> PartsOfText.between(of, with, true, true)),
    INDEX_OF("indexOf", 1, 2, (of, with) -> PartsOfText.indexOf(of, with, false)),
    INDEX_OF_IGNORE_CASE("indexOfIgnoreCase", 1, 2, (of, with) -> PartsOfText.indexOf(of, with, true)),
    CONCAT("concat", 1, 100, PartsOfText::joined),
    STRING("string", 0, 0, (of, with) -> of.text()),
    NUMBER("number", 0, 1, Arithmetic::number),
    PLUS("plus", 1, 1, Arithmetic::sum),
    MINUS("minus", 1, 1, Arithmetic::difference),
    TIMES("times", 1, 1, Arithmetic::product),
    DIVIDED_BY("dividedBy", 1, 1, Arithmetic::quotient),
    MODULO("modulo", 1, 1, Arithmetic::remainder),
    /** The values read as times, UTC: 0 to 59. */
    MINUTE("minute", ZonedDateTime::getMinute),
    HOUR("hour", ZonedDateTime::getHour),
    /** Of the month. */
    DAY("day", ZonedDateTime::getDayOfMonth),
    /** ISO week of the year. */
    WEEK("week", time -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
    MONTH("month", ZonedDateTime::getMonthValue),
    YEAR("year", ZonedDateTime::getYear);

    static final int MOST_COMBINATIONS = 1000;

    /** As long as a text of an event may be. */
    static final int LONGEST = 1024 * 1024;

    private final String method;
    private final int fewest;
    private final int most;
    private final Work work;

    Derivation(String method, int fewest, int most, Work work) {
        this.method = method;
        this.fewest = fewest;
        this.most = most;
        this.work = work;
    }

    Derivation(String method, ToIntFunction<ZonedDateTime> part) {
        this(method, 0, 0, (of, with) -> {
            Instant instant = of.instant();
            return instant == null ? null : part.applyAsInt(instant.atZone(ZoneOffset.UTC));
        });
    }

    /** The name of its method in {@link FieldValues}. */
    public String method() {
        return method;
    }

    public static @Nullable Derivation ofMethod(String method) {
        for (Derivation derivation : values()) {
            if (derivation.method.equals(method)) {
                return derivation;
            }
        }
        return null;
    }

    /** How many arguments it takes at least. */
    public int fewestArguments() {
        return fewest;
    }

    public int mostArguments() {
        return most;
    }

    /** Whether its result is a part of the text that it is worked out of. */
    public boolean isPartOfText() {
        return switch (this) {
            case SUBSTRING, BETWEEN, BETWEEN_IGNORE_CASE, BETWEEN_GREEDY, BETWEEN_GREEDY_IGNORE_CASE, STRING -> true;
            case LENGTH, INDEX_OF, INDEX_OF_IGNORE_CASE, CONCAT, NUMBER, PLUS, MINUS, TIMES, DIVIDED_BY, MODULO ->
                false;
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> false;
        };
    }

    /**
     * The same of constants.
     *
     * @param inputs a String or a Number each; the first is what the others are arguments for
     * @return a String or a Number; null where there is none
     */
    public @Nullable Object ofConstants(List<Object> inputs) {
        List<FieldValues> values = inputs.stream().map(FieldValues::ofConstant).toList();
        List<FieldValue> results =
                of(values.getFirst(), values.subList(1, values.size())).values();
        return results.isEmpty() ? null : results.getFirst().raw();
    }

    /** @param arguments Strings, Numbers or {@link FieldValues} */
    FieldValues of(FieldValues values, Object... arguments) {
        return of(values, Arrays.stream(arguments).map(FieldValues::ofConstant).toList());
    }

    /** @param arguments as many as it takes */
    public FieldValues of(FieldValues values, List<FieldValues> arguments) {
        List<FieldValue> results = new ArrayList<>(1);
        int combinations = 1;
        for (FieldValues argument : arguments) {
            combinations = (int) Math.min(
                    MOST_COMBINATIONS, (long) combinations * argument.values().size());
        }
        long length = 0;
        int looked = 0;
        for (FieldValue value : values.values()) {
            for (int i = 0; i < combinations; i++) {
                List<FieldValue> with = combination(arguments, i);
                length += length(value, with);
                if (looked > 0 && length > LONGEST || looked == MOST_COMBINATIONS) {
                    return new FieldValues(results);
                }
                looked++;
                add(value, with, results);
            }
        }
        return new FieldValues(results);
    }

    /** The last argument goes through its values first. */
    private static List<FieldValue> combination(List<FieldValues> arguments, int number) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        FieldValue[] with = new FieldValue[arguments.size()];
        int rest = number;
        for (int i = with.length - 1; i >= 0; i--) {
            List<FieldValue> values = arguments.get(i).values();
            with[i] = values.get(rest % values.size());
            rest /= values.size();
        }
        return Arrays.asList(with);
    }

    private static long length(FieldValue value, List<FieldValue> with) {
        long length = value.text().length();
        for (FieldValue one : with) {
            length += one.text().length();
        }
        return length;
    }

    private void add(FieldValue value, List<FieldValue> with, List<FieldValue> results) {
        boolean isThere = !value.isNull();
        for (FieldValue one : with) {
            isThere &= !one.isNull();
        }
        Object result = isThere ? work.of(value, with) : null;
        if (result != null) {
            results.add(new FieldValue(result));
        }
    }

    /** A String or a Number; null where there is none. */
    private interface Work {
        @Nullable
        Object of(FieldValue value, List<FieldValue> with);
    }
}

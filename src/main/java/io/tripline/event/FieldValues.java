package io.tripline.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The values of one field of one event, and every operator that a rule can write on them. A test holds if any value holds;
 * on a missing field none does. Several arguments are alternatives.
 *
 * <p>The engine prepares the arguments of {@link Operator}s once for each rule; these methods prepare them at each call, so
 * that the same DRL also runs where nothing recognises it.
 */
public final class FieldValues {

    /** A field that is not there. */
    public static final FieldValues NONE = new FieldValues(List.of());

    private final List<FieldValue> values;

    /** The values of several fields. */
    public static FieldValues of(List<FieldValues> fields) {
        return new FieldValues(
                fields.stream().flatMap(field -> field.values.stream()).toList());
    }

    FieldValues(List<FieldValue> values) {
        this.values = values;
    }

    /** In the order of the event; JSON nulls included. */
    public List<FieldValue> values() {
        return values;
    }

    /** Whether any value holds. */
    public boolean any(Predicate<FieldValue> test) {
        for (int i = 0; i < values.size(); i++) {
            if (test.test(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A value is one of these. A number is a number however either side spells it; so is an address.
     *
     * @param values texts or Numbers
     */
    public boolean is(Object... values) {
        return holds(Operator.IS, values);
    }

    public boolean isIgnoreCase(Object... values) {
        return holds(Operator.IS_IGNORE_CASE, values);
    }

    public boolean startsWith(String... texts) {
        return holds(Operator.STARTS_WITH, (Object[]) texts);
    }

    public boolean startsWithIgnoreCase(String... texts) {
        return holds(Operator.STARTS_WITH_IGNORE_CASE, (Object[]) texts);
    }

    public boolean endsWith(String... texts) {
        return holds(Operator.ENDS_WITH, (Object[]) texts);
    }

    public boolean endsWithIgnoreCase(String... texts) {
        return holds(Operator.ENDS_WITH_IGNORE_CASE, (Object[]) texts);
    }

    /** One of the texts is somewhere in a value. */
    public boolean includes(String... texts) {
        return holds(Operator.INCLUDES, (Object[]) texts);
    }

    public boolean includesIgnoreCase(String... texts) {
        return holds(Operator.INCLUDES_IGNORE_CASE, (Object[]) texts);
    }

    /**
     * The words of one of the phrases stand next to each other in a value, without case; {@code *} is any part of a word.
     * {@code hasWords( "Invoke-Mimikatz" )} finds "invoke mimikatz", but not "Invoke-Mimikatz2".
     */
    public boolean hasWords(String... phrases) {
        return holds(Operator.HAS_WORDS, (Object[]) phrases);
    }

    /** A glob spans the value: {@code *} any text, {@code ?} one character, a backslash takes them literally. */
    public boolean like(String... globs) {
        return holds(Operator.LIKE, (Object[]) globs);
    }

    public boolean likeIgnoreCase(String... globs) {
        return holds(Operator.LIKE_IGNORE_CASE, (Object[]) globs);
    }

    /** An RE2 expression is found in a value; flags are written in front: {@code (?i)}. */
    public boolean regex(String... expressions) {
        return holds(Operator.REGEX, (Object[]) expressions);
    }

    /** An RE2 expression spans a value. */
    public boolean regexWhole(String... expressions) {
        return holds(Operator.REGEX_WHOLE, (Object[]) expressions);
    }

    /** An IPv4 or IPv6 address in one of the networks, in CIDR notation. */
    public boolean inSubnet(String... networks) {
        return holds(Operator.IN_SUBNET, (Object[]) networks);
    }

    /** @param bound a Number, or a text (code point order; ISO-8601 times as instants) */
    public boolean moreThan(Object bound) {
        return holds(Operator.MORE_THAN, bound);
    }

    public boolean atLeast(Object bound) {
        return holds(Operator.AT_LEAST, bound);
    }

    public boolean lessThan(Object bound) {
        return holds(Operator.LESS_THAN, bound);
    }

    public boolean atMost(Object bound) {
        return holds(Operator.AT_MOST, bound);
    }

    public boolean equalTo(Object bound) {
        return holds(Operator.EQUAL_TO, bound);
    }

    public boolean notEqualTo(Object bound) {
        return holds(Operator.NOT_EQUAL_TO, bound);
    }

    /** There is a value that is not null. */
    public boolean exists() {
        return any(value -> !value.isNull());
    }

    /** Absent, null or empty. */
    public boolean isNull() {
        return !any(value -> !value.isNull() && !value.text().isEmpty());
    }

    /** A value equals a value of the other field. */
    public boolean sameAs(FieldValues other) {
        return equal(other, false);
    }

    public boolean sameAsIgnoreCase(FieldValues other) {
        return equal(other, true);
    }

    public boolean startsWithValueOf(FieldValues other) {
        return relates(other, false, String::startsWith);
    }

    public boolean startsWithValueOfIgnoreCase(FieldValues other) {
        return relates(other, true, String::startsWith);
    }

    public boolean endsWithValueOf(FieldValues other) {
        return relates(other, false, String::endsWith);
    }

    public boolean endsWithValueOfIgnoreCase(FieldValues other) {
        return relates(other, true, String::endsWith);
    }

    public boolean includesValueOf(FieldValues other) {
        return relates(other, false, String::contains);
    }

    public boolean includesValueOfIgnoreCase(FieldValues other) {
        return relates(other, true, String::contains);
    }

    /** How long the text of each value is, in UTF-16 units. */
    public FieldValues length() {
        return new FieldValues(values.stream()
                .filter(value -> !value.isNull())
                .map(value -> new FieldValue(value.text().length()))
                .toList());
    }

    /** The values read as times, UTC: 0 to 59. */
    public FieldValues minute() {
        return timePart(ZonedDateTime::getMinute);
    }

    public FieldValues hour() {
        return timePart(ZonedDateTime::getHour);
    }

    /** Day of the month. */
    public FieldValues day() {
        return timePart(ZonedDateTime::getDayOfMonth);
    }

    /** ISO week of the year. */
    public FieldValues week() {
        return timePart(time -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    public FieldValues month() {
        return timePart(ZonedDateTime::getMonthValue);
    }

    public FieldValues year() {
        return timePart(ZonedDateTime::getYear);
    }

    private boolean holds(Operator operator, Object... arguments) {
        return !values.isEmpty() && any(operator.test(Arrays.asList(arguments)));
    }

    private boolean equal(FieldValues other, boolean ignoreCase) {
        return any(mine -> other.any(theirs -> Equality.between(mine, theirs, ignoreCase)));
    }

    private boolean relates(FieldValues other, boolean ignoreCase, BiPredicate<String, String> relation) {
        return any(mine -> !mine.isNull()
                && other.any(theirs -> !theirs.isNull()
                        && relation.test(
                                ignoreCase ? mine.folded() : mine.text(),
                                ignoreCase ? theirs.folded() : theirs.text())));
    }

    private FieldValues timePart(ToIntFunction<ZonedDateTime> part) {
        List<FieldValue> parts = new ArrayList<>();
        for (FieldValue value : values) {
            Instant instant = value.instant();
            if (instant != null) {
                parts.add(new FieldValue(part.applyAsInt(instant.atZone(ZoneOffset.UTC))));
            }
        }
        return new FieldValues(parts);
    }
}

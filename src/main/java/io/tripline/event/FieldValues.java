package io.tripline.event;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

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

    /**
     * A constant as if it were the value of a field.
     *
     * @param constant a String or a Number; values of a field are themselves
     */
    static FieldValues ofConstant(Object constant) {
        return constant instanceof FieldValues values ? values : new FieldValues(List.of(new FieldValue(constant)));
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

    /** @param bound a Number, a text (code point order; ISO-8601 times as instants), or the values of another field */
    public boolean moreThan(Object bound) {
        return compares(Operator.MORE_THAN, bound);
    }

    public boolean atLeast(Object bound) {
        return compares(Operator.AT_LEAST, bound);
    }

    public boolean lessThan(Object bound) {
        return compares(Operator.LESS_THAN, bound);
    }

    public boolean atMost(Object bound) {
        return compares(Operator.AT_MOST, bound);
    }

    public boolean equalTo(Object bound) {
        return compares(Operator.EQUAL_TO, bound);
    }

    public boolean notEqualTo(Object bound) {
        return compares(Operator.NOT_EQUAL_TO, bound);
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
        return relates(other, false, PartsOfText::contains);
    }

    public boolean includesValueOfIgnoreCase(FieldValues other) {
        return relates(other, true, PartsOfText::contains);
    }

    /** How long the text of each value is, in UTF-16 units. */
    public FieldValues length() {
        return Derivation.LENGTH.of(this);
    }

    /** From a place, 0 the first, to the end; a negative place is counted from the end. */
    public FieldValues substring(Object from) {
        return Derivation.SUBSTRING.of(this, from);
    }

    /** The same up to a place, which is not in it. */
    public FieldValues substring(Object from, Object to) {
        return Derivation.SUBSTRING.of(this, from, to);
    }

    /** What stands behind the first place of a text, up to the next of another; empty where one of them is not there. */
    public FieldValues between(Object left, Object right) {
        return Derivation.BETWEEN.of(this, left, right);
    }

    public FieldValues betweenIgnoreCase(Object left, Object right) {
        return Derivation.BETWEEN_IGNORE_CASE.of(this, left, right);
    }

    /** The same up to the last place of the other. */
    public FieldValues betweenGreedy(Object left, Object right) {
        return Derivation.BETWEEN_GREEDY.of(this, left, right);
    }

    public FieldValues betweenGreedyIgnoreCase(Object left, Object right) {
        return Derivation.BETWEEN_GREEDY_IGNORE_CASE.of(this, left, right);
    }

    /** Where a text is first, 0 the beginning; no value where it is not there. */
    public FieldValues indexOf(Object text) {
        return Derivation.INDEX_OF.of(this, text);
    }

    /** The same from a place on. */
    public FieldValues indexOf(Object text, Object from) {
        return Derivation.INDEX_OF.of(this, text, from);
    }

    public FieldValues indexOfIgnoreCase(Object text) {
        return Derivation.INDEX_OF_IGNORE_CASE.of(this, text);
    }

    public FieldValues indexOfIgnoreCase(Object text, Object from) {
        return Derivation.INDEX_OF_IGNORE_CASE.of(this, text, from);
    }

    /** One text, and behind it the others. */
    public FieldValues concat(Object... others) {
        return Derivation.CONCAT.of(this, others);
    }

    /** The text of each value. */
    public FieldValues string() {
        return Derivation.STRING.of(this);
    }

    /** The numbers that texts spell; {@code 0x} in front is sixteen. */
    public FieldValues number() {
        return Derivation.NUMBER.of(this);
    }

    /** The same in a base, 2 to 36. */
    public FieldValues number(Object base) {
        return Derivation.NUMBER.of(this, base);
    }

    public FieldValues plus(Object other) {
        return Derivation.PLUS.of(this, other);
    }

    public FieldValues minus(Object other) {
        return Derivation.MINUS.of(this, other);
    }

    public FieldValues times(Object other) {
        return Derivation.TIMES.of(this, other);
    }

    /** Of whole numbers the whole part; of one written with a point, and by one, exact. No value by zero. */
    public FieldValues dividedBy(Object other) {
        return Derivation.DIVIDED_BY.of(this, other);
    }

    /** What a division leaves, with the sign of what is divided. */
    public FieldValues modulo(Object other) {
        return Derivation.MODULO.of(this, other);
    }

    /** The values read as times, UTC: 0 to 59. */
    public FieldValues minute() {
        return Derivation.MINUTE.of(this);
    }

    public FieldValues hour() {
        return Derivation.HOUR.of(this);
    }

    /** Day of the month. */
    public FieldValues day() {
        return Derivation.DAY.of(this);
    }

    /** ISO week of the year. */
    public FieldValues week() {
        return Derivation.WEEK.of(this);
    }

    public FieldValues month() {
        return Derivation.MONTH.of(this);
    }

    public FieldValues year() {
        return Derivation.YEAR.of(this);
    }

    /** The order of a value against one of the other field. */
    boolean ordered(FieldValues other, IntPredicate sign) {
        return any(mine -> other.any(theirs -> Ordering.between(mine, theirs, sign)));
    }

    private boolean compares(Operator operator, Object bound) {
        return bound instanceof FieldValues other ? operator.holds(this, other) : holds(operator, bound);
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
}

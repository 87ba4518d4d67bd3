package io.tripline.list;

import io.tripline.event.Event;
import io.tripline.event.FieldValues;
import io.tripline.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one constraint of a rule asks of a list, and the answer as long as {@link ValueLists} has one. The question never changes; the
 * answer is exchanged whole. Any thread.
 */
public final class ListLookup {

    /**
     * How old an entry may be: it counts for events up to so long after the time in its column.
     *
     * @param column of the time at which the entry was made
     */
    public record Age(String column, Duration longest) {}

    /**
     * What is asked, equal where the answer is the same.
     *
     * @param list its name: that of the file without its ending
     * @param columns one for each value of a question; none: the list's own column
     * @param where which entries count, as the rule writes it; empty: all
     */
    record Question(
            String list,
            List<String> columns,
            String where,
            @Nullable Age age) {
        Question {
            columns = List.copyOf(columns);
        }
    }

    /** Whether the list has it. */
    public enum Answer {
        YES,
        NO,
        /** There is no such list, or nobody can read it. */
        UNKNOWN
    }

    private final Question question;
    private final Predicate<Event> where;
    private volatile @Nullable Entries entries;
    private volatile @Nullable Problem problem;

    /**
     * @param columns as many as values are looked up together; none for one value in the list's own column
     * @param where which entries count; an entry is handed over as an event
     * @param whereText the same in words: equal words mean the same
     */
    public ListLookup(String list, List<String> columns, Predicate<Event> where, String whereText, @Nullable Age age) {
        this.question = new Question(list, columns, whereText, age);
        this.where = where;
    }

    /** The name of the list. */
    public String list() {
        return question.list();
    }

    /** The columns that are asked for; none: the list's own. */
    public List<String> columns() {
        return question.columns();
    }

    Question question() {
        return question;
    }

    /** Whether an entry counts. */
    boolean counts(Event entry) {
        return where.test(entry);
    }

    /** Whether there is a list to ask. */
    public boolean isKnown() {
        return entries != null;
    }

    /** How many entries are asked; 0 where there is no list. */
    public int size() {
        Entries known = entries;
        return known == null ? 0 : known.size();
    }

    /** Bytes of memory that they take, together with other rules that ask the same. */
    long memory() {
        Entries known = entries;
        return known == null ? 0 : known.memory();
    }

    /** Why the list's file is not what is asked, or why nothing is; null if all is well or no file is there. */
    public @Nullable Problem problem() {
        return problem;
    }

    void answer(Entries read) {
        problem = null;
        entries = read;
    }

    /** As another of the same question is. */
    void answerAs(ListLookup same) {
        problem = same.problem;
        entries = same.entries;
    }

    /** What was there goes on to be asked. */
    void stays(Problem why) {
        problem = why;
    }

    /**
     * Of one entry for all of the values: of each field any value will do.
     *
     * @param values one for each column
     * @param time of the event, ms since the epoch: an entry may have ended before
     */
    public Answer ask(List<FieldValues> values, long time) {
        Entries known = entries;
        if (known == null) {
            return Answer.UNKNOWN;
        }
        return known.line(values, time) > 0 ? Answer.YES : Answer.NO;
    }

    /** Where the entry stands that has the values, {@code threat-ips.csv:17}; null where there is none. */
    public @Nullable String find(List<FieldValues> values, long time) {
        Entries known = entries;
        int line = known == null ? 0 : known.line(values, time);
        return known == null || line == 0 ? null : known.file() + ":" + line;
    }
}

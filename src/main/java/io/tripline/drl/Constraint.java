package io.tripline.drl;

import io.tripline.event.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One constraint of a pattern on {@code Event}, as a person reads it: subject, verb, object. */
public sealed interface Constraint {

    /**
     * {@code field( "path" ).part().operator( … )}
     *
     * @param field null for {@code anyField()}
     * @param part {@code hour} and the like; null for the value itself
     * @param operator a method of {@code event.FieldValues}
     */
    record FieldTest(@Nullable FieldPath field, @Nullable String part, String operator, List<DrlConstant> arguments)
            implements Constraint {
        public FieldTest {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code field( "path" ).operator( field( "other" ) )} */
    record FieldRelation(@Nullable FieldPath field, String operator, FieldPath other) implements Constraint {}

    /** {@code fromProduct( "name" )} and the like. */
    record OriginTest(Word word, String name) implements Constraint {

        /** Which of the words that describe a log: each a method of {@code event.Event}. */
        enum Word {
            PRODUCT("fromProduct"),
            CATEGORY("fromCategory"),
            SERVICE("fromService");

            private final String method;

            Word(String method) {
                this.method = method;
            }

            String method() {
                return method;
            }
        }
    }

    /** {@code hasField( "path" )} */
    record HasField(FieldPath field) implements Constraint {}

    /**
     * {@code field( "path" ).inList( "name", "column", where( … ) )}, and of several {@code fields( … ).inList( … )}; with one
     * column for several {@code fields( … ).anyInList( … )}.
     *
     * @param where what an entry must be to count
     */
    record InList(List<FieldPath> fields, String list, List<FieldPath> columns, List<Constraint> where)
            implements Constraint {
        public InList {
            fields = List.copyOf(fields);
            columns = List.copyOf(columns);
            where = List.copyOf(where);
        }
    }

    /** {@code field( "column" ).within( 30d )}, of an entry of a list. */
    record Within(FieldPath column, String span) implements Constraint {}

    /** {@code isBefore( "2026-01-31T00:00:00Z" )} */
    record Before(String moment) implements Constraint {}

    /**
     * The part, with a comment line before it.
     *
     * @param remark without slashes
     */
    record Remarked(String remark, Constraint part) implements Constraint {}

    /** {@code ( a && b )} */
    record All(List<Constraint> parts) implements Constraint {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** {@code ( a || b )} */
    record Any(List<Constraint> parts) implements Constraint {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** {@code !a} */
    record Not(Constraint part) implements Constraint {}

    /** {@code atLeast( 2, a, b, c )}; of no parts it is true for 0 and false for 1. */
    record AtLeast(int count, List<Constraint> parts) implements Constraint {
        public AtLeast {
            parts = List.copyOf(parts);
        }
    }
}

package io.tripline.drl;

import io.tripline.event.FieldPath;
import java.util.List;

/** One constraint of a pattern on {@code Event}, as a person reads it: subject, verb, object. */
public sealed interface Constraint {

    /**
     * {@code field( "path" ).operator( … )}
     *
     * @param operator a method of {@code event.FieldValues}
     */
    record FieldTest(DrlSubject subject, String operator, List<DrlConstant> arguments) implements Constraint {
        public FieldTest {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code field( "path" ).operator( field( "other" ) )} */
    record FieldRelation(DrlSubject subject, String operator, DrlSubject other) implements Constraint {}

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

    /** {@code anyObject( "path", a, b )}: of one object all hold. */
    record AnyObject(FieldPath path, List<Constraint> parts) implements Constraint {
        public AnyObject {
            parts = List.copyOf(parts);
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

    /** {@code !a}; of a part that is none itself, which would be hard to read. */
    record Not(Constraint part) implements Constraint {
        public Not {
            if (part instanceof Not) {
                throw new IllegalArgumentException("not not " + part);
            }
        }

        /** What is so where the part is not. */
        static Constraint of(Constraint part) {
            return part instanceof Not(Constraint inner) ? inner : new Not(part);
        }
    }

    /** {@code atLeast( 2, a, b, c )}; of no parts it is true for 0 and false for 1. */
    record AtLeast(int count, List<Constraint> parts) implements Constraint {
        public AtLeast {
            parts = List.copyOf(parts);
        }
    }
}

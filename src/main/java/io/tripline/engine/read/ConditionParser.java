package io.tripline.engine.read;

import io.tripline.engine.read.EventCondition.FieldState.State;
import io.tripline.engine.read.EventCondition.OriginTest.Word;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import io.tripline.event.Derivation;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.FieldValues;
import io.tripline.event.Operator;
import io.tripline.list.ListLookup;
import io.tripline.list.ValueLists;
import io.tripline.problem.Spelling;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one constraint of a pattern on {@code Event}:
 *
 * <pre>
 * or    = and ( "||" and )*            and = unary ( "&amp;&amp;" unary )*
 * unary = "!" unary | "(" or ")" | test
 * test  = subject "." operator "(" constant ( "," constant )* ")" | subject "." state "(" ")"
 *       | subject "." relation "(" subject ")"
 *       | "hasField" "(" STRING ")" | "isBefore" "(" STRING ")" | origin "(" STRING ")"
 *       | "atLeast" "(" NUMBER ( "," or )+ ")"
 *       | "anyObject" "(" STRING ( "," or )* ")"
 *       | ( subject | "fields" "(" STRING ( "," STRING )* ")" ) "." inList
 * inList  = ( "inList" | "anyInList" ) "(" STRING ( "," STRING )* ( "," where )? ")"
 * where   = "where" "(" clause ( "," clause )* ")"
 * clause  = "field" "(" STRING ")" "." "within" "(" SPAN ")" | or
 * </pre>
 *
 * What a subject is, {@link SubjectParser} reads.
 */
final class ConditionParser {

    private static final int DEEPEST = 200;

    private static final String IN_LIST = "inList";
    private static final String ANY_IN_LIST = "anyInList";
    private static final String WITHIN = "within";

    private static final Map<String, Word> ORIGIN_TESTS =
            Stream.of(Word.values()).collect(Collectors.toMap(Word::method, word -> word));

    private static final Map<String, State> FIELD_STATES =
            Stream.of(State.values()).collect(Collectors.toMap(State::method, state -> state));

    private static final Map<String, BiPredicate<FieldValues, FieldValues>> RELATIONS = Map.of(
            "sameAs", FieldValues::sameAs,
            "sameAsIgnoreCase", FieldValues::sameAsIgnoreCase,
            "startsWithValueOf", FieldValues::startsWithValueOf,
            "startsWithValueOfIgnoreCase", FieldValues::startsWithValueOfIgnoreCase,
            "endsWithValueOf", FieldValues::endsWithValueOf,
            "endsWithValueOfIgnoreCase", FieldValues::endsWithValueOfIgnoreCase,
            "includesValueOf", FieldValues::includesValueOf,
            "includesValueOfIgnoreCase", FieldValues::includesValueOfIgnoreCase);

    private final ConditionTokens in;
    private final SubjectParser subjects;
    private int depth;

    /** Below an odd number of {@code !}. */
    private boolean excluded;

    /** Inside of {@code where( … )}, which tests entries of a list. */
    private boolean ofEntries;

    private ConditionParser(DrlText.Part part) {
        this.in = new ConditionTokens(part);
        this.subjects = new SubjectParser(in);
    }

    /**
     * @throws Unreadable if the text is something else, or an argument cannot be used
     */
    static EventCondition parse(DrlText.Part part) {
        ConditionParser parser = new ConditionParser(part);
        EventCondition condition = parser.or();
        if (parser.in.peek().kind() != Kind.END) {
            throw new Unreadable(
                    parser.in.peek().span(), "unexpected '" + parser.in.peek().text() + "'");
        }
        return condition;
    }

    private EventCondition or() {
        int start = in.peek().start();
        List<EventCondition> parts = new ArrayList<>(List.of(and()));
        while (in.accept("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new EventCondition.Or(parts, in.since(start), in.from(start));
    }

    private EventCondition and() {
        int start = in.peek().start();
        List<EventCondition> parts = new ArrayList<>(List.of(unary()));
        while (in.accept("&&")) {
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.getFirst() : new EventCondition.And(parts, in.since(start), in.from(start));
    }

    private EventCondition unary() {
        if (++depth > DEEPEST) {
            throw new Unreadable(in.peek().span(), "nested deeper than " + DEEPEST);
        }
        int start = in.peek().start();
        EventCondition condition;
        if (in.accept("!")) {
            excluded = !excluded;
            condition = new EventCondition.Not(unary(), in.since(start), in.from(start));
            excluded = !excluded;
        } else if (in.accept("(")) {
            condition = or();
            in.expect(")");
        } else {
            condition = test(start);
        }
        depth--;
        return condition;
    }

    private static long moment(Token written) {
        try {
            return Instant.parse(written.text()).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new Unreadable(written.span(), "not a moment such as \"2026-01-31T00:00:00Z\"");
        }
    }

    private EventCondition test(int start) {
        if (SubjectParser.isSubject(in.peek())) {
            Subject subject = subjects.subject();
            in.expect(".");
            return fieldTest(subject, start);
        }
        Token name = in.expect(Kind.NAME, "a test");
        Word origin = ORIGIN_TESTS.get(name.text());
        if (origin != null) {
            in.expect("(");
            String log = in.expect(Kind.STRING, "a text").text();
            in.expect(")");
            return new EventCondition.OriginTest(origin, log, in.since(start), in.from(start));
        }
        if (name.text().equals("hasField")) {
            in.expect("(");
            Token path = in.expect(Kind.STRING, "a text");
            in.expect(")");
            return new EventCondition.HasField(
                    new Subject.Field(path.text(), in.place(path.span())), in.since(start), in.from(start));
        }
        if (name.text().equals("isBefore")) {
            in.expect("(");
            Token moment = in.expect(Kind.STRING, "a text");
            in.expect(")");
            return new EventCondition.Before(moment(moment), in.since(start), in.from(start));
        }
        if (name.text().equals("atLeast")) {
            return atLeast(start);
        }
        if (name.text().equals("anyObject")) {
            return anyObject(start);
        }
        if (name.text().equals("fields")) {
            List<Subject> subjects = fields();
            Token method = in.expect(Kind.NAME, "inList( … ) or anyInList( … )");
            if (!method.text().equals(IN_LIST) && !method.text().equals(ANY_IN_LIST)) {
                throw new Unreadable(
                        method.span(), "several fields are looked up inList( … ) or anyInList( … ), and nothing else");
            }
            in.expect("(");
            return inList(subjects, method.text().equals(IN_LIST), start);
        }
        throw new Unreadable(name.span(), "unknown test '" + name.text() + "'");
    }

    private List<Subject> fields() {
        in.expect("(");
        List<Subject> subjects = new ArrayList<>();
        do {
            Token path = in.expect(Kind.STRING, "a field name");
            subjects.add(new Subject.Field(FieldPath.normalise(path.text()), in.place(path.span())));
        } while (in.accept(","));
        in.expect(")");
        in.expect(".");
        return subjects;
    }

    /** Behind {@code inList(}. */
    private EventCondition inList(List<Subject> subjects, boolean together, int start) {
        Token list = in.expect(Kind.STRING, "the name of a list");
        if (ofEntries) {
            throw new Unreadable(list.span(), "an entry of a list is not looked up in a list");
        }
        if (!ValueLists.isName(list.text())) {
            throw new Unreadable(
                    in.place(list.span()),
                    "a list is called as its file without the ending: letters, digits, '_', '-' and '.'",
                    "lists/threat-ips.csv is \"threat-ips\"");
        }
        List<String> columns = new ArrayList<>();
        Entries entries = Entries.ALL;
        while (in.accept(",")) {
            if (in.peek().kind() == Kind.STRING) {
                columns.add(FieldPath.normalise(in.next().text()));
            } else {
                entries = where();
                break;
            }
        }
        in.expect(")");
        int needed = together ? subjects.size() : 1;
        if (columns.size() != needed && (needed > 1 || !columns.isEmpty())) {
            throw new Unreadable(
                    in.from(start),
                    subjects.size() + " fields are looked up in " + columns.size() + " columns",
                    together ? "name a column for each field, in their order" : "name one column for all");
        }
        ListLookup lookup = new ListLookup(list.text(), columns, entries.test(), entries.text(), entries.age());
        return new EventCondition.InList(subjects, together, lookup, excluded, in.since(start), in.from(start));
    }

    /** Which entries of a list count. */
    private record Entries(Predicate<Event> test, String text, ListLookup.@Nullable Age age) {
        static final Entries ALL = new Entries(entry -> true, "", null);
    }

    private Entries where() {
        Token word = in.expect(Kind.NAME, "the name of a column or where( … )");
        if (!word.text().equals("where")) {
            throw new Unreadable(word.span(), "expected where( … ), not '" + word.text() + "'");
        }
        in.expect("(");
        boolean around = excluded;
        excluded = false;
        ofEntries = true;
        List<EventCondition> parts = new ArrayList<>();
        ListLookup.Age age = null;
        do {
            if (in.peek().text().equals("field") && in.peek(5).text().equals(WITHIN)) {
                if (age != null) {
                    throw new Unreadable(in.peek().span(), "the age of an entry is asked twice");
                }
                age = age();
            } else {
                parts.add(or());
            }
        } while (in.accept(","));
        in.expect(")");
        ofEntries = false;
        excluded = around;
        String text = parts.stream().map(EventCondition::text).collect(Collectors.joining(", "));
        return new Entries(entry -> parts.stream().allMatch(part -> part.holds(entry)), text, age);
    }

    /** {@code field( "@timestamp" ).within( 30d )} */
    private ListLookup.Age age() {
        in.next();
        Subject.Field column = subjects.field();
        in.expect(".");
        in.next();
        in.expect("(");
        Token span = in.expect(Kind.NUMBER, "a span of time");
        Duration longest = Duration.parse(span.text(), in.place(span.span()));
        in.expect(")");
        return new ListLookup.Age(column.path(), java.time.Duration.ofMillis(longest.millis()));
    }

    private EventCondition atLeast(int start) {
        in.expect("(");
        Token count = in.expect(Kind.NUMBER, "a number");
        List<EventCondition> parts = new ArrayList<>();
        while (in.accept(",")) {
            parts.add(or());
        }
        in.expect(")");
        return new EventCondition.AtLeast(
                ConditionTokens.number(count).intValue(), parts, in.since(start), in.from(start));
    }

    private EventCondition anyObject(int start) {
        in.expect("(");
        Token path = in.expect(Kind.STRING, "the path of objects");
        List<EventCondition> parts = new ArrayList<>();
        while (in.accept(",")) {
            parts.add(or());
        }
        in.expect(")");
        return new EventCondition.AnyObject(
                new Subject.Field(FieldPath.normalise(path.text()), in.place(path.span())),
                parts,
                in.since(start),
                in.from(start));
    }

    private EventCondition fieldTest(Subject subject, int start) {
        Token method = in.expect(Kind.NAME, "an operator");
        in.expect("(");
        State state = FIELD_STATES.get(method.text());
        if (state != null) {
            in.expect(")");
            return new EventCondition.FieldState(subject, state, in.since(start), in.from(start));
        }
        if (method.text().equals(IN_LIST)) {
            return inList(List.of(subject), true, start);
        }
        if (RELATIONS.containsKey(method.text()) || SubjectParser.isSubject(in.peek())) {
            return relation(subject, method, start);
        }
        return valueTest(subject, method, start);
    }

    private EventCondition relation(Subject subject, Token method, int start) {
        BiPredicate<FieldValues, FieldValues> relation = RELATIONS.get(method.text());
        Operator operator = Operator.ofMethod(method.text());
        if (relation == null && operator != null && operator.isComparison()) {
            relation = operator::holds;
        }
        if (relation == null) {
            throw new Unreadable(
                    method.span(),
                    "'" + method.text() + "' takes texts and numbers, not fields",
                    operator == null
                            ? knownMethods(method.text())
                            : "with another field: sameAs, startsWithValueOf, endsWithValueOf, includesValueOf, moreThan …");
        }
        if (!SubjectParser.isSubject(in.peek())) {
            throw new Unreadable(
                    in.peek().span(), "expected field( … ), not '" + in.peek().text() + "'");
        }
        Subject other = subjects.subject();
        in.expect(")");
        return new EventCondition.FieldRelation(
                subject, method.text(), other, relation, in.since(start), in.from(start));
    }

    private static @Nullable String knownMethods(String name) {
        List<String> known = Stream.of(
                        Stream.of(Operator.values()).map(Operator::method),
                        Stream.of(Derivation.values()).map(Derivation::method),
                        RELATIONS.keySet().stream(),
                        FIELD_STATES.keySet().stream())
                .flatMap(names -> names)
                .toList();
        return Spelling.suggestion(name, known);
    }

    private EventCondition valueTest(Subject subject, Token method, int start) {
        Operator operator = Operator.ofMethod(method.text());
        if (operator == null) {
            throw new Unreadable(
                    method.span(), "unknown operator '" + method.text() + "'", knownMethods(method.text()));
        }
        List<Object> arguments = new ArrayList<>();
        do {
            arguments.add(in.constant());
        } while (in.accept(","));
        in.expect(")");
        try {
            return new EventCondition.ValueTest(
                    subject, operator, arguments, operator.test(arguments), in.since(start), in.from(start));
        } catch (IllegalArgumentException unusable) {
            throw new Unreadable(method.span(), String.valueOf(unusable.getMessage()));
        }
    }
}

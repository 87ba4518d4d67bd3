package io.tripline.engine.read;

import io.tripline.engine.read.EventCondition.FieldState.State;
import io.tripline.engine.read.EventCondition.OriginTest.Word;
import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import io.tripline.event.Decimal;
import io.tripline.event.Event;
import io.tripline.event.FieldPath;
import io.tripline.event.FieldValues;
import io.tripline.event.Operator;
import io.tripline.list.ListLookup;
import io.tripline.list.ValueLists;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
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
 * test  = subject "." operator "(" argument ( "," argument )* ")" | subject "." state "(" ")"
 *       | "hasField" "(" STRING ")" | "isBefore" "(" STRING ")" | origin "(" STRING ")"
 *       | "atLeast" "(" NUMBER ( "," or )+ ")"
 *       | ( subject | "fields" "(" STRING ( "," STRING )* ")" ) "." inList
 * inList  = ( "inList" | "anyInList" ) "(" STRING ( "," STRING )* ( "," where )? ")"
 * where   = "where" "(" clause ( "," clause )* ")"
 * clause  = "field" "(" STRING ")" "." "within" "(" SPAN ")" | or
 * subject = ( "field" "(" STRING ")" | "anyField" "(" ")" ) ( "." part "(" ")" )?
 * </pre>
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

    private static final Map<String, Function<FieldValues, FieldValues>> PARTS = Map.of(
            "length", FieldValues::length,
            "minute", FieldValues::minute,
            "hour", FieldValues::hour,
            "day", FieldValues::day,
            "week", FieldValues::week,
            "month", FieldValues::month,
            "year", FieldValues::year);

    private static final Map<String, BiPredicate<FieldValues, FieldValues>> RELATIONS = Map.of(
            "sameAs", FieldValues::sameAs,
            "sameAsIgnoreCase", FieldValues::sameAsIgnoreCase,
            "startsWithValueOf", FieldValues::startsWithValueOf,
            "startsWithValueOfIgnoreCase", FieldValues::startsWithValueOfIgnoreCase,
            "endsWithValueOf", FieldValues::endsWithValueOf,
            "endsWithValueOfIgnoreCase", FieldValues::endsWithValueOfIgnoreCase,
            "includesValueOf", FieldValues::includesValueOf,
            "includesValueOfIgnoreCase", FieldValues::includesValueOfIgnoreCase);

    private final DrlText.Part part;
    private final List<Token> tokens;
    private int at;
    private int depth;

    /** Below an odd number of {@code !}. */
    private boolean excluded;

    /** Inside of {@code where( … )}, which tests entries of a list. */
    private boolean ofEntries;

    private ConditionParser(DrlText.Part part) {
        this.part = part;
        this.tokens = Lexer.tokens(part.text(), part.start());
    }

    /**
     * @throws Unreadable if the text is something else, or an argument cannot be used
     */
    static EventCondition parse(DrlText.Part part) {
        ConditionParser parser = new ConditionParser(part);
        EventCondition condition = parser.or();
        if (parser.peek().kind() != Kind.END) {
            throw new Unreadable(
                    parser.peek().span(), "unexpected '" + parser.peek().text() + "'");
        }
        return condition;
    }

    private EventCondition or() {
        int start = peek().start();
        List<EventCondition> parts = new ArrayList<>(List.of(and()));
        while (accept("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new EventCondition.Or(parts, since(start), from(start));
    }

    private EventCondition and() {
        int start = peek().start();
        List<EventCondition> parts = new ArrayList<>(List.of(unary()));
        while (accept("&&")) {
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.getFirst() : new EventCondition.And(parts, since(start), from(start));
    }

    private EventCondition unary() {
        if (++depth > DEEPEST) {
            throw new Unreadable(peek().span(), "nested deeper than " + DEEPEST);
        }
        int start = peek().start();
        EventCondition condition;
        if (accept("!")) {
            excluded = !excluded;
            condition = new EventCondition.Not(unary(), since(start), from(start));
            excluded = !excluded;
        } else if (accept("(")) {
            condition = or();
            expect(")");
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
        Token name = expect(Kind.NAME, "a test");
        Word origin = ORIGIN_TESTS.get(name.text());
        if (origin != null) {
            expect("(");
            String log = expect(Kind.STRING, "a text").text();
            expect(")");
            return new EventCondition.OriginTest(origin, log, since(start), from(start));
        }
        if (name.text().equals("hasField")) {
            expect("(");
            Token path = expect(Kind.STRING, "a text");
            expect(")");
            return new EventCondition.HasField(
                    new Subject.Field(path.text(), place(path.span())), since(start), from(start));
        }
        if (name.text().equals("isBefore")) {
            expect("(");
            Token moment = expect(Kind.STRING, "a text");
            expect(")");
            return new EventCondition.Before(moment(moment), since(start), from(start));
        }
        if (name.text().equals("atLeast")) {
            return atLeast(start);
        }
        if (name.text().equals("fields")) {
            List<Subject> subjects = fields();
            Token method = expect(Kind.NAME, "inList( … ) or anyInList( … )");
            if (!method.text().equals(IN_LIST) && !method.text().equals(ANY_IN_LIST)) {
                throw new Unreadable(
                        method.span(), "several fields are looked up inList( … ) or anyInList( … ), and nothing else");
            }
            expect("(");
            return inList(subjects, method.text().equals(IN_LIST), start);
        }
        return fieldTest(subject(name), start);
    }

    private List<Subject> fields() {
        expect("(");
        List<Subject> subjects = new ArrayList<>();
        do {
            Token path = expect(Kind.STRING, "a field name");
            subjects.add(new Subject.Field(FieldPath.normalise(path.text()), place(path.span())));
        } while (accept(","));
        expect(")");
        expect(".");
        return subjects;
    }

    /** Behind {@code inList(}. */
    private EventCondition inList(List<Subject> subjects, boolean together, int start) {
        if (ofEntries) {
            throw new Unreadable(tokens.get(at - 2).span(), "an entry of a list is not looked up in a list");
        }
        Token list = expect(Kind.STRING, "the name of a list");
        if (!ValueLists.isName(list.text())) {
            throw new Unreadable(
                    place(list.span()),
                    "a list is called as its file without the ending: letters, digits, '_', '-' and '.'",
                    "lists/threat-ips.csv is \"threat-ips\"");
        }
        List<String> columns = new ArrayList<>();
        Entries entries = Entries.ALL;
        while (accept(",")) {
            if (peek().kind() == Kind.STRING) {
                columns.add(FieldPath.normalise(next().text()));
            } else {
                entries = where();
                break;
            }
        }
        expect(")");
        int needed = together ? subjects.size() : 1;
        if (columns.size() != needed && (needed > 1 || !columns.isEmpty())) {
            throw new Unreadable(
                    from(start),
                    subjects.size() + " fields are looked up in " + columns.size() + " columns",
                    together ? "name a column for each field, in their order" : "name one column for all");
        }
        ListLookup lookup = new ListLookup(list.text(), columns, entries.test(), entries.text(), entries.age());
        return new EventCondition.InList(subjects, together, lookup, excluded, since(start), from(start));
    }

    /** Which entries of a list count. */
    private record Entries(Predicate<Event> test, String text, ListLookup.@Nullable Age age) {
        static final Entries ALL = new Entries(entry -> true, "", null);
    }

    private Entries where() {
        Token word = expect(Kind.NAME, "the name of a column or where( … )");
        if (!word.text().equals("where")) {
            throw new Unreadable(word.span(), "expected where( … ), not '" + word.text() + "'");
        }
        expect("(");
        boolean around = excluded;
        excluded = false;
        ofEntries = true;
        List<EventCondition> parts = new ArrayList<>();
        ListLookup.Age age = null;
        do {
            if (peek().text().equals("field") && isAt(5, WITHIN)) {
                if (age != null) {
                    throw new Unreadable(peek().span(), "the age of an entry is asked twice");
                }
                age = age();
            } else {
                parts.add(or());
            }
        } while (accept(","));
        expect(")");
        ofEntries = false;
        excluded = around;
        String text = parts.stream().map(EventCondition::text).collect(Collectors.joining(", "));
        return new Entries(entry -> parts.stream().allMatch(part -> part.holds(entry)), text, age);
    }

    private boolean isAt(int further, String name) {
        return at + further < tokens.size() && tokens.get(at + further).text().equals(name);
    }

    /** {@code field( "@timestamp" ).within( 30d )} */
    private ListLookup.Age age() {
        next();
        Subject subject = fieldSubject();
        expect(".");
        next();
        expect("(");
        Token span = expect(Kind.NUMBER, "a span of time");
        Duration longest = Duration.parse(span.text(), place(span.span()));
        expect(")");
        return new ListLookup.Age(((Subject.Field) subject).path(), java.time.Duration.ofMillis(longest.millis()));
    }

    private EventCondition atLeast(int start) {
        expect("(");
        Token count = expect(Kind.NUMBER, "a number");
        List<EventCondition> parts = new ArrayList<>();
        while (accept(",")) {
            parts.add(or());
        }
        expect(")");
        return new EventCondition.AtLeast(number(count).intValue(), parts, since(start), from(start));
    }

    private Subject subject(Token name) {
        Subject subject =
                switch (name.text()) {
                    case "field" -> fieldSubject();
                    case "anyField" -> {
                        expect("(");
                        expect(")");
                        yield new Subject.AnyField();
                    }
                    default -> throw new Unreadable(name.span(), "unknown test '" + name.text() + "'");
                };
        expect(".");
        Function<FieldValues, FieldValues> part = PARTS.get(peek().text());
        if (part == null) {
            return subject;
        }
        String method = next().text();
        expect("(");
        expect(")");
        expect(".");
        return new Subject.Derived(subject, method, part);
    }

    private Subject fieldSubject() {
        expect("(");
        Token path = expect(Kind.STRING, "a field name");
        expect(")");
        return new Subject.Field(FieldPath.normalise(path.text()), place(path.span()));
    }

    private EventCondition fieldTest(Subject subject, int start) {
        Token method = expect(Kind.NAME, "an operator");
        expect("(");
        State state = FIELD_STATES.get(method.text());
        if (state != null) {
            expect(")");
            return new EventCondition.FieldState(subject, state, since(start), from(start));
        }
        if (method.text().equals(IN_LIST)) {
            return inList(List.of(subject), true, start);
        }
        BiPredicate<FieldValues, FieldValues> relation = RELATIONS.get(method.text());
        if (relation != null) {
            Token name = expect(Kind.NAME, "field( … )");
            if (!name.text().equals("field")) {
                throw new Unreadable(name.span(), "expected field( … ), not '" + name.text() + "'");
            }
            Subject other = fieldSubject();
            expect(")");
            return new EventCondition.FieldRelation(subject, method.text(), other, relation, since(start), from(start));
        }
        return valueTest(subject, method, start);
    }

    private EventCondition valueTest(Subject subject, Token method, int start) {
        Operator operator = Operator.ofMethod(method.text());
        if (operator == null) {
            throw new Unreadable(method.span(), "unknown operator '" + method.text() + "'");
        }
        List<Object> arguments = new ArrayList<>();
        do {
            boolean negative = peek().is("-") && tokens.get(at + 1).kind() == Kind.NUMBER;
            Token argument = negative ? tokens.get(++at) : peek();
            next();
            switch (argument.kind()) {
                case STRING -> arguments.add(argument.text());
                case NUMBER -> arguments.add(negative ? number(argument).negate() : number(argument));
                case NAME, SYMBOL, END -> throw new Unreadable(argument.span(), "expected a text or a number");
            }
        } while (accept(","));
        expect(")");
        try {
            return new EventCondition.ValueTest(
                    subject, operator, arguments, operator.test(arguments), since(start), from(start));
        } catch (IllegalArgumentException unusable) {
            throw new Unreadable(method.span(), String.valueOf(unusable.getMessage()));
        }
    }

    private static BigDecimal number(Token token) {
        String digits = token.text().replaceFirst("[lLdDfFBI]$", "");
        BigDecimal number = Decimal.parse(digits);
        if (number == null) {
            throw new Unreadable(token.span(), "not a number: " + token.text());
        }
        return number;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean accept(String symbol) {
        if (peek().kind() == Kind.SYMBOL && peek().text().equals(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw new Unreadable(peek().span(), "expected '" + symbol + "'");
        }
    }

    private Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw new Unreadable(peek().span(), "expected " + what);
        }
        return next();
    }

    /** The text from a place to the end of the token read last. */
    private String since(int start) {
        return part.text().substring(start - part.start(), tokens.get(at - 1).end() - part.start());
    }

    private Span from(int start) {
        return place(new Span(start, tokens.get(at - 1).end()));
    }

    /** As exactly as it is known. */
    private Span place(Span inside) {
        return part.unknown() == null ? inside : part.unknown();
    }
}

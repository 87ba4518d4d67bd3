package io.tripline.engine.read;

import io.tripline.engine.read.EventCondition.Subject;
import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import io.tripline.event.Derivation;
import io.tripline.event.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a constraint is about:
 *
 * <pre>
 * subject  = ( "field" "(" STRING ")" | "anyField" "(" ")" | "value" "(" constant ")" ) ( "." derived )*
 * derived  = NAME "(" ( argument ( "," argument )* )? ")"
 * argument = subject | constant                          constant = STRING | "-"? NUMBER
 * </pre>
 */
final class SubjectParser {

    /** Steps behind each other: each is a call of the one before while an event is looked at. */
    private static final int DEEPEST = 100;

    /** Within each other's arguments, see {@link CallDepth}. */
    private static final int DEEPEST_WITHIN = 10;

    private final ConditionTokens in;
    private int depth;
    private int within;

    SubjectParser(ConditionTokens in) {
        this.in = in;
    }

    /** Whether a subject begins with the word. */
    static boolean isSubject(Token name) {
        return name.kind() == Kind.NAME
                && (name.text().equals("field")
                        || name.text().equals("anyField")
                        || name.text().equals("value"));
    }

    /** Up to the dot in front of the operator. */
    Subject subject() {
        Token name = in.expect(Kind.NAME, "a test");
        Subject subject =
                switch (name.text()) {
                    case "field" -> field();
                    case "anyField" -> {
                        in.expect("(");
                        in.expect(")");
                        yield new Subject.AnyField();
                    }
                    case "value" -> {
                        in.expect("(");
                        Object constant = in.constant();
                        in.expect(")");
                        yield new Subject.Constant(constant);
                    }
                    default -> throw new Unreadable(name.span(), "unknown test '" + name.text() + "'");
                };
        int around = depth;
        while (in.peek().is(".") && Derivation.ofMethod(in.peek(1).text()) instanceof Derivation derivation) {
            in.next();
            subject = derived(subject, derivation);
        }
        depth = around;
        return subject;
    }

    /** Behind {@code field}. */
    Subject.Field field() {
        in.expect("(");
        Token path = in.expect(Kind.STRING, "a field name");
        in.expect(")");
        return new Subject.Field(FieldPath.normalise(path.text()), in.place(path.span()));
    }

    private Subject derived(Subject of, Derivation derivation) {
        Token method = in.next();
        if (++depth > DEEPEST) {
            throw new Unreadable(method.span(), "a value is worked out in more than " + DEEPEST + " steps");
        }
        if (++within > DEEPEST_WITHIN) {
            throw new Unreadable(
                    method.span(), "values are worked out more than " + DEEPEST_WITHIN + " deep within each other");
        }
        in.expect("(");
        List<Subject> arguments = new ArrayList<>();
        if (!in.accept(")")) {
            do {
                arguments.add(isSubject(in.peek()) ? subject() : new Subject.Constant(in.constant()));
            } while (in.accept(","));
            in.expect(")");
        }
        within--;
        int fewest = derivation.fewestArguments();
        int most = derivation.mostArguments();
        if (arguments.size() < fewest || arguments.size() > most) {
            throw new Unreadable(
                    method.span(),
                    derivation.method() + "( ) takes " + (fewest == most ? fewest : fewest + " to " + most)
                            + (most == 1 ? " argument" : " arguments") + ", not " + arguments.size());
        }
        return new Subject.Derived(of, derivation, arguments);
    }
}

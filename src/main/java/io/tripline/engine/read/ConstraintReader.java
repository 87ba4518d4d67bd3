package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.jspecify.annotations.Nullable;

/** Reads what stands between the parentheses of a pattern. */
final class ConstraintReader {

    private final DrlText findings;

    ConstraintReader(DrlText findings) {
        this.findings = findings;
    }

    /**
     * @param inside of the pattern
     * @param outside where a variable is bound
     * @param ofEvent whether the pattern is the only one of a match rule
     */
    Constraint read(ExprConstraintDescr descr, Scope inside, Scope outside, boolean ofEvent, Span around) {
        DrlText.Part part = findings.part(descr.getExpression(), descr.getStartCharacter(), around);
        if (ofEvent) {
            EventCondition condition = tested(part);
            if (condition != null) {
                return new Constraint.Tested(condition, part.text(), part.span());
            }
        }
        return part.read(() -> computed(part, inside, outside));
    }

    /** Null where it is not in our vocabulary: an expression like others, with a note. A slip in it is an error. */
    private @Nullable EventCondition tested(DrlText.Part part) {
        try {
            return ConditionParser.parse(part);
        } catch (Unreadable e) {
            if (EventVocabulary.isOurs(part.text())) {
                throw part.unknown() == null ? e : new Unreadable(part.unknown(), e.sentence(), e.wayOut());
            }
            if (!isBinding(Tokens.of(part.text(), 0))) {
                findings.note(e.span(), "this constraint is not in the index: slower");
            }
            return null;
        }
    }

    private static boolean isBinding(Tokens tokens) {
        return tokens.peek().kind() == Kind.NAME && tokens.peek(1).is(":");
    }

    private static Constraint computed(DrlText.Part part, Scope inside, Scope outside) {
        Tokens tokens = part.tokens();
        Token variable = isBinding(tokens) ? tokens.next() : null;
        if (variable != null) {
            tokens.next();
        }
        Expression expression;
        try {
            expression = new ExpressionParser(tokens, inside).expression();
            tokens.expectEnd();
        } catch (Unreadable unreadable) {
            if (variable != null) {
                outside.bind(variable.text(), Object.class, variable.span());
            }
            throw unreadable;
        }
        if (variable == null) {
            ExpressionParser.test(expression);
        } else {
            outside.bind(variable.text(), bound(expression), variable.span());
        }
        return new Constraint.Computed(variable == null ? null : variable.text(), expression, part.text(), part.span());
    }

    /** With a test behind it, the variable is bound to what is tested. */
    private static Class<?> bound(Expression expression) {
        return switch (expression) {
            case Expression.Binary binary
            when binary.operator().isComparison() -> binary.left().type();
            case Expression.OneOf some -> some.left().type();
            case Expression.Temporal temporal -> temporal.left().type();
            case Expression.Binary binary
            when binary.operator().isTest() ->
                throw new Unreadable(
                        binary.span(),
                        "a variable cannot be bound to several tests",
                        "write the tests as constraints of their own");
            default -> expression.type();
        };
    }
}

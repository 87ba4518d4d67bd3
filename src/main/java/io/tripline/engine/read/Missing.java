package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Token;
import io.tripline.problem.Spelling;
import java.util.Set;

/** Says what a name was taken for, and which one may have been meant. */
final class Missing {

    private Missing() {}

    static Unreadable property(Class<?> type, Token name) {
        if (Members.isUnknown(type)) {
            return new Unreadable(
                    name.span(),
                    "'" + name.text() + "' cannot be read: the type of the value is not known",
                    "give it to a variable with a type first, or to a method such as String.valueOf");
        }
        return new Unreadable(
                name.span(),
                "a value of type " + type.getSimpleName() + " has no property '" + name.text() + "'",
                Spelling.suggestion(name.text(), Members.properties(type)));
    }

    static Unreadable type(Token name) {
        return new Unreadable(
                name.span(),
                "a rule may not use the type '" + name.text() + "'",
                Spelling.wayOut(
                        name.text(),
                        RuleTypes.names(false),
                        "see rules-drl/README.md for the types that rules may use"));
    }

    /** A word at the beginning of a value that stands for nothing. */
    static Unreadable name(Token name, Tokens tokens, Scope scope) {
        Unreadable refused = ReservedWords.refusal(name);
        if (refused != null) {
            return refused;
        }
        String text = name.text();
        if (tokens.peek().is("(")) {
            return new Unreadable(
                    name.span(),
                    "unknown function '" + text + "'",
                    "a rule calls methods: of events, matches, streams, alerts");
        }
        if (text.startsWith("$")) {
            Set<String> bound = scope.variables();
            String otherwise = bound.isEmpty()
                    ? "bind it in a pattern before: " + text + " : …"
                    : "bound before it are " + String.join(", ", bound);
            return new Unreadable(
                    name.span(),
                    "no pattern before this binds '" + text + "'",
                    Spelling.wayOut(text, bound, otherwise));
        }
        String qualified = qualified(name, tokens);
        if (qualified.chars().anyMatch(Character::isUpperCase)
                && (Character.isUpperCase(text.charAt(0)) || !qualified.equals(text))) {
            return type(new Token(name.kind(), qualified, name.start(), name.start() + qualified.length()));
        }
        Class<?> fact = scope.fact();
        if (fact != null && !Members.isUnknown(fact)) {
            return property(fact, name);
        }
        Set<String> known = scope.variables();
        for (Service service : Service.values()) {
            known.add(service.word());
        }
        return new Unreadable(name.span(), "unknown name '" + text + "'", Spelling.suggestion(text, known));
    }

    private static String qualified(Token first, Tokens tokens) {
        StringBuilder name = new StringBuilder(first.text());
        for (int ahead = 0;
                tokens.peek(ahead).is(".")
                        && tokens.peek(ahead + 1).kind() == Lexer.Kind.NAME
                        && !tokens.peek(ahead + 2).is("(");
                ahead += 2) {
            name.append('.').append(tokens.peek(ahead + 1).text());
        }
        return name.toString();
    }
}

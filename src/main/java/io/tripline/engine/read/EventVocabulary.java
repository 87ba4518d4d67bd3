package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.List;
import java.util.Set;

/** Tells a slip in our own vocabulary, which is an error, from a constraint that is MVEL's business. */
final class EventVocabulary {

    private static final Set<String> OURS = Set.of(
            "field",
            "fields",
            "anyField",
            "anyObject",
            "hasField",
            "fromProduct",
            "fromCategory",
            "fromService",
            "isBefore",
            "atLeast");

    private EventVocabulary() {}

    /** Uses our calls, and nothing of the rule's variables that only Drools can resolve. */
    static boolean isOurs(String constraint) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokens(constraint, 0);
        } catch (Unreadable noTokens) {
            return true;
        }
        boolean ours = false;
        for (int i = 0; i < tokens.size(); i++) {
            boolean name = tokens.get(i).kind() == Kind.NAME;
            if (name && tokens.get(i).text().startsWith("$")) {
                return false;
            }
            ours |= name
                    && OURS.contains(tokens.get(i).text())
                    && tokens.get(i + 1).is("(");
        }
        return ours;
    }
}

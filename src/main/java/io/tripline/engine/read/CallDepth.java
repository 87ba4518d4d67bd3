package io.tripline.engine.read;

import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How deep calls stand within each other's arguments. Drools' parser tries each argument twice, so that with each level it takes twice
 * as long: a file that goes deeper than anybody writes is not given to it.
 */
public final class CallDepth {

    /** With the pattern around them. */
    private static final int DEEPEST = 14;

    private CallDepth() {}

    /** What is to be said of a file that goes too deep; null of all others. */
    public static @Nullable Problem problem(SourceText source) {
        String text = source.text();
        int at = tooDeep(text);
        if (at < 0) {
            return null;
        }
        int lineStart = text.lastIndexOf('\n', at) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return source.problem(
                Severity.ERROR,
                line,
                at - lineStart + 1,
                1,
                "calls stand more than " + DEEPEST + " deep within each other",
                "write steps behind each other: field( \"a\" ).plus( 1 ).plus( 2 )");
    }

    /** The parenthesis that is one too many; -1 if there is none. Comments and texts are passed over. */
    private static int tooDeep(String text) {
        Deque<Boolean> open = new ArrayDeque<>();
        int calls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfText(text, i);
            } else if (text.startsWith("//", i)) {
                i = end(text, "\n", i);
            } else if (text.startsWith("/*", i)) {
                i = end(text, "*/", i + 2);
            } else if (c == '(') {
                boolean call = isCall(text, i);
                calls += call ? 1 : 0;
                open.push(call);
                if (calls > DEEPEST) {
                    return i;
                }
            } else if (c == ')' && !open.isEmpty()) {
                calls -= open.pop() ? 1 : 0;
            }
        }
        return -1;
    }

    private static boolean isCall(String text, int parenthesis) {
        int before = parenthesis - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && Character.isJavaIdentifierPart(text.charAt(before));
    }

    private static int endOfText(String text, int quote) {
        int i = quote + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(quote) && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int end(String text, String mark, int from) {
        int end = text.indexOf(mark, from);
        return end < 0 ? text.length() : end + mark.length() - 1;
    }
}

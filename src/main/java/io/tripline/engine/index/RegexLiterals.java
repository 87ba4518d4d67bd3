package io.tripline.engine.index;

import io.tripline.event.RegexToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which every text that an expression is found in holds at least one, whatever their case. What is in a group, repeated or
 * optional is not looked at: a witness may be generous.
 */
final class RegexLiterals {

    /** Shorter ones would find nearly every text. */
    private static final int SHORTEST = 3;

    private static final String MEANINGFUL = ".^$[";

    private final List<String> found = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private RegexLiterals() {}

    /** Empty if there are none. */
    static List<String> of(String expression) {
        return new RegexLiterals().read(RegexToken.all(expression));
    }

    private List<String> read(List<RegexToken> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            RegexToken token = tokens.get(i);
            switch (token.kind()) {
                case OPEN -> {
                    endRun();
                    depth++;
                }
                case CLOSE -> depth--;
                case ASIDE -> {
                    endRun();
                    if (token.text().indexOf('x') > 0) {
                        return List.of(); // what looks like a text is a remark
                    }
                }
                case BAR -> {
                    if (depth == 0 && !endAlternative()) {
                        return List.of();
                    }
                }
                case REPEAT -> endRun();
                case ATOM, BRACE -> {
                    if (depth == 0) {
                        atom(token, i + 1 < tokens.size() ? tokens.get(i + 1) : null);
                    }
                }
            }
        }
        return depth == 0 && endAlternative() ? List.copyOf(found) : List.of();
    }

    private void atom(RegexToken token, @Nullable RegexToken next) {
        int literal = literal(token.text());
        if (literal < 0 || next != null && next.kind() == RegexToken.Kind.REPEAT && next.least() == 0) {
            endRun();
        } else {
            run.append((char) literal);
        }
    }

    /** The character that it stands for; -1 if it is of more, of others, or not of ASCII. */
    private static int literal(String atom) {
        boolean isEscaped = atom.length() == 2 && atom.charAt(0) == '\\';
        char c = atom.charAt(atom.length() - 1);
        boolean isPlain = isEscaped
                ? !Character.isLetterOrDigit(c) && c != '<' && c != '>'
                : atom.length() == 1 && MEANINGFUL.indexOf(c) < 0 && c != '\\';
        return isPlain && c < 0x80 ? c : -1;
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private boolean endAlternative() {
        endRun();
        boolean isKnown = longest.length() >= SHORTEST;
        found.add(longest);
        longest = "";
        return isKnown;
    }
}

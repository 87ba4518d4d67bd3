package io.tripline.dialect.sigma.value;

import io.tripline.event.Regex;
import io.tripline.event.RegexToken;
import io.tripline.event.RegexToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From the expressions that rules write (PCRE) to RE2, which runs in linear time. Nearly all are the same in both, and some
 * escapes have another spelling. What RE2 has no word for is left out where the expression then finds at least what it found
 * before: a look ahead or behind, and that a repetition gives nothing back.
 */
public sealed interface RegexTranslation {

    /** The same language. */
    record Exact(String regex) implements RegexTranslation {}

    /** @param left what was left out, as written */
    record Wider(String regex, String left) implements RegexTranslation {}

    record Impossible(String reason) implements RegexTranslation {}

    Pattern LOOK = Pattern.compile("\\(\\?<?[=!]");

    Pattern BACK = Pattern.compile("\\\\(?:[1-9][0-9]?|[kg]\\W.*)");

    static RegexTranslation of(String written) {
        String reason = refusal(written);
        if (reason == null && !written.contains("\\v")) {
            return new Exact(written);
        }
        List<String> left = new ArrayList<>();
        String translated = translated(RegexToken.all(written), left);
        String still = refusal(translated);
        if (still != null) {
            String back = backreference(written);
            return new Impossible(back != null ? "it refers back with " + back : reason == null ? still : reason);
        }
        return left.isEmpty() ? new Exact(translated) : new Wider(translated, String.join(" ", left));
    }

    private static @Nullable String backreference(String written) {
        return RegexToken.all(written).stream()
                .map(RegexToken::text)
                .filter(text -> BACK.matcher(text).matches())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String refusal(String regex) {
        try {
            Regex.compile(regex);
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    private static String translated(List<RegexToken> tokens, List<String> left) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            RegexToken token = tokens.get(i);
            if (token.kind() == Kind.OPEN && LOOK.matcher(token.text()).matches()) {
                int end = behindGroup(tokens, i);
                left.add(text(tokens.subList(i, end)));
                i = end - 1;
                continue;
            }
            out.append(
                    switch (token.kind()) {
                        case ATOM -> token.text().startsWith("[") ? ofClass(token.text()) : atom(token.text());
                        case OPEN -> opening(token.text(), left);
                        case REPEAT -> repetition(token, left);
                        case ASIDE -> token.text().startsWith("(?#") ? "" : token.text();
                        case BRACE, CLOSE, BAR -> token.text();
                    });
        }
        return out.toString();
    }

    private static String text(List<RegexToken> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return text.toString();
    }

    /** Behind what closes the group at an index, and behind what repeats it. */
    private static int behindGroup(List<RegexToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            Kind kind = tokens.get(i).kind();
            depth += kind == Kind.OPEN ? 1 : kind == Kind.CLOSE ? -1 : 0;
            if (depth == 0) {
                boolean repeated = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.REPEAT;
                return repeated ? i + 2 : i + 1;
            }
        }
        return tokens.size();
    }

    private static String opening(String open, List<String> left) {
        if (open.equals("(?>")) {
            left.add("the atomic (?>…)");
            return "(?:";
        }
        return open.startsWith("(?'") ? "(?P<" + open.substring(3, open.length() - 1) + ">" : open;
    }

    private static String repetition(RegexToken repeat, List<String> left) {
        if (!repeat.isPossessive()) {
            return repeat.text();
        }
        left.add("the possessive " + repeat.text());
        return repeat.text().substring(0, repeat.text().length() - 1);
    }

    /** Escapes of PCRE and Java that RE2 spells in another way. */
    private static String atom(String escape) {
        return switch (escape) {
            case "\\Z" -> "(?:\\n?\\z)";
            case "\\h" -> "[" + BLANKS + "]";
            case "\\H" -> "[^" + BLANKS + "]";
            case "\\v" -> "[" + LINE_ENDS + "]";
            case "\\V" -> "[^" + LINE_ENDS + "]";
            case "\\R" -> "(?:\\r\\n|[" + LINE_ENDS + "])";
            case "\\N" -> "[^\\n]";
            case "\\K" -> "";
            default -> character(escape);
        };
    }

    String BLANKS = "\\t \\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}";
    String LINE_ENDS = "\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}";

    private static String character(String escape) {
        if (escape.equals("\\e")) {
            return "\\x1B";
        }
        if (escape.startsWith("\\u") && escape.length() == 6) {
            return "\\x{" + escape.substring(2) + "}";
        }
        if (escape.startsWith("\\c") && escape.length() == 3) {
            return "\\x{" + Integer.toHexString(Character.toUpperCase(escape.charAt(2)) ^ 0x40) + "}";
        }
        return escape;
    }

    /** A class, escape by escape. */
    private static String ofClass(String written) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            String escape = RegexToken.all(written.substring(i)).getFirst().text();
            out.append(
                    switch (escape) {
                        case "\\h" -> BLANKS;
                        case "\\v" -> LINE_ENDS;
                        case "\\b" -> "\\x08";
                        default -> character(escape);
                    });
            i += escape.length() - 1;
        }
        return out.toString();
    }
}

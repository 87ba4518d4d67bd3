package io.tripline.cli.ruletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in double braces in an event of a test: <code>{{n}}</code> is the number of the event among its repetitions, from
 * 1. A backslash before the braces leaves them as they are; braces around anything but a word are text.
 */
final class Numbered {

    private static final String NUMBER = "n";
    private static final Pattern WORD = Pattern.compile("(\\\\?)\\{\\{\\s*([\\p{L}_][\\p{L}\\p{N}_.-]{0,100})\\s*}}");

    private Numbered() {}

    /** The first word that means nothing; null where all do. */
    static @Nullable String unknown(String text) {
        return WORD.matcher(text)
                .results()
                .filter(found -> !isText(found) && !found.group(2).equals(NUMBER))
                .map(found -> found.group(2))
                .findFirst()
                .orElse(null);
    }

    private static boolean isText(MatchResult found) {
        return !found.group(1).isEmpty();
    }

    /** Fills in the number; maps, lists and scalars. Names of fields are filled in as well. */
    static @Nullable Object with(@Nullable Object value, String n) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
                map.forEach((name, child) -> numbered.put(filled(String.valueOf(name), n), with(child, n)));
                yield numbered;
            }
            case List<?> list -> {
                List<@Nullable Object> numbered = new ArrayList<>();
                list.forEach(child -> numbered.add(with(child, n)));
                yield numbered;
            }
            case String text -> filled(text, n);
            case null -> null;
            default -> value;
        };
    }

    private static String filled(String text, String n) {
        if (!text.contains("{{")) {
            return text;
        }
        return WORD.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(isText(found) ? found.group().substring(1) : n));
    }
}

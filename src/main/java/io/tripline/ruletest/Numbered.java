package io.tripline.ruletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
        return each(value, text -> filled(text, n));
    }

    /** What {@link #with} makes the value of again, whatever number is filled in. */
    static @Nullable Object escaped(@Nullable Object value) {
        return each(value, text -> WORD.matcher(text).replaceAll(found -> {
            String backslash = found.group(1);
            String braces = found.group().substring(backslash.length());
            return Matcher.quoteReplacement(backslash + "\\" + braces);
        }));
    }

    private static @Nullable Object each(@Nullable Object value, UnaryOperator<String> change) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> changed = new LinkedHashMap<>();
                map.forEach((name, child) -> changed.put(change.apply(String.valueOf(name)), each(child, change)));
                yield changed;
            }
            case List<?> list -> {
                List<@Nullable Object> changed = new ArrayList<>();
                list.forEach(child -> changed.add(each(child, change)));
                yield changed;
            }
            case String text -> change.apply(text);
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

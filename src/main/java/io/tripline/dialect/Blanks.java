package io.tripline.dialect;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Blanks in the texts of a rule, to be filled in by whoever uses it. <code>{tenant-url}</code> is a parameter; other forms
 * mean nothing here and can only be pointed at. What real events hold is no blank: <code>{GUID}</code>, <code>{0}</code>,
 * <code>${IFS}</code>, <code>{}</code>, pieces of JSON.
 */
public final class Blanks {

    /** Two words or more make a name that nobody writes by chance. */
    private static final String WORDS = "[A-Za-z][A-Za-z0-9]*(?:[ _-]+[A-Za-z0-9]+)+";

    private static final Pattern WHOLE = Pattern.compile("\\{ ?([A-Za-z][A-Za-z0-9 _-]{0,99}) ?\\}");
    private static final Pattern INSIDE = Pattern.compile("(?<![${%\\\\])\\{(" + WORDS + ")\\}(?!\\})");
    /** A GUID, or a part of one. */
    private static final Pattern ID = Pattern.compile("(?i)(?=.*[0-9])[0-9a-f]{4,}(?:-[0-9a-f]{4,})*");

    private static final Pattern SINGLE_WORD = Pattern.compile("[A-Za-z0-9]+");

    private static final Pattern WRITTEN =
            Pattern.compile("\\{ ?([A-Za-z][A-Za-z0-9 _-]{0,99}?) ?\\}|%(?=([A-Za-z0-9_-]{1,100})%)");

    private static final Pattern DOUBLE_BRACES = Pattern.compile("\\{\\{-? ?[A-Za-z_][\\w. -]{0,99}\\}\\}");
    private static final Pattern ANGLES =
            Pattern.compile("<(?:(?i:your|my|insert|enter|change)[\\w .-]{0,99}|[A-Z][A-Z0-9]*(?:[_ -][A-Z0-9]+)+)>");
    private static final Pattern DOLLAR = Pattern.compile("\\$\\{[A-Za-z_]\\w{0,99}\\}");
    private static final Pattern SPOKEN = Pattern.compile(
            "(?<![A-Za-z0-9])(?:YOUR_[A-Z0-9_]+|[A-Z0-9_]+_HERE|CHANGE_?ME|REPLACE_?ME)(?![A-Za-z0-9])");

    private Blanks() {}

    /**
     * The name in <code>{name}</code>; null where the text is something else.
     *
     * @param part whether the text is looked for inside a longer one: then a single word is a piece of that
     */
    public static @Nullable String parameter(String text, boolean part) {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            return null;
        }
        String name = whole.group(1).strip();
        boolean single = SINGLE_WORD.matcher(name).matches();
        return isId(name) || part && single ? null : name;
    }

    /** The first <code>{several-words}</code> inside of a text, its braces included, from an index on; null if there is none. */
    public static @Nullable String inside(String text, int from) {
        Matcher inside = INSIDE.matcher(text);
        int at = from;
        while (inside.find(at)) {
            if (!isId(inside.group(1))) {
                return inside.group();
            }
            at = inside.end();
        }
        return null;
    }

    private static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    /**
     * Something in the text that its author meant to be replaced and that is no parameter here; null if there is nothing.
     *
     * @param part whether the text is looked for inside a longer one
     */
    public static @Nullable String unfilled(String text, boolean part) {
        for (Pattern form : new Pattern[] {DOUBLE_BRACES, ANGLES, SPOKEN}) {
            Matcher found = form.matcher(text);
            if (found.find()) {
                return found.group();
            }
        }
        return !part && DOLLAR.matcher(text).matches() ? text : null;
    }

    /** The names of all parameters that stand in the text of a rule file: what a user may set. */
    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher written = WRITTEN.matcher(text);
        while (written.find()) {
            names.add(
                    written.group(1) == null
                            ? written.group(2)
                            : written.group(1).strip());
        }
        return names;
    }
}

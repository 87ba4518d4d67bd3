package io.tripline.drl;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/** Names that are given once: rules of a package, streams of a file, variables of a rule. */
final class Names {

    private final Set<String> taken;

    Names(String... reserved) {
        this.taken = new HashSet<>(Set.of(reserved));
    }

    /** A rule's name, cleaned; a second one of the same name is numbered. */
    String rule(String text) {
        String clean = DrlName.rule(text);
        return first(clean, n -> clean + " (" + n + ")");
    }

    /** Whether a rule has the name already. */
    boolean isTaken(String text) {
        return taken.contains(DrlName.rule(text));
    }

    /** A stream under another. */
    String stream(String base, String text) {
        String name = base + "/" + DrlName.slug(text);
        return first(name, n -> name + "_" + n);
    }

    /** A variable for the values of a field: its last segment in camel case. */
    String variable(String path) {
        String name = "$" + camelCase(lastSegment(path));
        return first(name, n -> name + n);
    }

    static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private String first(String name, IntFunction<String> numbered) {
        String candidate = name;
        for (int n = 2; !taken.add(candidate); n++) {
            candidate = numbered.apply(n);
        }
        return candidate;
    }

    private static String camelCase(String text) {
        StringBuilder out = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < text.length() && out.length() < 40; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (c < '0' || c > '9')) {
                upper = !out.isEmpty();
            } else if (letter || !out.isEmpty()) {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        if (out.isEmpty()) {
            return "value";
        }
        boolean acronym = out.toString().equals(out.toString().toUpperCase(Locale.ROOT));
        if (acronym) {
            return out.toString().toLowerCase(Locale.ROOT);
        }
        out.setCharAt(0, Character.toLowerCase(out.charAt(0)));
        return out.toString();
    }

    /** The name for many of a variable. */
    static String plural(String variable) {
        return variable.matches(".*(s|x|z|ch|sh|\\d)") ? variable + "Values" : variable + "s";
    }
}

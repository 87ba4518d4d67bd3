package io.tripline.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an alert turned out to be. */
public enum Verdict {
    /** What the rule looks for has happened, and it was an attack. */
    TRUE_POSITIVE,
    /** It has not happened: the rule is wrong. */
    FALSE_POSITIVE,
    /** It has happened, and was meant to. */
    BENIGN;

    /** All of them in small letters, as people and programs write them. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(Verdict::word).toList();

    /** In small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that is none. */
    public static @Nullable Verdict of(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}

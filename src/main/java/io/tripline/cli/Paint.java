package io.tripline.cli;

import java.util.Locale;

/** Colours of a terminal, by what they mean. */
enum Paint {
    BAD("31"),
    DOUBTFUL("33"),
    GOOD("32"),
    STRONG("1"),
    PLAIN("");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** @param colours whether there are any; the text is safe to show already */
    String on(String text, boolean colours) {
        return !colours || code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    static Paint ofLevel(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "critical", "high" -> BAD;
            case "medium" -> DOUBTFUL;
            default -> PLAIN;
        };
    }
}

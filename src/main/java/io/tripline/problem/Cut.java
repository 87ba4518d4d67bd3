package io.tripline.problem;

/** The beginning of a text, where there is no room for all of it. Pairs of surrogates stay together. */
public final class Cut {

    private static final String ELLIPSIS = "…";

    private Cut() {}

    /** At most so many UTF-16 units, and an ellipsis behind them where something was cut off. */
    public static String after(int most, String text) {
        return text.length() <= most ? text : beginning(most, text) + ELLIPSIS;
    }

    /** At most so many UTF-16 units, the last of them an ellipsis where something was cut off. */
    public static String within(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        return most < 1 ? "" : beginning(most - 1, text) + ELLIPSIS;
    }

    private static String beginning(int most, String text) {
        boolean parts = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, parts ? most - 1 : most);
    }
}

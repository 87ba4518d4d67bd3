package io.tripline.alert.sink;

/** The beginning of a text, for receivers that take no longer ones. */
final class Cut {

    private Cut() {}

    /** At most so many UTF-16 units, the last of them an ellipsis where something was cut off; pairs stay together. */
    static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return most < 1 ? "" : text.substring(0, end) + "…";
    }
}

package io.tripline.dialect.elastic.kql;

/** White space as ECMAScript's {@code trim} has it, which Kibana uses around unquoted literals. */
final class Blanks {

    private Blanks() {}

    static boolean isBlank(char c) {
        return c >= '\t' && c <= '\r'
                || c == '\uFEFF'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}

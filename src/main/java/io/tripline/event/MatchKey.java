package io.tripline.event;

/**
 * By what matches are grouped, as rules write it: {@code path}, {@code ?path}, {@code name=path}. A backslash before {@code =}, a
 * leading {@code ?} or a backslash takes it as a part of the name.
 *
 * @param name as alerts show it
 * @param path of the field
 * @param required whether an event without the field does not count; else its value is null
 */
public record MatchKey(String name, String path, boolean required) {

    public static MatchKey parse(String text) {
        boolean required = !text.startsWith("?");
        String rest = required ? text : text.substring(1);
        int alias = -1;
        StringBuilder unescaped = new StringBuilder(rest.length());
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\\' && i + 1 < rest.length() && "=?\\".indexOf(rest.charAt(i + 1)) >= 0) {
                unescaped.append(rest.charAt(++i));
            } else if (c == '=' && alias < 0) {
                alias = unescaped.length();
            } else {
                unescaped.append(c);
            }
        }
        String all = unescaped.toString();
        return alias < 0
                ? new MatchKey(all, all, required)
                : new MatchKey(all.substring(0, alias), all.substring(alias), required);
    }
}

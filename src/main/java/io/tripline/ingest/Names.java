package io.tripline.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A derived name and the names below it, each put together once: events repeat them. How many are kept is bounded, since
 * senders choose them. Any thread.
 */
final class Names {

    private static final int MOST_KEPT = 10_000;

    /** How names are spelt that are taken over. */
    enum Style {
        AS_THEY_ARE,
        SNAKE,
        CAMEL,
        LOWER,
        UNDOTTED;

        String of(String name) {
            return switch (this) {
                case AS_THEY_ARE -> name;
                case SNAKE -> snakeCase(name);
                case CAMEL -> camelCase(name);
                case LOWER -> name.toLowerCase(Locale.ROOT);
                case UNDOTTED -> name.replace('.', '_');
            };
        }
    }

    private final String path;
    private final Style style;
    private final AtomicInteger kept;
    private final Map<String, Names> below = new ConcurrentHashMap<>(4);

    private Names(String path, Style style, AtomicInteger kept) {
        this.path = path;
        this.style = style;
        this.kept = kept;
    }

    /** @param style of the names below */
    static Names of(String path, Style style) {
        return new Names(path, style, new AtomicInteger());
    }

    String path() {
        return path;
    }

    /** The name of a field of an object that has this name. */
    Names below(String field) {
        Names known = below.get(field);
        if (known != null) {
            return known;
        }
        String name = style.of(field);
        Names fresh = new Names(path.isEmpty() ? name : path + "." + name, style, kept);
        if (kept.incrementAndGet() <= MOST_KEPT) {
            below.put(field, fresh);
        }
        return fresh;
    }

    /** {@code alternateId} is {@code alternate_id}, {@code userID} is {@code user_id}. */
    static String snakeCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i))) {
                return snakeFrom(name, i);
            }
        }
        return name;
    }

    private static String snakeFrom(String name, int start) {
        StringBuilder snake = new StringBuilder(name.length() + 4).append(name, 0, start);
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isUpperCase(c)) {
                snake.append(c);
                continue;
            }
            boolean afterLower =
                    i > 0 && (Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)));
            boolean beforeLower = i > 0
                    && Character.isUpperCase(name.charAt(i - 1))
                    && i + 1 < name.length()
                    && Character.isLowerCase(name.charAt(i + 1));
            snake.append(afterLower || beforeLower ? "_" : "").append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** {@code alternate_id} is {@code alternateId}. */
    static String camelCase(String name) {
        if (name.indexOf('_') < 1) {
            return name;
        }
        StringBuilder camel = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && !camel.isEmpty()) {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}

package io.tripline.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an alert is in its life, in Elastic's words. */
public enum AlertStatus {
    /** Nobody has looked at it yet, or somebody shall do so again. */
    OPEN,
    /** Somebody is at it. */
    ACKNOWLEDGED,
    /** It is done with, and there is a {@link Verdict}. */
    CLOSED;

    /** All of them in small letters, as people and programs write them. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(AlertStatus::word).toList();

    /** In small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that is none. */
    public static @Nullable AlertStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** What may follow. What is closed is opened again before somebody is at it again. */
    Set<AlertStatus> next() {
        return switch (this) {
            case OPEN -> Set.of(ACKNOWLEDGED, CLOSED);
            case ACKNOWLEDGED -> Set.of(OPEN, CLOSED);
            case CLOSED -> Set.of(OPEN);
        };
    }
}

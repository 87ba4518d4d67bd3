package io.tripline.alert;

import org.jspecify.annotations.Nullable;

/**
 * One entry of what people did to an alert. Entries are added and never changed.
 *
 * @param version of the alert from then on: 1 is the first change
 * @param at ms since the epoch
 * @param by who did it, as they said
 * @param verdict from then on
 * @param comment in the words of who did it
 */
public record AlertChange(
        long version,
        long at,
        String by,
        AlertStatus from,
        AlertStatus to,
        @Nullable Verdict verdict,
        @Nullable String comment) {}

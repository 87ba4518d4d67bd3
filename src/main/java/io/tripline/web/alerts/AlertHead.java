package io.tripline.web.alerts;

import io.tripline.alert.Alert;
import io.tripline.alert.AlertLife;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import io.tripline.store.Store;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list tells of an alert, without its events. Immutable.
 *
 * @param sequence as the store has it
 * @param time ms since the epoch
 * @param group its fields and their values in one line, empty for an alert on a single event; at most {@value #LONGEST_GROUP} characters
 * @param events how many led to it
 * @param words what a search looks at, in small letters; at most {@value #MOST_WORDS} characters
 */
public record AlertHead(
        long sequence,
        String id,
        Alert.RuleInfo rule,
        long time,
        String reason,
        String group,
        int events,
        boolean late,
        AlertLife life,
        String words) {

    private static final int LONGEST_GROUP = 400;
    private static final int MOST_WORDS = 4_000;

    /** Of an alert as it is kept. */
    public static AlertHead of(Store.Numbered kept) {
        Alert alert = kept.alert();
        Alert.RuleInfo rule = alert.getRule();
        String group = group(alert.groupByName());
        String words = String.join(
                "\n",
                alert.getId(),
                rule.id(),
                rule.title(),
                alert.getReason(),
                group,
                String.valueOf(alert.getValues()));
        return new AlertHead(
                kept.sequence(),
                alert.getId(),
                rule,
                alert.getTimestamp(),
                alert.getReason(),
                group,
                alert.getEvents().size() + alert.getMore(),
                alert.isLate(),
                kept.life(),
                Cut.after(MOST_WORDS, words).toLowerCase(Locale.ROOT));
    }

    AlertHead with(AlertLife now) {
        return now.equals(life)
                ? this
                : new AlertHead(sequence, id, rule, time, reason, group, events, late, now, words);
    }

    /** The fields that a group's matches have in common. What nobody sees is an escape, so that it is the same in an address. */
    static String group(Map<String, @Nullable String> group) {
        return Cut.after(LONGEST_GROUP, Visible.of(inWords(group)));
    }

    /** A group's fields and their values in one line; a missing one has a dash. Its characters are those of the events. */
    public static String inWords(Map<String, @Nullable String> group) {
        return group.entrySet().stream()
                .map(field -> field.getKey() + " = " + (field.getValue() == null ? "–" : field.getValue()))
                .collect(Collectors.joining(", "));
    }
}

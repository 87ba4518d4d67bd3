package io.tripline.alert.sink;

import io.tripline.alert.Alert;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts a sink wants: all that are asked for must fit, and what nothing is asked of fits.
 *
 * @param levels in small letters
 * @param rules ids
 * @param tags of which the rule has at least one; capitals and small letters are one
 */
public record SinkFilter(Set<String> levels, Set<String> rules, Set<String> tags) {

    public static final SinkFilter ALL = new SinkFilter(Set.of(), Set.of(), Set.of());

    public SinkFilter {
        levels = Set.copyOf(levels);
        rules = Set.copyOf(rules);
        tags = tags.stream().map(SinkFilter::folded).collect(Collectors.toUnmodifiableSet());
    }

    private static String folded(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }

    public boolean wants(Alert alert) {
        Alert.RuleInfo rule = alert.getRule();
        String level = rule.level();
        return (levels.isEmpty() || level != null && levels.contains(folded(level)))
                && (rules.isEmpty() || rules.contains(rule.id()))
                && (tags.isEmpty() || rule.tags().stream().anyMatch(tag -> tags.contains(folded(tag))));
    }
}

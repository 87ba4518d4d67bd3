package io.tripline.rule;

import io.tripline.event.FieldPath;
import io.tripline.rule.Metadata.Level;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alert takes from its events in place of what the rule says. Elastic {@code rule_name_override}, {@code severity_mapping}, {@code
 * risk_score_mapping}.
 *
 * @param title of a text
 * @param levels the highest level whose value the event has
 * @param riskScore of numbers from 0 to 100, the highest
 */
public record Overrides(
        @Nullable FieldPath title,
        List<LevelFor> levels,
        @Nullable FieldPath riskScore) {

    /** The rule's own. */
    public static final Overrides NONE = new Overrides(null, List.of(), null);

    public Overrides {
        levels = List.copyOf(levels);
    }

    /** Events whose field has the value. */
    public record LevelFor(FieldPath field, String value, Level level) {}

    /** All that is looked at. */
    public List<FieldPath> fields() {
        TreeSet<String> paths = new TreeSet<>();
        Stream.concat(Stream.of(title, riskScore), levels.stream().map(LevelFor::field))
                .forEach(field -> {
                    if (field != null) {
                        paths.add(field.text());
                    }
                });
        return paths.stream().map(FieldPath::new).toList();
    }
}

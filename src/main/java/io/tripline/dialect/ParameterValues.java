package io.tripline.dialect;

import io.tripline.rule.Parameter;
import io.tripline.rule.Parameter.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values for placeholders. A rule's own setting comes before the general one, both before the shipped default.
 *
 * @param byRule rule id, then parameter name
 * @param configured parameter name to values
 * @param shipped defaults that stand inside the program
 */
public record ParameterValues(
        Map<String, Map<String, List<String>>> byRule,
        Map<String, List<String>> configured,
        Map<String, List<String>> shipped) {

    /** Nothing is set. */
    public static final ParameterValues NONE = new ParameterValues(Map.of(), Map.of(), Map.of());

    public ParameterValues {
        byRule = Map.copyOf(byRule);
        configured = Map.copyOf(configured);
        shipped = Map.copyOf(shipped);
    }

    /** Whether the user said anything. */
    public boolean isSet() {
        return !configured.isEmpty() || !byRule.isEmpty();
    }

    /** The user's value for a rule's parameter, else the shipped default, else null. */
    public @Nullable Parameter find(String ruleId, String name) {
        List<String> own = byRule.getOrDefault(ruleId, Map.of()).get(name);
        if (own != null) {
            return new Parameter(name, own, Origin.CONFIGURATION);
        }
        List<String> general = configured.get(name);
        if (general != null) {
            return new Parameter(name, general, Origin.CONFIGURATION);
        }
        List<String> dflt = shipped.get(name);
        return dflt == null ? null : new Parameter(name, dflt, Origin.SHIPPED_DEFAULT);
    }
}

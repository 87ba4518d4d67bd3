package io.tripline.dialect.sigma.value;

import io.tripline.dialect.ParameterValues;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Parameter;
import io.tripline.rule.Parameter.Origin;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of the placeholders of one rule that is translated, and which of them it used. The user's value comes before
 * the default that the rule states itself, that one before the shipped default, which is named in a warning. One thread.
 */
public final class Parameters {

    private final List<String> ruleIds;
    private final ParameterValues values;
    private final Map<String, DeclaredParameter> declared;
    private final Problems findings;
    private final Map<String, Parameter> used;
    private final Set<String> complained;

    /** @param ruleIds under which the user may have set values: the rule's own, then its base rules' */
    public Parameters(
            List<String> ruleIds, ParameterValues values, Map<String, DeclaredParameter> declared, Problems findings) {
        this(ruleIds, values, declared, findings, new LinkedHashMap<>(), new HashSet<>());
    }

    private Parameters(
            List<String> ruleIds,
            ParameterValues values,
            Map<String, DeclaredParameter> declared,
            Problems findings,
            Map<String, Parameter> used,
            Set<String> complained) {
        this.ruleIds = List.copyOf(ruleIds);
        this.values = values;
        this.declared = declared;
        this.findings = findings;
        this.used = used;
        this.complained = complained;
    }

    /** The same parameters, used by a text of another file. */
    public Parameters reportingTo(Problems other) {
        return other == findings ? this : new Parameters(ruleIds, values, declared, other, used, complained);
    }

    /** Null where the parameter has no value, or one that it must not have; the latter is an error. */
    public @Nullable List<String> values(String name, Place place) {
        Parameter parameter = used.get(name);
        if (parameter == null) {
            parameter = find(name);
            if (parameter == null || !isLegal(parameter, place)) {
                return null;
            }
            used.put(name, parameter);
            if (parameter.origin() == Origin.SHIPPED_DEFAULT) {
                findings.warning(
                        place,
                        "the rule has no value for '" + name + "': the shipped default "
                                + String.join(", ", parameter.values()) + " is used",
                        "set " + key(name) + " to change it");
            }
        }
        return parameter.values();
    }

    /** Puts a value that the text itself implies where nobody set one. */
    public @Nullable List<String> valuesOr(String name, String implied, Place place) {
        Parameter found = find(name);
        if (found == null || found.origin() == Origin.SHIPPED_DEFAULT) {
            used.putIfAbsent(name, new Parameter(name, List.of(implied), Origin.RULE));
        }
        return values(name, place);
    }

    private @Nullable Parameter find(String name) {
        for (String id : ruleIds) {
            if (values.byRule().getOrDefault(id, Map.of()).containsKey(name)) {
                return values.find(id, name);
            }
        }
        Parameter general = values.find(ruleIds.isEmpty() ? "" : ruleIds.getFirst(), name);
        DeclaredParameter own = declared.get(name);
        if (own != null && !own.values().isEmpty() && (general == null || general.origin() == Origin.SHIPPED_DEFAULT)) {
            return new Parameter(name, own.values(), Origin.RULE);
        }
        return general;
    }

    private boolean isLegal(Parameter parameter, Place place) {
        DeclaredParameter own = declared.get(parameter.name());
        String refusal = own == null ? null : own.refuses(parameter.values());
        if (refusal != null && parameter.origin() == Origin.RULE) {
            // Said where the default stands.
            complained.add(parameter.name());
        } else if (refusal != null) {
            complain(parameter.name(), place, "the parameter '" + parameter.name() + "' " + refusal, null);
        }
        return refusal == null;
    }

    /** Says once for each parameter what is wrong with it. */
    void complain(String name, Place place, String message, @Nullable String wayOut) {
        if (complained.add(name)) {
            findings.error(place, message, wayOut);
        }
    }

    public void complainThatMissing(String name, Place place) {
        complain(
                name,
                place,
                "the parameter '" + name + "' has no value",
                "set " + key(name) + " in application.properties");
    }

    /** The setting of a parameter, as a file of properties spells it. */
    static String key(String name) {
        return "tripline.parameters." + name.replace(" ", "\\ ");
    }

    /** In the order of first use. */
    public List<Parameter> used() {
        return List.copyOf(used.values());
    }
}

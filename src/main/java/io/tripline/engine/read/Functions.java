package io.tripline.engine.read;

import io.tripline.engine.function.AverageFunction;
import io.tripline.engine.function.CountDistinctFunction;
import io.tripline.engine.function.DistinctFunction;
import io.tripline.engine.function.EvidenceFunction;
import io.tripline.engine.function.InOrderFunction;
import io.tripline.engine.function.MinutesFunction;
import io.tripline.engine.function.PercentileFunction;
import io.tripline.engine.function.SequenceFunction;
import io.tripline.engine.function.SumFunction;
import io.tripline.engine.function.TimesFunction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** Accumulate functions: ours, by class, and those that Drools brings along, by name. */
final class Functions {

    /** By the name that needs no import. */
    private static final Map<String, AccumulateFunction<?>> OURS = new TreeMap<>(Map.ofEntries(
            Map.entry("averageOf", new AverageFunction()),
            Map.entry("countDistinct", new CountDistinctFunction()),
            Map.entry("distinctValues", new DistinctFunction()),
            Map.entry("evidence", new EvidenceFunction()),
            Map.entry("inOrder", new InOrderFunction()),
            Map.entry("minutes", new MinutesFunction()),
            Map.entry("percentile", new PercentileFunction()),
            Map.entry("sequence", new SequenceFunction()),
            Map.entry("sumOf", new SumFunction()),
            Map.entry("times", new TimesFunction())));

    private static final Map<String, Class<?>> OF_DROOLS = Map.ofEntries(
            Map.entry("count", Long.class),
            Map.entry("collectList", List.class),
            Map.entry("collectSet", Set.class),
            Map.entry("sum", Number.class),
            Map.entry("average", Number.class),
            Map.entry("min", Object.class),
            Map.entry("max", Object.class),
            Map.entry("variance", Double.class),
            Map.entry("standardDeviation", Double.class));

    private Functions() {}

    /** Name to qualified class name. */
    static Map<String, String> implied() {
        Map<String, String> implied = new TreeMap<>();
        OURS.forEach((name, function) -> implied.put(name, function.getClass().getName()));
        return implied;
    }

    /** What a class of ours results in; null if it is none. */
    static @Nullable Class<?> resultOfClass(String qualifiedName) {
        return OURS.values().stream()
                .filter(function -> function.getClass().getName().equals(qualifiedName))
                .<Class<?>>map(AccumulateFunction::getResultType)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Class<?> resultOfDrools(String name) {
        return OF_DROOLS.get(name);
    }

    static Set<String> ofDrools() {
        return OF_DROOLS.keySet();
    }
}

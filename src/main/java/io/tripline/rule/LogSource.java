package io.tripline.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a detection looks at, Sigma's {@code logsource}. Of several names in one part any will do; an empty part
 * takes every event. Lower case.
 */
public record LogSource(List<String> products, List<String> categories, List<String> services) {

    /** Every event. */
    public static final LogSource ANY = new LogSource(List.of(), List.of(), List.of());

    public LogSource {
        products = List.copyOf(products);
        categories = List.copyOf(categories);
        services = List.copyOf(services);
    }

    /** At most one name in each part; null takes every event. */
    public LogSource(@Nullable String product, @Nullable String category, @Nullable String service) {
        this(listOf(product), listOf(category), listOf(service));
    }

    private static List<String> listOf(@Nullable String name) {
        return name == null ? List.of() : List.of(name);
    }
}

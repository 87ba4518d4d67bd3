package io.tripline.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which log an event comes from, in Sigma's terms. What is not known is null or empty and is taken for anything: a rule is
 * never kept from an event because nobody said where it came from.
 *
 * @param product {@code okta}, {@code windows} …
 * @param categories {@code process_creation} …; an event can be of several
 * @param services {@code sysmon}, {@code security} …
 */
public record Origin(@Nullable String product, Set<String> categories, Set<String> services) {

    /** Nothing is known: every rule looks at the event. */
    public static final Origin UNKNOWN = new Origin(null, Set.of(), Set.of());

    public Origin {
        categories = Set.copyOf(categories);
        services = Set.copyOf(services);
    }

    boolean mayBeProduct(String name) {
        return product == null || product.equals(name);
    }

    boolean mayBeCategory(String name) {
        return categories.isEmpty() || categories.contains(name);
    }

    boolean mayBeService(String name) {
        return services.isEmpty() || services.contains(name);
    }
}

package io.tripline.event;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which log an event comes from, in Sigma's terms. A rule is kept from an event only when the mapping of events to logs
 * knows the rule's word and says that the event is not of it: what is not known of the event (an empty part) is taken for
 * anything, and so is a word that the mapping never uses.
 *
 * @param products {@code okta}, {@code windows} …; several where rules name one log differently
 * @param categories {@code process_creation} …; an event can be of several
 * @param services {@code sysmon}, {@code security} …
 * @param mapped the words that the mapping uses; null if every word is taken for known
 */
public record Origin(
        Set<String> products,
        Set<String> categories,
        Set<String> services,
        @Nullable Vocabulary mapped) {

    /** Nothing is known, and every rule looks at the event all the same. */
    public static final Origin UNKNOWN = new Origin(Set.of(), Set.of(), Set.of(), null);

    /** As the only word of a part: the event is known to be of none of the mapping's words. */
    public static final String NONE = "none";

    /** All words of a mapping from events to logs. */
    public record Vocabulary(Set<String> products, Set<String> categories, Set<String> services) {
        public Vocabulary {
            products = Set.copyOf(products);
            categories = Set.copyOf(categories);
            services = Set.copyOf(services);
        }
    }

    public Origin {
        products = Set.copyOf(products);
        categories = Set.copyOf(categories);
        services = Set.copyOf(services);
    }

    /** Of one product, every word being known. */
    public Origin(@Nullable String product, Set<String> categories, Set<String> services) {
        this(product == null ? Set.of() : Set.of(product), categories, services, null);
    }

    /** Rules may find a keyword in the event although nobody knows whether it is of their log. */
    public boolean isAnything() {
        return mapped == null && products.isEmpty() && categories.isEmpty() && services.isEmpty();
    }

    /** The log's name, by product and service: the events of one name share a clock. Empty where nothing is known of it. */
    public String log() {
        return products.isEmpty() && services.isEmpty() ? "" : named(products) + "/" + named(services);
    }

    private static String named(Set<String> words) {
        return words.size() == 1
                ? words.iterator().next()
                : words.stream().sorted().collect(Collectors.joining("+"));
    }

    boolean mayBeProduct(String name) {
        return products.isEmpty() || products.contains(name) || mapped != null && !mapped.products.contains(name);
    }

    boolean mayBeCategory(String name) {
        return categories.isEmpty() || categories.contains(name) || mapped != null && !mapped.categories.contains(name);
    }

    boolean mayBeService(String name) {
        return services.isEmpty() || services.contains(name) || mapped != null && !mapped.services.contains(name);
    }

    /** Of the event's own words: the mapping's are hundreds and the same for all. */
    @Override
    public int hashCode() {
        return 31 * (31 * products.hashCode() + categories.hashCode()) + services.hashCode();
    }
}

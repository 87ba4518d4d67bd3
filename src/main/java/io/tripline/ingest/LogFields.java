package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that the events of each known log answer to. Immutable, any thread. */
public final class LogFields {

    private final List<Log> logs;

    /**
     * One form of a log.
     *
     * @param format its name in the table of formats
     * @param inElasticsForm its own names are those of Elastic's Common Schema
     * @param products, categories, services every word that the format has for it; none: not known
     */
    public record Log(
            String format,
            boolean inElasticsForm,
            Set<String> products,
            Set<String> categories,
            Set<String> services,
            LogNames names) {

        public Log {
            products = Set.copyOf(products);
            categories = Set.copyOf(categories);
            services = Set.copyOf(services);
        }

        private boolean isCalled(String word) {
            return format.equals(word)
                    || products.contains(word)
                    || categories.contains(word)
                    || services.contains(word);
        }
    }

    /** The log's own form comes before the other. */
    LogFields(List<Log> logs) {
        this.logs =
                logs.stream().sorted(Comparator.comparing(Log::inElasticsForm)).toList();
    }

    /** Those of the logs that Tripline knows by itself. */
    public static LogFields builtIn() {
        return EventFormats.builtIn().fields();
    }

    /** @param name a format, or a product, category or service, or several of them between slashes, without case */
    public List<Log> named(String name) {
        List<String> words = List.of(CaseFolding.fold(name).split("/"));
        return logs.stream()
                .filter(log -> words.stream().allMatch(log::isCalled))
                .toList();
    }

    /** All words by which logs are named. */
    public Set<String> words() {
        Set<String> words = new TreeSet<>();
        for (Log log : logs) {
            words.add(log.format());
            words.addAll(log.products());
            words.addAll(log.categories());
            words.addAll(log.services());
        }
        words.remove("none");
        return words;
    }

    /** The logs that a rule with these words looks at; it must name a product. */
    public List<Log> of(Set<String> products, Set<String> services) {
        return logs.stream()
                .filter(log -> !products.isEmpty() && log.products().containsAll(products))
                .filter(log -> services.isEmpty() || log.services().containsAll(services))
                .toList();
    }

    static Log log(EventFormat format) {
        Set<String> products = new HashSet<>();
        Set<String> categories = new HashSet<>();
        Set<String> services = new HashSet<>();
        format.products().eachWord(products::add);
        format.categories().eachWord(categories::add);
        format.services().eachWord(services::add);
        return new Log(format.name(), format.inElasticsForm(), products, categories, services, format.names());
    }
}

package io.tripline.engine.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A DRL file as it was read: all that may run of it, and nothing else. Immutable.
 *
 * @param functions name to the qualified class name of an accumulate function, those of the file before the implied ones
 */
public record RuleFile(String packageName, Map<String, String> functions, List<NamedWindow> windows, List<Rule> rules) {

    public RuleFile {
        functions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        windows = List.copyOf(windows);
        rules = List.copyOf(rules);
    }

    /** {@code declare window} */
    public record NamedWindow(String name, Conditional.Pattern pattern) {}

    /**
     * One rule.
     *
     * @param line 1-based, of the word {@code rule}
     * @param metadata annotation name to its values, in the order of the file
     * @param thenLine 1-based, where the statements begin
     */
    public record Rule(
            String name,
            int line,
            Map<String, List<String>> metadata,
            Set<Attribute> attributes,
            List<Conditional> when,
            List<Statement> then,
            int thenLine) {
        public Rule {
            metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
            attributes = Set.copyOf(attributes);
            when = List.copyOf(when);
            then = List.copyOf(then);
        }

        /** With what a comment says of it; its annotations count where both say the same thing. */
        Rule with(Map<String, List<String>> about) {
            if (about.isEmpty()) {
                return this;
            }
            Map<String, List<String>> all = new LinkedHashMap<>(metadata);
            about.forEach(all::putIfAbsent);
            return new Rule(name, line, all, attributes, when, then, thenLine);
        }

        /** The only pattern of a match rule; null if the rule is something else. */
        public Conditional.@Nullable Pattern eventPattern() {
            return when.size() == 1
                            && when.getFirst() instanceof Conditional.Pattern pattern
                            && pattern.type() == io.tripline.event.Event.class
                            && pattern.source() instanceof Conditional.Source.Session
                            && pattern.windows().isEmpty()
                    ? pattern
                    : null;
        }
    }

    /** How a rule is fired. All are constants: nothing is computed. */
    public sealed interface Attribute {

        record Salience(int value) implements Attribute {}

        record Enabled(boolean value) implements Attribute {}

        record NoLoop(boolean value) implements Attribute {}

        record LockOnActive(boolean value) implements Attribute {}
    }
}

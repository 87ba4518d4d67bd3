package io.tripline.engine.read;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which names stand for what at one place of a rule. A variable is bound once, and seen from there on. */
final class Scope {

    private final @Nullable Scope around;
    private final @Nullable Class<?> fact;
    private final Map<String, Class<?>> variables = new LinkedHashMap<>();
    private final Set<String> locals = new HashSet<>();

    private Scope(@Nullable Scope around, @Nullable Class<?> fact) {
        this.around = around;
        this.fact = fact;
    }

    static Scope ofRule() {
        return new Scope(null, null);
    }

    /** What is bound in it is not seen outside. */
    Scope inside() {
        return new Scope(this, fact);
    }

    /** Between the parentheses of a pattern; what is bound there is seen where the pattern stands. */
    Scope ofPattern(Class<?> type) {
        return new Scope(this, type);
    }

    /** The type of the pattern's fact; null where there is none. */
    @Nullable
    Class<?> fact() {
        return fact;
    }

    @Nullable
    Class<?> variable(String name) {
        Class<?> type = variables.get(name);
        return type != null || around == null ? type : around.variable(name);
    }

    /** The type of a variable that the rule's own statements declare; null if it is none. */
    @Nullable
    Class<?> local(String name) {
        return locals.contains(name) ? variables.get(name) : around == null ? null : around.local(name);
    }

    Set<String> variables() {
        Set<String> all = around == null ? new TreeSet<>() : around.variables();
        all.addAll(variables.keySet());
        return all;
    }

    void bind(String name, Class<?> type, Span span) {
        if (ReservedWords.areReserved(name)) {
            throw new Unreadable(span, "'" + name + "' has a meaning of its own", "take another name: $" + name);
        }
        if (variable(name) != null) {
            throw new Unreadable(span, "'" + name + "' is bound twice", "take another name");
        }
        variables.put(name, type);
    }

    /** A variable that may be given another value later. */
    void declare(String name, Class<?> type, Span span) {
        bind(name, type, span);
        locals.add(name);
    }

    /** Binds what alternatives have bound; to a type if it is the same in each. */
    void bindEachOf(List<Scope> alternatives) {
        for (Scope alternative : alternatives) {
            alternative.variables.forEach((name, type) ->
                    variables.merge(name, type, (first, second) -> first == second ? first : Object.class));
        }
    }
}

package io.tripline.engine.closure;

import java.util.ArrayList;
import java.util.List;

/** The places of the names that a closure may use: bound by patterns, or by statements. One thread, while a rule is compiled. */
final class Names {

    private final List<String> bound;
    private final List<String> locals = new ArrayList<>();

    Names(List<String> bound) {
        this.bound = List.copyOf(bound);
    }

    /** @throws NoClosure if there is no such name */
    Closure of(String name) {
        int local = locals.indexOf(name);
        if (local >= 0) {
            return frame -> frame.local(local);
        }
        int index = bound.indexOf(name);
        if (index < 0) {
            throw new NoClosure();
        }
        return frame -> frame.bound(index);
    }

    /** @throws NoClosure if a pattern has bound the name */
    int local(String name) {
        if (bound.contains(name)) {
            throw new NoClosure();
        }
        if (!locals.contains(name)) {
            locals.add(name);
        }
        return locals.indexOf(name);
    }

    int locals() {
        return locals.size();
    }
}

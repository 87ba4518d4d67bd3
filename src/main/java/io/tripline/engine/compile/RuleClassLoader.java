package io.tripline.engine.compile;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which names are no classes. MVEL takes every word of a rule for a class first and asks for it in each imported
 * package: without a memory, most of the time of compiling goes into searching the class path for what is not there.
 */
final class RuleClassLoader extends ClassLoader {

    /** Names come from rule text, so their number is bounded. */
    private static final int MOST_NAMES = 100_000;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    RuleClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            if (missing.size() < MOST_NAMES) {
                missing.add(name);
            }
            throw e;
        }
    }
}

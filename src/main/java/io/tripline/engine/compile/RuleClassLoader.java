package io.tripline.engine.compile;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which names are no classes. MVEL takes every word of a rule for a class first and asks for it in the rule's package and
 * in each imported one: most of the time of compiling went into searching the class path for what is not there.
 */
public final class RuleClassLoader extends ClassLoader {

    /** For building and running rules. */
    public static final RuleClassLoader INSTANCE = new RuleClassLoader(RuleClassLoader.class.getClassLoader());

    /** Where rules and Drools itself find classes; a rule's own package has none. */
    private static final List<String> PACKAGES =
            List.of("java.", "io.tripline.", "org.drools.", "org.kie.", "org.mvel2.");

    /** Names come from rule text, so their number is bounded. */
    private static final int MOST_NAMES = 100_000;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private RuleClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.contains(name) || !isInKnownPackage(name)) {
            throw new NoClass(name);
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

    private static boolean isInKnownPackage(String name) {
        for (String known : PACKAGES) {
            if (name.startsWith(known)) {
                return true;
            }
        }
        return false;
    }

    /** The answer to most of what is asked, for which nobody wants to know the way. */
    private static final class NoClass extends ClassNotFoundException {

        private static final long serialVersionUID = 1L;

        NoClass(String name) {
            super(name);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}

package io.tripline.engine;

import io.tripline.engine.compile.DrlCompiler;
import io.tripline.engine.compile.DrlSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A file and what became of it. */
record Compilation(DrlSource source, DrlCompiler.Result result) {

    /** So many files are compiled while nobody waits for the first of them. */
    private static final int AHEAD = 64;

    /** Of each file in turn, compiled some ahead, on all cores. */
    static Iterable<Compilation> of(Collection<DrlSource> sources) {
        List<DrlSource> all = new ArrayList<>(sources);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return () -> new Iterator<>() {
            private Iterator<Compilation> ready = List.<Compilation>of().iterator();
            private int begun;

            @Override
            public boolean hasNext() {
                return ready.hasNext() || begun < all.size();
            }

            @Override
            public Compilation next() {
                if (!ready.hasNext()) {
                    List<DrlSource> some = all.subList(begun, Math.min(begun + AHEAD, all.size()));
                    begun += some.size();
                    ready = some.parallelStream()
                            .map(source -> of(source, loader))
                            .toList()
                            .iterator();
                }
                return ready.next();
            }
        };
    }

    /** Drools asks the thread's class loader for its parts, and threads that all share have one of their own. */
    private static Compilation of(DrlSource source, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return new Compilation(source, DrlCompiler.compile(source));
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}

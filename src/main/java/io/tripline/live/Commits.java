package io.tripline.live;

import io.tripline.alert.Alert;
import io.tripline.engine.state.StateChange;
import io.tripline.store.Commit;
import io.tripline.store.Store;
import io.tripline.store.StoreFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What turns led to, on its way to the store: in the order of the turns, and what waits at the same moment in one commit. Who
 * waits writes for all that wait; nobody waits for more than the one under way and the next. After a failure nothing is taken
 * until the engine has gone back to what is kept. Any thread.
 */
final class Commits {

    /** Changes that go into one commit; a turn that has more has one of its own. */
    private static final int MOST_CHANGES = 100_000;

    private final Store store;
    private final Consumer<List<Store.Numbered>> sinks;

    /** Held by who writes. */
    private final ReentrantLock writing = new ReentrantLock();

    // guarded by this

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Ids of what waits: seen, but not yet kept. */
    private final Set<String> underWay = new HashSet<>();

    private @Nullable StoreFailure closed;

    /** What one turn led to. Guarded by the commits, but for what never changes. */
    final class Waiting {

        private final Commit commit;
        private boolean done;
        private int kept;
        private @Nullable StoreFailure failure;

        private Waiting(Commit commit) {
            this.commit = commit;
        }

        /**
         * Waits until it is kept.
         *
         * @return how many of its alerts are: not those that were known
         * @throws StoreFailure it is not, or nobody knows
         */
        int await() {
            if (!isDone()) {
                writing.lock();
                try {
                    while (!isDone()) {
                        write();
                    }
                } finally {
                    writing.unlock();
                }
            }
            synchronized (Commits.this) {
                if (failure != null) {
                    throw failure;
                }
                return kept;
            }
        }

        boolean isDone() {
            synchronized (Commits.this) {
                return done;
            }
        }
    }

    /** @param sinks get what is kept, in order; must not wait */
    Commits(Store store, Consumer<List<Store.Numbered>> sinks) {
        this.store = store;
        this.sinks = sinks;
    }

    /** Whether the event was kept before, or is on its way to that. */
    boolean hasSeen(String id) {
        synchronized (this) {
            if (underWay.contains(id)) {
                return true;
            }
        }
        return store.hasSeen(id);
    }

    /** To be called in turn. */
    synchronized Waiting add(Commit commit) {
        Waiting added = new Waiting(commit);
        if (closed == null) {
            waiting.add(added);
            underWay.addAll(commit.seen());
        } else {
            added.failure = closed;
            added.done = true;
        }
        return added;
    }

    /** Why nothing is taken; null if all is well. */
    synchronized @Nullable StoreFailure closed() {
        return closed;
    }

    /** What waits is lost, and nothing is taken from now on. */
    synchronized void close(StoreFailure why) {
        closed = closed == null ? why : closed;
        waiting.forEach(one -> {
            one.failure = why;
            one.done = true;
        });
        waiting.clear();
        underWay.clear();
    }

    /** The engine stands at what is kept: what follows is taken. */
    synchronized void open() {
        closed = null;
    }

    private void write() {
        List<Waiting> together = next();
        if (together.isEmpty()) {
            return;
        }
        List<Store.Numbered> kept;
        try {
            kept = store.commit(joined(together));
        } catch (RuntimeException | Error e) {
            StoreFailure failure =
                    e instanceof StoreFailure said ? said : new StoreFailure("the store failed: " + e, e);
            fail(together, failure);
            return;
        }
        try {
            sinks.accept(kept);
        } finally {
            done(together, kept);
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> together = new ArrayList<>();
        long changes = 0;
        while (!waiting.isEmpty()
                && (together.isEmpty()
                        || changes + waiting.element().commit.changes().size() <= MOST_CHANGES)) {
            Waiting one = waiting.remove();
            changes += one.commit.changes().size();
            together.add(one);
        }
        return together;
    }

    private static Commit joined(List<Waiting> together) {
        if (together.size() == 1) {
            return together.getFirst().commit;
        }
        List<Alert> alerts = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        List<StateChange> changes = new ArrayList<>();
        Map<String, Long> silenced = new HashMap<>();
        for (Waiting one : together) {
            alerts.addAll(one.commit.alerts());
            seen.addAll(one.commit.seen());
            changes.addAll(one.commit.changes());
            one.commit.silenced().forEach((alert, more) -> silenced.merge(alert, more, Long::sum));
        }
        return new Commit(alerts, seen, changes, silenced);
    }

    private synchronized void fail(Collection<Waiting> together, StoreFailure failure) {
        together.forEach(one -> {
            one.failure = failure;
            one.done = true;
        });
        close(failure);
    }

    private synchronized void done(List<Waiting> together, List<Store.Numbered> kept) {
        Set<String> left = new HashSet<>();
        kept.forEach(numbered -> left.add(numbered.alert().getId()));
        for (Waiting one : together) {
            for (Alert alert : one.commit.alerts()) {
                one.kept += left.remove(alert.getId()) ? 1 : 0;
            }
            underWay.removeAll(one.commit.seen());
            one.done = true;
        }
    }
}

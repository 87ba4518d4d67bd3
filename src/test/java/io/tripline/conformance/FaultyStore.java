package io.tripline.conformance;

import io.tripline.alert.AlertChange;
import io.tripline.alert.AlertLife;
import io.tripline.alert.AlertWish;
import io.tripline.engine.state.EngineState;
import io.tripline.store.Commit;
import io.tripline.store.CountHistory;
import io.tripline.store.SinkLedger;
import io.tripline.store.Store;
import io.tripline.store.StoreFailure;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A real store, and what may happen to a commit on its way there and back. */
final class FaultyStore implements Store {

    private final Store store;
    private final Runnable kept;
    private Fault next = Fault.NONE;
    private boolean isDead;

    /** What happens to a commit. */
    enum Fault {
        NONE,
        /** It is refused. */
        FAILS,
        /** It is kept, and said to have failed. */
        ANSWER_IS_LOST,
        /** The process ends before it is kept. */
        DIES_BEFORE,
        /** The process ends before anybody hears of it. */
        DIES_AFTERWARDS
    }

    /** @param kept told of each commit that is kept */
    FaultyStore(Store store, Runnable kept) {
        this.store = store;
        this.kept = kept;
    }

    void next(Fault fault) {
        next = fault;
    }

    /** Whether the process has ended. */
    boolean isDead() {
        return isDead;
    }

    @Override
    public List<Numbered> commit(Commit commit) {
        Fault now = next;
        next = Fault.NONE;
        if (isDead || now == Fault.FAILS || now == Fault.DIES_BEFORE) {
            isDead = isDead || now == Fault.DIES_BEFORE;
            throw new StoreFailure("it is refused");
        }
        List<Numbered> numbered = store.commit(commit);
        kept.run();
        if (now != Fault.NONE) {
            isDead = now == Fault.DIES_AFTERWARDS;
            throw new StoreFailure("nobody hears of it");
        }
        return numbered;
    }

    @Override
    public boolean hasSeen(String deduplicationId) {
        return store.hasSeen(deduplicationId);
    }

    @Override
    public boolean keepsState() {
        return true;
    }

    @Override
    public EngineState state(LongConsumer progress) {
        return store.state(progress);
    }

    @Override
    public boolean wantsRewriting() {
        return store.newest() % 2 == 1 || store.wantsRewriting();
    }

    @Override
    public void recover() {
        if (isDead) {
            throw new StoreFailure("the process has ended");
        }
        store.recover();
    }

    @Override
    public AlertLife.@Nullable Decision change(String id, AlertWish wish, long now) {
        return store.change(id, wish, now);
    }

    @Override
    public List<AlertChange> history(String id) {
        return store.history(id);
    }

    @Override
    public SinkLedger sinks() {
        return store.sinks();
    }

    @Override
    public CountHistory counts() {
        return store.counts();
    }

    @Override
    public @Nullable Numbered alert(String id) {
        return store.alert(id);
    }

    @Override
    public List<Numbered> newestBefore(long before, int limit) {
        return store.newestBefore(before, limit);
    }

    @Override
    public List<Numbered> oldestAfter(long after, int limit) {
        return store.oldestAfter(after, limit);
    }

    @Override
    public Map<Long, AlertLife> lives(long from) {
        return store.lives(from);
    }

    @Override
    public long oldest() {
        return store.oldest();
    }

    @Override
    public long newest() {
        return store.newest();
    }

    @Override
    public long dropped() {
        return store.dropped();
    }

    @Override
    public void close() {
        store.close();
    }
}

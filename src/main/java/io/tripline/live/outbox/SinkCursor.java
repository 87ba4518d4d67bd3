package io.tripline.live.outbox;

import io.tripline.alert.KeptAlert;
import io.tripline.alert.sink.Outcome;
import io.tripline.live.OncePerMinute;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import io.tripline.store.DeadLetter;
import io.tripline.store.SinkLedger;
import io.tripline.store.SinkPosition;
import io.tripline.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One sink and how far it is with the alerts of the store. {@link #step} belongs to one thread at a time; what others ask is answered
 * beside that.
 */
final class SinkCursor {

    private static final Logger LOG = Logger.getLogger("io.tripline.sinks");

    /** Alerts that are looked at in one go, wanted or not. */
    private static final int STEP = 100;

    private static final int LONGEST_ERROR = 500;

    private final SinkPlan plan;
    private final Store store;
    private final SinkLedger ledger;
    private final Backoff backoff;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final OncePerMinute later;
    private final OncePerMinute buried;

    /** Held by who sends. */
    private final ReentrantLock sending = new ReentrantLock();

    // of who steps

    private final List<Item> batch = new ArrayList<>();
    private long gatheringSince;

    /** All up to this number have been read. */
    private long read;

    private boolean tookDeadLetters;

    // guarded by this

    private SinkPosition position;
    private boolean mayHaveAgain = true;
    private int failures;
    private int tries;
    private long notBefore;
    private long delivered;
    private @Nullable String lastError;
    private long lastErrorAt;

    /** An alert that is being sent. */
    private static final class Item {

        private final Store.Numbered alert;

        /** Null for one that was never a dead letter. */
        private final @Nullable DeadLetter letter;

        private int tries;

        Item(Store.Numbered alert, @Nullable DeadLetter letter) {
            this.alert = alert;
            this.letter = letter;
        }
    }

    SinkCursor(
            SinkPlan plan,
            Store store,
            SinkPosition position,
            Backoff backoff,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.plan = plan;
        this.store = store;
        this.ledger = store.sinks();
        this.position = position;
        this.read = position.cursor();
        this.backoff = backoff;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.notBefore = nanoClock.getAsLong();
        this.later = new OncePerMinute(
                nanoClock,
                (count, why) ->
                        LOG.warnf("sink %s does not take alerts, and they will be tried again: %s", plan.name(), why));
        this.buried = new OncePerMinute(
                nanoClock,
                (count, example) -> LOG.errorf(
                        "%d alerts did not reach sink %s and lie with its dead letters; for example %s",
                        count, plan.name(), example));
    }

    String name() {
        return plan.name();
    }

    SinkPlan plan() {
        return plan;
    }

    /**
     * Does what can be done now.
     *
     * @return after how long there may be more to do; null: when there are new alerts
     * @throws io.tripline.store.StoreFailure the store cannot be read or written: to be called again
     */
    @Nullable
    Duration step() throws InterruptedException {
        long now = nanoClock.getAsLong();
        Duration wait = left(now);
        if (wait != null) {
            return wait;
        }
        if (batch.isEmpty()) {
            gatheringSince = now;
            takeNext();
        } else if (isGathering()) {
            takeNew();
        }
        if (batch.isEmpty()) {
            stand(read);
            return null;
        }
        Duration gathering = plan.gather().minusNanos(now - gatheringSince);
        if (isGathering() && batch.size() < plan.sink().most() && gathering.isPositive()) {
            return gathering;
        }
        send();
        return Duration.ZERO;
    }

    private synchronized @Nullable Duration left(long now) {
        long left = notBefore - now;
        return left > 0 ? Duration.ofNanos(left) : null;
    }

    /** Whether what stands there has not been sent, and may become more. */
    private boolean isGathering() {
        return batch.getFirst().letter == null && batch.getFirst().tries == 0;
    }

    /** New alerts and dead letters in turn, so that neither waits for the end of the other. */
    private void takeNext() {
        boolean newFirst = tookDeadLetters;
        tookDeadLetters = false;
        if (newFirst) {
            takeNew();
        }
        if (batch.isEmpty()) {
            takeDeadLetters();
        }
        if (batch.isEmpty() && !newFirst) {
            takeNew();
        }
    }

    private void takeDeadLetters() {
        synchronized (this) {
            if (!mayHaveAgain) {
                return;
            }
            mayHaveAgain = false;
        }
        List<DeadLetter> again = ledger.again(plan.name(), plan.sink().most());
        for (DeadLetter letter : again) {
            Store.Numbered alert = store.alert(letter.alert());
            if (alert != null) {
                batch.add(new Item(alert, letter));
            } else {
                ledger.unbury(plan.name(), letter.sequence());
            }
        }
        tookDeadLetters = !batch.isEmpty();
        synchronized (this) {
            mayHaveAgain |= !again.isEmpty();
        }
    }

    private void takeNew() {
        int most = plan.sink().most();
        while (batch.size() < most) {
            long newest = store.newest();
            List<Store.Numbered> some = store.oldestAfter(read, Math.min(STEP, most));
            if (some.isEmpty()) {
                missed(newest - read);
                read = Math.max(read, newest);
                return;
            }
            for (Store.Numbered next : some) {
                missed(next.sequence() - read - 1);
                read = next.sequence();
                if (plan.filter().wants(next.alert())) {
                    batch.add(new Item(next, null));
                    if (batch.size() == most) {
                        return;
                    }
                }
            }
            if (batch.isEmpty()) {
                stand(read);
            }
        }
    }

    private void missed(long alerts) {
        if (alerts > 0) {
            synchronized (this) {
                position = new SinkPosition(position.cursor(), position.missed() + alerts);
            }
            note();
            LOG.errorf(
                    "%d alerts did not reach sink %s: they are kept no more (tripline.alerts.keep, tripline.alerts.age)",
                    alerts, plan.name());
        }
    }

    private void stand(long cursor) {
        synchronized (this) {
            if (position.cursor() >= cursor) {
                return;
            }
            position = new SinkPosition(cursor, position.missed());
        }
        note();
    }

    private void note() {
        ledger.note(plan.name(), position());
    }

    private synchronized SinkPosition position() {
        return position;
    }

    private void send() throws InterruptedException {
        List<Outcome> outcomes;
        sending.lockInterruptibly();
        try {
            outcomes = outcomes();
        } finally {
            sending.unlock();
        }
        Duration asked = null;
        boolean isLater = false;
        int index = 0;
        for (Iterator<Item> items = batch.iterator(); items.hasNext(); index++) {
            Item item = items.next();
            Outcome outcome = outcomes.get(index);
            if (outcome instanceof Outcome.Later(String why, Duration after)) {
                isLater = true;
                failed(why);
                later.add(1, shortened(why));
                asked = asked == null || after != null && after.compareTo(asked) > 0 ? after : asked;
            }
            if (isDone(item, outcome)) {
                items.remove();
            }
        }
        stand(batch.stream()
                .filter(item -> item.letter == null)
                .mapToLong(item -> item.alert.sequence() - 1)
                .min()
                .orElse(read));
        settle(isLater, asked);
    }

    private List<Outcome> outcomes() throws InterruptedException {
        String broken;
        try {
            List<Outcome> outcomes = plan.sink()
                    .send(batch.stream()
                            .map(item -> new KeptAlert(item.alert.alert(), item.alert.life()))
                            .toList());
            if (outcomes.size() == batch.size()) {
                return outcomes;
            }
            broken = "said what became of " + outcomes.size() + " of " + batch.size() + " alerts";
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.errorf(e, "sink %s failed", plan.name());
            broken = "failed: " + e;
        }
        Outcome later = new Outcome.Later(broken, null);
        return batch.stream().map(item -> later).toList();
    }

    /** Whether it need not be sent again. */
    private boolean isDone(Item item, Outcome outcome) {
        item.tries++;
        return switch (outcome) {
            case Outcome.Delivered delivered -> {
                if (item.letter != null) {
                    ledger.unbury(plan.name(), item.alert.sequence());
                }
                synchronized (this) {
                    this.delivered++;
                }
                yield true;
            }
            case Outcome.Refused(String why) -> {
                failed(why);
                bury(item, why);
                yield true;
            }
            case Outcome.Later(String why, Duration after) -> {
                if (item.tries >= plan.tries()) {
                    bury(item, why);
                    yield true;
                }
                yield false;
            }
        };
    }

    private void bury(Item item, String why) {
        int before = item.letter == null ? 0 : item.letter.tries();
        ledger.bury(new DeadLetter(
                plan.name(),
                item.alert.sequence(),
                item.alert.alert().getId(),
                before + item.tries,
                shortened(why),
                clock.millis(),
                false));
        buried.add(1, item.alert.alert().getId() + ": " + shortened(why));
    }

    private static String shortened(String why) {
        return Cut.after(LONGEST_ERROR, Visible.of(why));
    }

    private synchronized void failed(String why) {
        lastError = shortened(why);
        lastErrorAt = clock.millis();
    }

    private synchronized void settle(boolean isLater, @Nullable Duration asked) {
        failures = isLater ? failures + 1 : 0;
        tries = batch.isEmpty() ? 0 : batch.getFirst().tries;
        notBefore = nanoClock.getAsLong();
        if (isLater) {
            notBefore += backoff.after(failures, asked).toNanos();
        }
    }

    /** Dead letters may wait to be sent again. */
    synchronized void again() {
        mayHaveAgain = true;
        notBefore = nanoClock.getAsLong();
    }

    /**
     * Sends an alert that nobody keeps, now.
     *
     * @return null if the sink is busy with others for that long
     */
    @Nullable
    Outcome test(KeptAlert alert, Duration longest) throws InterruptedException {
        if (!sending.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            return plan.sink().send(List.of(alert)).getFirst();
        } finally {
            sending.unlock();
        }
    }

    /** The number of the last alert that it is done with. */
    synchronized long cursor() {
        return position.cursor();
    }

    SinkState state() {
        long newest = store.newest();
        long dead = ledger.countDead(plan.name());
        synchronized (this) {
            long left = notBefore - nanoClock.getAsLong();
            return new SinkState(
                    plan.name(),
                    plan.type(),
                    plan.sink().target(),
                    position.cursor(),
                    Math.max(0, newest - position.cursor()),
                    delivered,
                    position.missed(),
                    dead,
                    tries,
                    lastError,
                    lastErrorAt,
                    left > 0 ? clock.millis() + TimeUnit.NANOSECONDS.toMillis(left) : 0);
        }
    }
}

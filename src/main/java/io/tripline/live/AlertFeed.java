package io.tripline.live;

import io.tripline.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of alerts. Each reads the store from where it was, one alert at a time, so that nothing is held for a slow
 * one; who takes nothing for too long is cut off and comes back with the number of the last alert it got. Any thread.
 */
public final class AlertFeed {

    /** A listener that has not taken an alert for so long is cut off. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** After so much silence a remark shows that the connection lives. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final Store store;
    private final int mostListeners;
    private final int mostPerAddress;
    private final LongSupplier nanoClock;
    private final Executor executor;
    private final Map<Subscription, Boolean> subscriptions = new ConcurrentHashMap<>();

    /**
     * @param mostPerAddress of the listeners: one machine must not take the places of all others
     * @param executor where the next alert is sent when one is on its way
     */
    public AlertFeed(Store store, int mostListeners, int mostPerAddress, LongSupplier nanoClock, Executor executor) {
        this.store = store;
        this.mostListeners = mostListeners;
        this.mostPerAddress = mostPerAddress;
        this.nanoClock = nanoClock;
        this.executor = executor;
    }

    /**
     * Sends alerts to a listener from now on.
     *
     * @param after the last alert it has got; null for none of the past
     * @return false if there are too many listeners, of all or of this one's address
     */
    public boolean listen(AlertListener listener, @Nullable Long after) {
        Subscription subscription = new Subscription(listener, start(after, store.newest()));
        if (!admit(subscription)) {
            return false;
        }
        subscription.remark("alerts after " + subscription.sent);
        return true;
    }

    private synchronized boolean admit(Subscription newcomer) {
        String address = newcomer.listener.address();
        long neighbours = subscriptions.keySet().stream()
                .filter(known -> known.listener.address().equals(address))
                .count();
        if (subscriptions.size() >= mostListeners || neighbours >= mostPerAddress) {
            return false;
        }
        subscriptions.put(newcomer, true);
        return true;
    }

    /** A listener went away: its place is free at once. */
    public void gone(AlertListener listener) {
        subscriptions.keySet().removeIf(subscription -> subscription.listener == listener);
    }

    /** A number that was never given is from before a restart: then all alerts that are kept are new to the listener. */
    private static long start(@Nullable Long after, long newest) {
        if (after == null) {
            return newest;
        }
        return after > newest ? 0 : after;
    }

    /** There are new alerts. */
    void changed() {
        subscriptions.keySet().forEach(Subscription::pump);
    }

    /** Remarks after silence; cuts off those who take nothing. To be called every few seconds. */
    public void look() {
        subscriptions.keySet().forEach(Subscription::look);
    }

    /** How many listen. */
    public int listeners() {
        return subscriptions.size();
    }

    /** Ends all connections: the program stops. */
    public void close() {
        subscriptions.keySet().forEach(Subscription::end);
    }

    /** One listener and how far it is. Its monitor guards its state; sending happens outside of it. */
    private final class Subscription {

        private final AlertListener listener;
        private long sent;
        private boolean sending;
        private long since;

        Subscription(AlertListener listener, long sent) {
            this.listener = listener;
            this.sent = sent;
            this.since = nanoClock.getAsLong();
        }

        /** Sends the next alert unless something is under way; whoever completes that calls again. */
        void pump() {
            if (listener.isGone()) {
                end();
                return;
            }
            Store.Numbered next;
            long missed;
            synchronized (this) {
                if (sending) {
                    return;
                }
                var found = store.oldestAfter(sent, 1);
                if (found.isEmpty()) {
                    return;
                }
                next = found.getFirst();
                missed = next.sequence() - sent - 1;
                sent = missed > 0 ? next.sequence() - 1 : next.sequence();
                sending = true;
                since = nanoClock.getAsLong();
            }
            follow(missed > 0 ? listener.remark(missed + " alerts are kept no more") : listener.send(next));
        }

        void remark(String text) {
            synchronized (this) {
                if (sending) {
                    return;
                }
                sending = true;
                since = nanoClock.getAsLong();
            }
            follow(listener.remark(text));
        }

        private void follow(CompletionStage<?> stage) {
            stage.whenCompleteAsync(
                    (done, failure) -> {
                        synchronized (this) {
                            sending = false;
                            since = nanoClock.getAsLong();
                        }
                        if (failure == null) {
                            pump();
                        } else {
                            end();
                        }
                    },
                    executor);
        }

        void look() {
            boolean stuck;
            boolean silent;
            synchronized (this) {
                long quiet = nanoClock.getAsLong() - since;
                stuck = sending && quiet > PATIENCE.toNanos();
                silent = !sending && quiet > SILENCE.toNanos();
            }
            if (stuck || listener.isGone()) {
                end();
            } else if (silent) {
                remark("still here");
            }
        }

        void end() {
            if (subscriptions.remove(this) != null) {
                listener.cutOff();
            }
        }
    }
}

package io.tripline.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Requests over eight connections: as many as get through, or so many a second whatever the answers do. */
final class Load {

    private static final int CONNECTIONS = 8;
    private static final long LONGEST_WAIT = 60;

    private final Service service;
    private final Bodies bodies;
    private int nextNumber;

    Load(Service service, Bodies bodies) {
        this.service = service;
        this.bodies = bodies;
    }

    /**
     * @param nanos from the first request until all are answered and the alert of each is there
     * @param alerted requests whose alert came
     * @param refused answers other than 2xx
     */
    record Outcome(long nanos, int alerted, int refused) {}

    /** As many as get through. */
    Outcome closed(int requests) {
        return send(requests, 0, null);
    }

    /**
     * At a fixed rate. How long it took from the moment when a request was to be sent, not when it could be, to its alert, in
     * µs: a program that stands still is charged for all that wait meanwhile.
     *
     * @param gap ns between two requests
     */
    Outcome open(int requests, long gap, Histogram latency) {
        return send(requests, gap, latency);
    }

    private Outcome send(int requests, long gap, @Nullable Histogram latency) {
        int from = nextNumber;
        nextNumber += requests;
        AtomicIntegerArray come = new AtomicIntegerArray(requests);
        CountDownLatch missing = new CountDownLatch(requests);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        AtomicLong last = new AtomicLong();
        AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
        long began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        service.onAlert(number -> {
            int index = number - from;
            if (index >= 0 && index < requests && come.compareAndSet(index, 0, 1)) {
                long now = System.nanoTime();
                last.set(now);
                if (latency != null) {
                    latency.recordValue(Math.max(0, now - began - index * gap) / 1_000);
                }
                missing.countDown();
            }
        });
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(Thread.ofPlatform().start(() -> {
                try (Wire wire = service.connect()) {
                    int index;
                    while ((index = next.getAndIncrement()) < requests) {
                        byte[] body = bodies.of(from + index);
                        await(began + index * gap);
                        if (wire.post(body) / 100 != 2) {
                            refused.incrementAndGet();
                            missing.countDown();
                        }
                        last.accumulateAndGet(System.nanoTime(), Math::max);
                    }
                } catch (IOException e) {
                    broken.compareAndSet(null, e);
                }
            }));
        }
        join(senders, missing);
        IOException failure = broken.get();
        if (failure != null) {
            throw new Failure("a connection broke: " + failure, failure);
        }
        return new Outcome(last.get() - began, requests - (int) missing.getCount() - refused.get(), refused.get());
    }

    private static void join(List<Thread> senders, CountDownLatch missing) {
        try {
            for (Thread sender : senders) {
                sender.join();
            }
            missing.await(LONGEST_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new Failure("interrupted", e);
        }
    }

    private static void await(long moment) {
        long left;
        while ((left = moment - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    /** Up to two minutes, in µs, three digits. */
    static Histogram histogram() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
    }
}

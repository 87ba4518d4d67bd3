package io.tripline.live;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Some of the last events that came in, for people to pick one: a few a second and log, none that is long. Who brings events never
 * waits for it, and mostly only looks at a clock. Any thread.
 */
public final class SeenEvents {

    /** Bytes of JSON. */
    static final int LONGEST = 16 * 1024;

    /** Of all logs together. */
    static final int PER_SECOND = 10;

    static final int PER_SECOND_AND_LOG = 2;

    /** Of one body so many are looked at. */
    private static final int LOOKED_AT = 20;

    /** Values of an event, objects and lists included, that are written to see how long it is. */
    private static final int MOST_NODES = 2_000;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final int most;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Seen> kept = new ArrayDeque<>();
    private final Map<String, Integer> byLog = new HashMap<>();
    private int tried;
    private long count;

    /** Until then nothing is kept; on the nano clock. */
    private volatile long closedUntil;

    private long secondBegan;

    /**
     * An event as it was decoded.
     *
     * @param number counts those that were kept since the start, from 1
     * @param arrived ms since the epoch
     * @param time its own, ms since the epoch
     * @param wire the wire format that it came in
     * @param format by which it was recognised
     */
    public record Seen(
            long number,
            String id,
            long arrived,
            long time,
            String sender,
            String wire,
            String format,
            Origin origin,
            String json) {

        /** What its sender said of its log, part by part, in Sigma's words; empty where nothing was said, or the event shows it itself. */
        public Map<String, String> said() {
            Map<String, String> said = new LinkedHashMap<>();
            if (format.equals(EventDecoder.SAID)) {
                put("product", origin.products(), said);
                put("category", origin.categories(), said);
                put("service", origin.services(), said);
            }
            return said;
        }

        private static void put(String part, Set<String> words, Map<String, String> said) {
            if (words.size() == 1 && !words.contains(Origin.NONE)) {
                said.put(part, words.iterator().next());
            }
        }
    }

    /**
     * @param most that are kept; 0: none
     * @param nanoClock {@link System#nanoTime} or a test's own
     */
    public SeenEvents(int most, LongSupplier nanoClock) {
        this.most = most;
        this.nanoClock = nanoClock;
        this.closedUntil = nanoClock.getAsLong();
        this.secondBegan = closedUntil;
    }

    /**
     * A body has been decoded. Whose events they are, nobody else uses them meanwhile.
     *
     * @param now ms since the epoch
     */
    public void add(String sender, String wire, List<Decoded> events, long now) {
        if (most == 0 || events.isEmpty()) {
            return;
        }
        long nanos = nanoClock.getAsLong();
        if (nanos - closedUntil < 0 || !lock.tryLock()) {
            return;
        }
        try {
            beginSecond(nanos);
            int looked = Math.min(events.size(), LOOKED_AT);
            for (int i = 0; i < looked && tried < PER_SECOND; i++) {
                take(sender, wire, events.get(i), now);
            }
            if (tried >= PER_SECOND) {
                closedUntil = secondBegan + SECOND;
            }
        } finally {
            lock.unlock();
        }
    }

    private void beginSecond(long nanos) {
        if (nanos - secondBegan >= SECOND) {
            secondBegan = nanos;
            tried = 0;
            byLog.clear();
        }
    }

    private void take(String sender, String wire, Decoded decoded, long now) {
        Event event = decoded.event();
        if (byLog.merge(decoded.format() + " " + event.origin().log(), 1, Integer::sum) > PER_SECOND_AND_LOG) {
            return;
        }
        tried++;
        String json = json(event);
        if (json.isEmpty()) {
            return;
        }
        if (kept.size() >= most) {
            kept.removeFirst();
        }
        kept.addLast(new Seen(
                ++count,
                event.getId(),
                now,
                event.getTimestamp(),
                sender,
                wire,
                decoded.format(),
                event.origin(),
                json));
    }

    /** Empty where it is too long. */
    private static String json(Event event) {
        if (event.document().size() > MOST_NODES) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            MAPPER.writeValue(new Limited(bytes), event.source());
        } catch (IOException tooLong) {
            return "";
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Takes no more than the longest that is kept. */
    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream to;

        Limited(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (to.size() + length > LONGEST) {
                throw new IOException("longer than " + LONGEST + " bytes");
            }
            to.write(bytes, from, length);
        }
    }

    /** Those that are kept, the newest first. */
    public List<Seen> newest() {
        lock.lock();
        try {
            List<Seen> newest = new ArrayList<>(kept.size());
            for (Iterator<Seen> last = kept.descendingIterator(); last.hasNext(); ) {
                newest.add(last.next());
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Null if it is kept no more, or never was. */
    public @Nullable Seen of(long number) {
        return newest().stream()
                .filter(seen -> seen.number() == number)
                .findFirst()
                .orElse(null);
    }
}

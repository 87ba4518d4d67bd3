package io.tripline.web.wire;

import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.Inflated;
import io.tripline.ingest.Limits;
import io.tripline.live.Admission;
import io.tripline.live.Busy;
import io.tripline.live.Intake;
import io.tripline.live.LivePipeline;
import io.tripline.live.LogsSeen;
import io.tripline.live.SeenEvents;
import io.tripline.live.Timings;
import io.tripline.web.door.Arrived;
import io.tripline.web.door.Refusal;
import io.tripline.web.door.Refused;
import io.tripline.web.token.Caller;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of every body of events, whatever form it has: a place, the bytes, the events, the pipeline. Each step that finds no
 * room says so, and nothing of the body has had an effect then. Blocks; any thread that may.
 */
@Singleton
public final class Reception {

    private static final int LIMIT = Limits.DEFAULT.bodyBytes();
    private static final int MEBI = 1024 * 1024;

    /** Longer than this nobody is told to stay away. */
    private static final int LONGEST_WAIT = 60;

    private final Admission admission;
    private final LivePipeline pipeline;
    private final Timings timings;
    private final SourceBook book;
    private final SeenEvents seen;
    private final LogsSeen logs;
    private final InstantSource clock;

    Reception(
            Admission admission,
            LivePipeline pipeline,
            Timings timings,
            SourceBook book,
            SeenEvents seen,
            LogsSeen logs,
            InstantSource clock) {
        this.admission = admission;
        this.pipeline = pipeline;
        this.timings = timings;
        this.book = book;
        this.seen = seen;
        this.logs = logs;
        this.clock = clock;
    }

    /** What a body is decoded to. */
    public interface Decoding {
        /**
         * @param memory is told of the bytes that it is going to take
         * @throws WireRefusal nothing of it can be used
         */
        DecodedBatch decode(byte[] body, LongConsumer memory) throws WireRefusal;
    }

    /**
     * @param arrived null: the body was not read
     * @param format the name of the wire format
     * @param sender who it is: known at the latest when the body is decoded
     * @param sentOnce its sender does not come again: a place is kept, and the rate does not count
     * @throws WireRefusal nothing was taken
     */
    public Taken take(
            @Nullable Arrived arrived,
            @Nullable String contentEncoding,
            String format,
            Supplier<Caller> sender,
            boolean sentOnce,
            Decoding decoding)
            throws WireRefusal {
        Inflated.Coding coding = coding(contentEncoding);
        int wait = sentOnce ? 0 : sender.get().allowance().secondsToWait(LONGEST_WAIT);
        if (wait > 0) {
            throw new WireRefusal(new Refused(429, sender.get().name() + " brings more events than it may", wait));
        }
        if (arrived == null
                || !(sentOnce
                        ? arrived.ticket().enterReserved()
                        : arrived.ticket().enter())) {
            throw new WireRefusal(Refused.busy("too many requests at once"));
        }
        try (Admission.Ticket ticket = arrived.ticket()) {
            Taken taken = taken(
                    arrived,
                    coding,
                    decoding,
                    ticket,
                    batch -> seen.add(sender.get().name(), format, batch.events(), clock.millis()));
            sender.get().allowance().spend(taken.batch().events().size());
            book.taken(sender.get().name(), format, taken, clock.millis());
            return taken;
        } catch (WireRefusal nothing) {
            book.refused(sender.get().name(), format, nothing);
            throw nothing;
        } catch (Admission.NoRoom noRoom) {
            throw new WireRefusal(
                    noRoom.never()
                            ? Refused.of(
                                    413,
                                    "the body takes more memory, inflated and decoded, than the program may use for all bodies"
                                            + " together, "
                                            + admission.mostBytes() / MEBI
                                            + " MiB: send fewer events at once, or give the program more (-Xmx)")
                            : Refused.busy("there is no memory for more events now"));
        } catch (Busy busy) {
            throw new WireRefusal(Refused.busy(String.valueOf(busy.getMessage())));
        }
    }

    private static Inflated.@Nullable Coding coding(@Nullable String contentEncoding) throws WireRefusal {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> null;
            case "gzip", "x-gzip" -> Inflated.Coding.GZIP;
            case "deflate", "zlib" -> Inflated.Coding.DEFLATE;
            case "zstd" -> Inflated.Coding.ZSTD;
            default ->
                throw new WireRefusal(Refused.of(
                        415,
                        "events are sent as they are, or as gzip, deflate or zstd, not as "
                                + Refusal.quoted(encoding)));
        };
    }

    /** @param decoded told of what was found, before anybody else uses it */
    private Taken taken(
            Arrived arrived,
            Inflated.@Nullable Coding coding,
            Decoding decoding,
            Admission.Ticket ticket,
            Consumer<DecodedBatch> decoded)
            throws Busy, WireRefusal {
        try (Intake intake = pipeline.intake()) {
            DecodedBatch batch;
            try (Admission.Ticket.Decoding core = ticket.decoding()) {
                byte[] body = bytes(arrived, coding);
                batch = decoded(decoding, body, ticket);
                if (batch.tooLarge()) {
                    throw new WireRefusal(Refused.of(
                                    413, batch.rejections().getFirst().reason()))
                            .of(body);
                }
                decoded.accept(batch);
                timings.matching(() -> intake.match(batch));
                logs.look(batch.events());
            }
            return new Taken(batch, timings.processing(intake::finish));
        }
    }

    private DecodedBatch decoded(Decoding decoding, byte[] body, Admission.Ticket ticket) throws WireRefusal {
        WireRefusal[] refusal = new WireRefusal[1];
        DecodedBatch batch = timings.decoding(() -> {
            try {
                return decoding.decode(body, ticket::take);
            } catch (WireRefusal nothing) {
                refusal[0] = nothing;
                return null;
            }
        });
        if (batch == null) {
            throw refusal[0].of(body);
        }
        return batch;
    }

    private static byte[] bytes(Arrived arrived, Inflated.@Nullable Coding coding) throws WireRefusal {
        if (coding == null) {
            return arrived.bytes();
        }
        return switch (arrived.inflated(coding, LIMIT)) {
            case Inflated.Body(byte[] bytes) -> bytes;
            case Inflated.TooLarge tooLarge ->
                throw new WireRefusal(Refused.of(
                        413, "the body is longer than " + LIMIT / MEBI + " MiB, as sent or after inflation"));
            case Inflated.Malformed(String reason) -> throw WireRefusal.malformed(reason);
        };
    }
}

package io.tripline.web.rules;

import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.SaidLog;
import java.util.Map;

/**
 * An event that somebody asks about.
 *
 * @param first of what was given
 * @param count how many events that was: it may be an envelope around several
 */
public record AskedEvent(Decoded first, int count) {

    /** Bytes of what somebody asks, at most. */
    public static final int LONGEST = 256 * 1024;

    /** What cannot be asked about; the message says why and may quote what was given. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        public Unusable(String why) {
            super(why);
        }
    }

    /**
     * Decodes it as if it came in now.
     *
     * @param json an object
     * @param log what is said of its log: product, category, service
     * @param now ms since the epoch
     * @throws Unusable no event is in it, or a word of the log is none
     */
    public static AskedEvent of(byte[] json, Map<String, String> log, EventDecoder decoder, long now) throws Unusable {
        DecodedBatch batch = decoder.saying(said(log, decoder)).decode(json, now);
        if (batch.events().isEmpty()) {
            throw new Unusable(
                    batch.rejections().isEmpty()
                            ? "there is no event in it"
                            : batch.rejections().getFirst().reason());
        }
        return new AskedEvent(batch.events().getFirst(), batch.events().size());
    }

    private static SaidLog said(Map<String, String> log, EventDecoder decoder) throws Unusable {
        SaidLog said = SaidLog.NOTHING;
        try {
            for (Map.Entry<String, String> word : log.entrySet()) {
                said = said.and(word.getKey(), word.getValue(), decoder.formats());
            }
            return said;
        } catch (IllegalArgumentException slip) {
            throw new Unusable(String.valueOf(slip.getMessage()));
        }
    }
}

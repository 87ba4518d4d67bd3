package io.tripline.web.wire;

import io.tripline.alert.Alert;
import io.tripline.alert.Finding;
import io.tripline.event.Key;
import io.tripline.event.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Says once that a sender has fallen silent: an alert of the program's own. How long a sender is usually quiet is learnt from it
 * since the start of the program. One thread.
 */
public final class SilenceWatch {

    static final String ID = "tripline-silent";

    private final SourceBook book;
    private final Duration least;
    private final InstantSource clock;
    private final Predicate<Alert> raise;

    /**
     * @param least a shorter silence is nothing; zero: none is anything
     * @param raise whether the alert is kept; one that is not is raised again at the next look
     */
    public SilenceWatch(SourceBook book, Duration least, InstantSource clock, Predicate<Alert> raise) {
        this.book = book;
        this.least = least;
        this.clock = clock;
        this.raise = raise;
    }

    /** To be called every few seconds. */
    public void look() {
        if (least.isZero()) {
            return;
        }
        long now = clock.millis();
        for (SourceBook.Source source : book.all(now)) {
            boolean isNews = source.silent() && !source.told() && now - source.lastArrival() >= least.toMillis();
            if (isNews && raise.test(alert(source, now))) {
                book.told(source.sender(), source.format());
            }
        }
    }

    private static Alert alert(SourceBook.Source source, long now) {
        String since = Instant.ofEpochMilli(source.lastArrival()).toString();
        Alert.RuleInfo info = new Alert.RuleInfo(ID, "A sender has fallen silent", "medium", "tripline", List.of());
        Finding finding = new Finding(
                new Key(List.of("sender", "format"), List.of(source.sender(), source.format())),
                List.of(),
                0,
                Map.of("last", since, "usualGapSeconds", source.usualGap() / 1000));
        return new Alert(
                Sha256.hex(ID + '\n' + source.sender() + '\n' + source.format() + '\n' + since)
                        .substring(0, 32),
                info,
                now,
                "Nothing has come from " + source.sender() + " (" + source.format() + ") since " + since
                        + "; usually something comes within "
                        + Duration.ofMillis(source.usualGap()).toSeconds() + " s",
                null,
                finding);
    }
}

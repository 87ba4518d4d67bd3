package io.tripline.web.page;

import io.tripline.ingest.EventDecoder;
import io.tripline.live.SeenEvents.Seen;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a question why not.
 *
 * @param asked to fill the form with
 * @param rule the title of the rule that is asked; empty where none is, or it does not run
 * @param trouble null where there is none
 * @param answer null where nothing was asked, or there is trouble
 * @param seen events that came in, the newest first
 */
public record WhyView(
        Asked asked,
        String rule,
        @Nullable Trouble trouble,
        @Nullable WhyAnswer answer,
        List<SeenRow> seen) {

    /** Rows of one view. */
    static final int MOST_ROWS = 50;

    private static final int LONGEST_START = 160;
    private static final int LONGEST_NAME = 80;

    /**
     * What somebody asks, as they wrote it.
     *
     * @param event JSON
     * @param rule its id; empty: the nearest of all
     */
    public record Asked(String event, String rule, String product, String service, String category) {

        /** What is said of the log. */
        Map<String, String> log() {
            Map<String, String> log = new LinkedHashMap<>();
            log.put("product", product);
            log.put("service", service);
            log.put("category", category);
            log.values().removeIf(String::isBlank);
            return log;
        }

        static Asked of(Seen seen, String rule, PrettyJson json) {
            Map<String, String> log = seen.said();
            return new Asked(
                    json.onLines(seen.json()),
                    rule,
                    log.getOrDefault("product", ""),
                    log.getOrDefault("service", ""),
                    log.getOrDefault("category", ""));
        }
    }

    /**
     * An event that came in.
     *
     * @param log its format, or what its sender said of its log
     * @param start of its JSON
     * @param address where it is asked about
     */
    public record SeenRow(Moment arrived, String id, String sender, String log, String start, String address) {

        static SeenRow of(Seen seen, String rule, long now) {
            return new SeenRow(
                    Moment.of(seen.arrived(), now),
                    shown(seen.id(), LONGEST_NAME),
                    shown(seen.sender(), LONGEST_NAME),
                    seen.format().equals(EventDecoder.SAID)
                            ? String.join(" ", seen.said().values())
                            : seen.format(),
                    shown(seen.json(), LONGEST_START),
                    Address.of("/why")
                            .with("seen", seen.number())
                            .with("rule", rule)
                            .toString());
        }

        private static String shown(String text, int longest) {
            return Visible.of(Cut.after(longest, text));
        }
    }
}

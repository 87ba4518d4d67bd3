package io.tripline.web.page;

import io.tripline.alert.Alert;
import io.tripline.alert.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of an alert as dots on a line: a picture (SVG) that is {@value #WIDTH} wide.
 *
 * @param from the left end
 * @param to the right end
 * @param label for who does not see it
 */
public record EventLine(Moment from, Moment to, List<Dot> dots, String label) {

    public static final int WIDTH = 600;

    private static final int MARGIN = 8;

    /** @param x from the left */
    public record Dot(double x, String label) {}

    /** From the window's begin to its end, or as far as the events go. */
    static EventLine of(Alert alert, long now) {
        List<Evidence> events = alert.getEvents();
        Alert.Window window = alert.getWindow();
        long first = events.stream().mapToLong(Evidence::time).min().orElse(alert.getTimestamp());
        long last = events.stream().mapToLong(Evidence::time).max().orElse(alert.getTimestamp());
        long from = window == null ? first : Math.min(first, window.from());
        long to = window == null ? last : Math.max(last, window.to());
        List<Dot> dots = new ArrayList<>();
        for (Evidence event : events) {
            double part = to == from ? 0.5 : (double) (event.time() - from) / (to - from);
            double x = MARGIN + part * (WIDTH - 2 * MARGIN);
            dots.add(new Dot(
                    Math.round(x * 10) / 10.0, Moment.of(event.time(), now).text()));
        }
        Moment begin = Moment.of(from, now);
        Moment end = Moment.of(to, now);
        return new EventLine(
                begin, end, dots, events.size() + " events from " + begin.text() + " to " + end.text() + " UTC");
    }
}

package io.tripline.bench.compare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies of requests, made in advance: process creation, 1 % suspicious, and at the end of each an event that carries the
 * request's number in its command line and alerts.
 */
final class Bodies {

    static final int EVENTS = 200;

    private static final String MARK = "request-under-test-";
    private static final Pattern NUMBER = Pattern.compile(MARK + "(\\d{9})");
    private static final int KINDS = 50;

    static final String RULE = """
            title: Request under test
            id: 7b6e2222-0000-4000-8000-000000000001
            status: test
            %sdetection:
              selection:
                CommandLine|contains: '%s'
              condition: selection
            level: low
            """.formatted(Log.WINDOWS_PROCESS.yaml(), MARK);

    private record Body(byte[] text, int mark) {}

    private final List<Body> bodies = new ArrayList<>();

    Bodies(long seed) {
        ProcessStarts events = new ProcessStarts(seed, 0.01, Log.UNSAID);
        for (int i = 0; i < KINDS; i++) {
            StringBuilder text = new StringBuilder();
            for (int event = 1; event < EVENTS; event++) {
                events.next(text);
            }
            events.next(text, MARK + "000000000");
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            String latin = new String(bytes, StandardCharsets.ISO_8859_1);
            bodies.add(new Body(bytes, latin.lastIndexOf(MARK) + MARK.length()));
        }
    }

    /** The body of a request of this number. */
    byte[] of(int number) {
        Body body = bodies.get(number % bodies.size());
        byte[] copy = body.text().clone();
        byte[] digits = "%09d".formatted(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, copy, body.mark(), digits.length);
        return copy;
    }

    /** The number of the request that a line of output is about; -1: none. */
    static int number(String line) {
        Matcher matcher = NUMBER.matcher(line);
        return line.contains(MARK) && matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}

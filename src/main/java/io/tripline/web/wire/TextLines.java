package io.tripline.web.wire;

import io.tripline.ingest.BodyEvents;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A body of lines, each of which is handed over if it is not blank. */
final class TextLines {

    private TextLines() {}

    /** @return how many there were; stops where too much was found */
    static int forEach(byte[] body, BodyEvents events, Consumer<String> each) {
        int lines = 0;
        int from = 0;
        while (from < body.length && events.isReadOn()) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            String line = new String(body, from, to - from, StandardCharsets.UTF_8).strip();
            if (!line.isEmpty()) {
                lines++;
                each.accept(line);
            }
            from = to + 1;
        }
        return lines;
    }
}

package io.tripline.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.problem.Cut;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The beginning of a stranger's text, for a person who asks what came. It is not made visible here. */
public final class Excerpt {

    /** UTF-16 units. */
    public static final int LONGEST = 500;

    private static final int MOST_BYTES_OF_ONE = 4;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Excerpt() {}

    /** Of UTF-8 or anything else. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static String of(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, LONGEST * MOST_BYTES_OF_ONE + MOST_BYTES_OF_ONE);
        return Cut.after(LONGEST, new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    /** Of decoded JSON, as JSON. */
    public static String of(Map<String, Object> object) {
        Beginning beginning = new Beginning();
        try {
            MAPPER.writeValue(beginning, object);
        } catch (IOException enough) {
            // the rest is not wanted
        }
        return Cut.after(LONGEST, beginning.text.toString());
    }

    /** Takes no more than is shown. */
    private static final class Beginning extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            text.append(chars, from, Math.min(length, LONGEST + 1 - text.length()));
            if (text.length() > LONGEST) {
                throw new IOException("that is enough");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

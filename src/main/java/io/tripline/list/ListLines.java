package io.tripline.list;

import io.tripline.problem.Problem;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file in UTF-8, one after the other; none is longer than a mebibyte. One thread. */
final class ListLines implements Closeable {

    static final int LONGEST = 1 << 20;

    /** So much of a line is shown where something is wrong with it. */
    private static final int SHOWN = 200;

    private final String file;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private byte[] bytes = new byte[1024];
    private int number;
    private String line = "";

    /** @param file as people know it */
    ListLines(String file, InputStream in) {
        this.file = file;
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** 1-based; of the line that was read last. */
    int number() {
        return number;
    }

    /**
     * Without what ends it; null at the end.
     *
     * @throws BadList it is too long, or no UTF-8
     */
    @Nullable
    String next() throws IOException {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        number++;
        line = "";
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (length == bytes.length) {
                if (length == LONGEST) {
                    throw bad(
                            1, "a line of more than " + LONGEST + " bytes", "one value or one entry stands in a line");
                }
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) c;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        line = decoded(length);
        return line;
    }

    private String decoded(int length) {
        CharBuffer chars = CharBuffer.allocate(length);
        decoder.reset();
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), chars, true);
        if (result.isError()) {
            line = chars.flip().toString();
            throw bad(line.length() + 1, "not UTF-8 text", "save the file as UTF-8");
        }
        String text = chars.flip().toString();
        return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** @param column 1-based, in the line that was read last */
    BadList bad(int column, String message, String wayOut) {
        return new BadList(problem(Problem.Severity.ERROR, column, message, wayOut));
    }

    Problem problem(Problem.Severity severity, int column, String message, String wayOut) {
        String shown = column <= SHOWN ? line.substring(0, Math.min(SHOWN, line.length())) : null;
        return new Problem(severity, file, number, column, 1, shown, message, wayOut);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

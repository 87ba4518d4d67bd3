package io.tripline.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a body or file that is in memory: valid UTF-8 from {@link #position} to {@link #end}. A file's window slides:
 * {@link #more} drops what is behind the position and reads on. One thread.
 */
final class Window {

    private static final int FIRST_SIZE = 256 * 1024;

    private final @Nullable InputStream source;
    private final int largest;

    private byte[] bytes;
    private int position;
    private int end;
    private int read;
    private boolean complete;

    private long line = 1;
    private int lineStart;
    private int counted;

    private Window(byte[] bytes, @Nullable InputStream source, int largest) {
        this.bytes = bytes;
        this.source = source;
        this.largest = largest;
    }

    /** Of a whole body, which is not changed. */
    static Window of(byte[] body) {
        Window window = new Window(body, null, body.length);
        window.read = body.length;
        window.complete = true;
        window.check();
        window.skipByteOrderMark();
        return window;
    }

    /** @param largest bytes in memory at once: no item is longer */
    static Window of(InputStream source, int largest) throws IOException {
        Window window = new Window(new byte[Math.min(FIRST_SIZE, largest)], source, largest);
        window.more();
        window.skipByteOrderMark();
        return window;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next item begins. */
    int position() {
        return position;
    }

    /** Behind the last byte that can be used. */
    int end() {
        return end;
    }

    /** It is a whole body, whose bytes stay as they are. */
    boolean isWhole() {
        return source == null;
    }

    /** Nothing follows behind the end. */
    boolean complete() {
        return complete;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    /**
     * Reads on. The position moves to the front of the window, so that offsets are only good relative to it.
     *
     * @return whether there is more behind the end than before
     */
    boolean more() throws IOException {
        if (complete || source == null) {
            return false;
        }
        int before = end - position;
        slide();
        while (end == before && !complete) {
            if (read == bytes.length && !grow()) {
                return false;
            }
            int got = source.read(bytes, read, bytes.length - read);
            complete = got < 0;
            read += Math.max(0, got);
            check();
        }
        return end > before;
    }

    /** Leaves out everything up to the next line: for a line that is longer than the window may be. */
    void dropLine() throws IOException {
        int newline;
        while ((newline = newline(position)) < 0) {
            position = end;
            if (!more()) {
                return;
            }
        }
        position = newline + 1;
    }

    /** Index of the next line feed, -1 if there is none in the window. */
    int newline(int from) {
        return LineFeeds.first(bytes, from, end);
    }

    /** 1-based line of an index that is not before the last one asked for. */
    long line(int index) {
        int feeds = LineFeeds.count(bytes, counted, index);
        if (feeds > 0) {
            line += feeds;
            lineStart = LineFeeds.last(bytes, counted, index) + 1;
        }
        counted = Math.max(counted, index);
        return line;
    }

    /** 1-based column, in bytes, of the index that {@link #line} was asked for. */
    int column(int index) {
        return index - lineStart + 1;
    }

    private void slide() {
        line(position);
        System.arraycopy(bytes, position, bytes, 0, read - position);
        read -= position;
        end -= position;
        counted -= position;
        lineStart -= position;
        position = 0;
    }

    private boolean grow() {
        if (bytes.length >= largest) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(largest, bytes.length * 2L));
        return true;
    }

    /** Makes what was read usable: invalid UTF-8 is replaced, an unfinished character at the end waits for its rest. */
    private void check() {
        Utf8.Scan scan = Utf8.scan(bytes, end, read);
        int whole = complete ? read : scan.end();
        if (scan.valid() && scan.end() == whole) {
            end = whole;
            return;
        }
        byte[] repaired = Utf8.repaired(bytes, end, whole);
        int rest = read - whole;
        byte[] joined = Arrays.copyOf(bytes, Math.max(bytes.length, end + repaired.length + rest));
        System.arraycopy(repaired, 0, joined, end, repaired.length);
        System.arraycopy(bytes, whole, joined, end + repaired.length, rest);
        end += repaired.length;
        read = end + rest;
        bytes = joined;
    }

    private void skipByteOrderMark() {
        if (end - position >= 3
                && bytes[position] == (byte) 0xEF
                && bytes[position + 1] == (byte) 0xBB
                && bytes[position + 2] == (byte) 0xBF) {
            position += 3;
        }
    }
}

package io.tripline.ingest;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** What became of a compressed body. */
public sealed interface Inflated {

    record Body(byte[] bytes) implements Inflated {}

    /** It would be longer than the limit: inflating stopped there, whatever the rest holds. */
    record TooLarge(int limit) implements Inflated {}

    /** It is not what it is said to be, or ends too early. */
    record Malformed(String reason) implements Inflated {}

    /** How a body is compressed, by the name that {@code Content-Encoding} has for it. */
    enum Coding {
        GZIP,
        DEFLATE,
        ZSTD
    }

    /**
     * Inflates gzip, several members one after the other included. Never holds more than twice the limit.
     *
     * @param limit bytes of the result
     * @param memory is told of bytes before they are taken; what it throws ends the inflating
     */
    static Inflated gzip(InputStream compressed, int limit, LongConsumer memory) {
        return inflated(Coding.GZIP, compressed, limit, memory);
    }

    /** The same for deflate, with the header and the checksum of zlib (RFC 9110, 8.4.1.2). */
    static Inflated deflate(InputStream compressed, int limit, LongConsumer memory) {
        return inflated(Coding.DEFLATE, compressed, limit, memory);
    }

    private static Inflated inflated(Coding coding, InputStream compressed, int limit, LongConsumer memory) {
        String name = coding.name().toLowerCase(Locale.ROOT);
        try (InputStream in =
                coding == Coding.GZIP ? new GZIPInputStream(compressed, 8192) : new InflaterInputStream(compressed)) {
            byte[] bytes = grown(new byte[0], Math.min(limit, 64 * 1024), memory);
            int length = 0;
            int read;
            while ((read = in.readNBytes(bytes, length, bytes.length - length)) > 0) {
                length += read;
                if (length == limit) {
                    return in.read() < 0 ? new Body(bytes) : new TooLarge(limit);
                }
                if (length == bytes.length) {
                    bytes = grown(bytes, (int) Math.min(limit, bytes.length * 2L), memory);
                }
            }
            return new Body(length == bytes.length ? bytes : grown(bytes, length, memory));
        } catch (EOFException cut) {
            return new Malformed("the " + name + " body ends too early");
        } catch (ZipException broken) {
            return new Malformed("the body is no valid " + name + ": " + broken.getMessage());
        } catch (IOException impossible) {
            return new Malformed("the " + name + " body cannot be read");
        }
    }

    /**
     * Inflates zstd, several frames one after the other included, with windows of up to 8 MiB, which is what decoders have to take
     * (RFC 9659). At once and into its place, so that no window is held beside that; a frame that does not say how long it will
     * be is tried again with more room. Holds about the limit and a third at most.
     *
     * @param limit bytes of the result
     * @param memory is told of bytes before they are taken; what it throws ends the inflating
     */
    static Inflated zstd(byte[] compressed, int limit, LongConsumer memory) {
        try {
            long said = ZstdDecompressor.getDecompressedSize(compressed, 0, compressed.length);
            if (said > limit) {
                return new TooLarge(limit);
            }
            long room = Math.max(said, Math.max(64 * 1024, 4L * compressed.length));
            while (true) {
                int size = (int) Math.min(limit, room);
                memory.accept(size);
                byte[] bytes = new byte[size];
                int length = decompress(compressed, bytes);
                if (length >= 0) {
                    return new Body(length == size ? bytes : grown(bytes, length, memory));
                } else if (size == limit) {
                    return new TooLarge(limit);
                }
                room *= 4;
            }
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return new Malformed("the body is no valid zstd: " + broken.getMessage());
        }
    }

    /** How long it is; -1 if there is no room for it. */
    private static int decompress(byte[] compressed, byte[] into) {
        try {
            return new ZstdDecompressor().decompress(compressed, 0, compressed.length, into, 0, into.length);
        } catch (MalformedInputException broken) {
            if (String.valueOf(broken.getMessage()).contains(NO_ROOM)) {
                return -1;
            }
            throw broken;
        }
    }

    /** As the library says it. */
    String NO_ROOM = "Output buffer too small";

    private static byte[] grown(byte[] bytes, int length, LongConsumer memory) {
        memory.accept(length);
        return Arrays.copyOf(bytes, length);
    }
}

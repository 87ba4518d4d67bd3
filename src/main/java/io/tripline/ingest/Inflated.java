package io.tripline.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What became of a compressed body. */
public sealed interface Inflated {

    record Body(byte[] bytes) implements Inflated {}

    /** It would be longer than the limit: inflating stopped there, whatever the rest holds. */
    record TooLarge(int limit) implements Inflated {}

    /** It is no gzip or ends too early. */
    record Malformed(String reason) implements Inflated {}

    /**
     * Inflates gzip, several members one after the other included. Never holds more than twice the limit.
     *
     * @param limit bytes of the result
     * @param memory is told of bytes before they are taken; what it throws ends the inflating
     */
    static Inflated gzip(InputStream compressed, int limit, LongConsumer memory) {
        try (InputStream in = new GZIPInputStream(compressed, 8192)) {
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
            return new Malformed("the gzip body ends too early");
        } catch (ZipException broken) {
            return new Malformed("the body is no valid gzip: " + broken.getMessage());
        } catch (IOException impossible) {
            return new Malformed("the gzip body cannot be read");
        }
    }

    private static byte[] grown(byte[] bytes, int length, LongConsumer memory) {
        memory.accept(length);
        return Arrays.copyOf(bytes, length);
    }
}

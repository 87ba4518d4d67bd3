package io.tripline.ingest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
     * Inflates gzip, several members one after the other included. Never holds more than the limit and one buffer.
     *
     * @param limit bytes of the result
     */
    static Inflated gzip(byte[] compressed, int limit) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            byte[] bytes = in.readNBytes(limit);
            return in.read() < 0 ? new Body(bytes) : new TooLarge(limit);
        } catch (EOFException cut) {
            return new Malformed("the gzip body ends too early");
        } catch (ZipException broken) {
            return new Malformed("the body is no valid gzip: " + broken.getMessage());
        } catch (IOException impossible) {
            return new Malformed("the gzip body cannot be read");
        }
    }
}

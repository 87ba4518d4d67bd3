package io.tripline.engine.state;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Bytes in blocks, each with its length in front and its checksum behind, as {@link BlockInput} reads them. A block without
 * bytes is the end. One thread.
 */
final class BlockOutput {

    static final int LARGEST = 1 << 16;

    private final OutputStream out;
    private final byte[] block = new byte[LARGEST];
    private int size;

    BlockOutput(OutputStream out) {
        this.out = out;
    }

    void write(int oneByte) throws IOException {
        if (size == LARGEST) {
            endBlock();
        }
        block[size++] = (byte) oneByte;
    }

    void write(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            if (size == LARGEST) {
                endBlock();
            }
            int length = Math.min(bytes.length - at, LARGEST - size);
            System.arraycopy(bytes, at, block, size, length);
            at += length;
            size += length;
        }
    }

    private void endBlock() throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(block, 0, size);
        writeInt(size);
        out.write(block, 0, size);
        writeInt((int) checksum.getValue());
        size = 0;
    }

    private void writeInt(int value) throws IOException {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    /** Writes what is left, and that this is the end. */
    void end() throws IOException {
        if (size > 0) {
            endBlock();
        }
        writeInt(0);
        out.flush();
    }
}

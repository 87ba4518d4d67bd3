package io.tripline.engine.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads what {@link BlockOutput} wrote. A block is held against its checksum before anything is made of it, so that damage is
 * found where it is, and memory is taken for what is there alone. One thread.
 */
final class BlockInput {

    private final InputStream in;
    private byte[] block = new byte[0];
    private int at;
    private int number;

    BlockInput(InputStream in) {
        this.in = in;
    }

    int read() throws IOException {
        if (at == block.length) {
            next();
        }
        return block[at++] & 0xff;
    }

    byte[] read(int length) throws IOException {
        if (length <= block.length - at) {
            at += length;
            return Arrays.copyOfRange(block, at - length, at);
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        while (parts.size() < length) {
            if (at == block.length) {
                next();
            }
            int part = Math.min(length - parts.size(), block.length - at);
            parts.write(block, at, part);
            at += part;
        }
        return parts.toByteArray();
    }

    private void next() throws IOException {
        if (!hasNext()) {
            throw new DamagedState("the state ends in the middle, behind block " + number);
        }
    }

    /** Reads the block that follows; false if it is the end. */
    private boolean hasNext() throws IOException {
        int size = readInt();
        if (size == 0) {
            return false;
        }
        number++;
        if (size < 0 || size > BlockOutput.LARGEST) {
            throw new DamagedState("block " + number + " of the state is damaged: it says that it has "
                    + Integer.toUnsignedString(size) + " bytes");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new DamagedState("the state ends in the middle of block " + number);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, size);
        if (readInt() != (int) checksum.getValue()) {
            throw new DamagedState("block " + number + " of the state is damaged: its checksum is another");
        }
        block = bytes;
        at = 0;
        return true;
    }

    private int readInt() throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw new DamagedState("the state ends in the middle, behind block " + number);
        }
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** Nothing may follow. */
    void end() throws IOException {
        if (at < block.length || hasNext()) {
            throw new DamagedState("the state is damaged: more follows behind its end");
        }
    }
}

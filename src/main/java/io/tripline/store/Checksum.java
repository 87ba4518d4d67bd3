package io.tripline.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** What shows that bytes are no longer what they were. Stateless. */
final class Checksum {

    private static final int BYTES = 4;

    private Checksum() {}

    /** The same with their checksum behind. */
    static byte[] with(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + BYTES)
                .put(bytes)
                .putInt(of(bytes))
                .array();
    }

    /** Whether a checksum stands behind that is theirs. */
    static boolean isRight(byte[] bytes) {
        return bytes.length >= BYTES
                && ByteBuffer.wrap(bytes, bytes.length - BYTES, BYTES).getInt()
                        == of(Arrays.copyOf(bytes, bytes.length - BYTES));
    }

    /** Of some numbers. */
    static int of(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return of(bytes.array());
    }

    private static int of(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}

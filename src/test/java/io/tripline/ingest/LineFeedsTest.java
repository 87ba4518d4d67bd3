package io.tripline.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Held equal to looking at one byte after another; the bytes around a line feed are those that a word of eight could mistake. */
class LineFeedsTest {

    @Property
    void areThoseOfALookAtEachByte(
            @ForAll @Size(max = 40) @ByteRange(min = 9, max = 11) byte[] bytes, @ForAll @IntRange(max = 40) int from) {
        hold(bytes, Math.min(from, bytes.length));
    }

    @Property
    void areThoseAmongAllBytes(@ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 40) int from) {
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] = (byte) (i % 2 == 0 ? '\n' : '\n' | 0x80);
        }
        hold(bytes, Math.min(from, bytes.length));
    }

    private static void hold(byte[] bytes, int from) {
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                first = first < 0 ? i : first;
                last = i;
                count++;
            }
        }
        assertEquals(first, LineFeeds.first(bytes, from, bytes.length));
        assertEquals(last, LineFeeds.last(bytes, from, bytes.length));
        assertEquals(count, LineFeeds.count(bytes, from, bytes.length));
    }
}

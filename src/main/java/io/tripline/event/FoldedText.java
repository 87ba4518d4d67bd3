package io.tripline.event;

import java.nio.charset.StandardCharsets;

/**
 * The text of one value after another, without case by {@link CaseFolding}, in UTF-8. Of a text of ASCII, which nearly all are, no
 * object is made. One worker's.
 */
public final class FoldedText {

    /** By character the same without case. */
    private static final byte[] FOLDED = folded();

    private static final byte[] YES = {'t', 'r', 'u', 'e'};
    private static final byte[] NO = {'f', 'a', 'l', 's', 'e'};

    /** Longer texts get a room of their own each time. */
    private static final int ROOM = 1 << 16;

    private final byte[] room = new byte[ROOM];
    private byte[] bytes = room;
    private int length;

    private static byte[] folded() {
        byte[] folded = new byte[128];
        for (char c = 0; c < folded.length; c++) {
            folded[c] = (byte) CaseFolding.fold(c);
        }
        return folded;
    }

    /** Reads a scalar of a document. */
    public void read(Document document, int node) {
        if (!isRead(document, node)) {
            read(document.value(node));
        }
    }

    /** Reads a value. */
    public void read(FieldValue value) {
        bytes = value.folded().getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
    }

    private boolean isRead(Document document, int node) {
        byte[] written = document.bytes();
        int from = document.from(node);
        int to = document.to(node);
        length = 0;
        bytes = to - from <= ROOM ? room : new byte[to - from];
        return switch (document.kind(node)) {
            case TEXT -> document.hasBytes() && plain(written, from, to);
            case INTEGER ->
                document.hasBytes() && !(written[from] == '-' && to - from == 2) && plain(written, from, to);
            case ESCAPED -> escaped(written, from, to);
            case TRUE -> plain(YES, 0, YES.length);
            case FALSE -> plain(NO, 0, NO.length);
            case NULL -> true;
            case DECIMAL, OBJECT, LIST, REPLACED -> false;
        };
    }

    private boolean plain(byte[] written, int from, int to) {
        byte[] text = bytes;
        int all = 0;
        for (int i = from; i < to; i++) {
            byte b = written[i];
            all |= b;
            text[i - from] = FOLDED[b & 0x7F];
        }
        length = to - from;
        return all >= 0;
    }

    private boolean escaped(byte[] written, int from, int to) {
        byte[] text = bytes;
        int end = 0;
        for (int i = from; i < to; i++) {
            byte b = written[i];
            if (b == '\\') {
                b = JsonText.control(written[++i]);
                if (written[i] == 'u') {
                    return false;
                }
            } else if (b < 0) {
                return false;
            }
            text[end++] = FOLDED[b];
        }
        length = end;
        return true;
    }

    /** The text stands at the beginning, {@link #length} bytes of it; until the next is read. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }
}

package io.tripline.event;

/**
 * The text of one value after another, without case, as bytes: nothing is made of the values that are looked through. Holds what is
 * of ASCII alone, which nearly all is; of the rest, {@link FieldValue} gives the text. One worker's.
 */
public final class FoldedText {

    private static final int LONGEST = 1 << 16;

    /** By character the same without case. */
    private static final byte[] FOLDED = folded();

    private static final byte[] YES = {'t', 'r', 'u', 'e'};
    private static final byte[] NO = {'f', 'a', 'l', 's', 'e'};

    private byte[] bytes = new byte[1024];
    private int length;

    private static byte[] folded() {
        byte[] folded = new byte[128];
        for (char c = 0; c < folded.length; c++) {
            folded[c] = (byte) CaseFolding.fold(c);
        }
        return folded;
    }

    /** Reads a scalar; false if its text has to be asked of {@link Document#value}. */
    public boolean read(Document document, int node) {
        JsonKind kind = document.kind(node);
        byte[] written = document.bytes();
        int from = document.from(node);
        int to = document.to(node);
        length = 0;
        if (to - from > LONGEST || to > written.length) {
            return false;
        }
        if (bytes.length < to - from) {
            bytes = new byte[Math.max(to - from, 2 * bytes.length)];
        }
        return switch (kind) {
            case TEXT -> document.hasBytes() && plain(written, from, to);
            case INTEGER -> document.hasBytes() && !(written[from] == '-' && to - from == 2) && plain(written, from, to);
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

package io.tripline.engine.index;

import io.tripline.event.Document;
import io.tripline.event.FieldValue;
import io.tripline.event.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up in the values of one field. Of most of them nothing is made: their bytes are looked at. Immutable, any thread.
 *
 * @param present found wherever the field is there
 */
record FieldIndex(
        int[] present, TextTable values, TextTable numbers, TextTable addresses, @Nullable TextAutomaton parts) {

    private static final int[] NONE = {};

    static final FieldIndex UNUSED =
            new FieldIndex(NONE, TextTable.of(Map.of()), TextTable.of(Map.of()), TextTable.of(Map.of()), null);

    void look(Document document, int node, Search search) {
        long[] bits = search.bits;
        Bits.setAll(bits, present);
        if (parts == null && values.isEmpty() && numbers.isEmpty() && addresses.isEmpty()) {
            return;
        }
        FoldedText text = search.text;
        if (!text.read(document, node)) {
            look(document.value(node), bits);
            return;
        }
        int length = text.length();
        if (!values.isEmpty()) {
            Bits.setAll(bits, values.of(text.bytes(), length));
        }
        if (!numbers.isEmpty()) {
            if (document.isInteger(node)) {
                Bits.setAll(bits, numbers.of(text.bytes(), length));
            } else if (mayBeNumber(text)) {
                Bits.setAll(bits, numbers.of(known(document.value(node).numberText())));
            }
        }
        if (!addresses.isEmpty() && mayBeAddress(text)) {
            Bits.setAll(bits, addresses.of(known(document.value(node).addressText())));
        }
        if (parts != null) {
            parts.search(text.bytes(), length, bits);
        }
    }

    /** Of a value whose text is there. */
    void look(FieldValue value, long[] bits) {
        Bits.setAll(bits, present);
        if (!values.isEmpty()) {
            Bits.setAll(bits, values.of(value.folded()));
        }
        if (!numbers.isEmpty()) {
            Bits.setAll(bits, numbers.of(known(value.numberText())));
        }
        if (!addresses.isEmpty()) {
            Bits.setAll(bits, addresses.of(known(value.addressText())));
        }
        if (parts != null) {
            parts.search(value.text(), bits);
        }
    }

    private static String known(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Nearly all texts are none: it ends with a digit or a point. */
    private static boolean mayBeNumber(FoldedText text) {
        int last = text.length() == 0 ? 0 : text.bytes()[text.length() - 1];
        return last >= '0' && last <= '9' || last == '.';
    }

    /** Before its first point or colon there are up to four hexadecimal digits. */
    private static boolean mayBeAddress(FoldedText text) {
        for (int i = 0; i < text.length() && i < 5; i++) {
            byte b = text.bytes()[i];
            if (b == '.' || b == ':') {
                return true;
            } else if (Character.digit(b, 16) < 0) {
                return false;
            }
        }
        return false;
    }

    /** Collects the needles of one field. */
    static final class Builder {

        private final List<Integer> present = new ArrayList<>();
        private final Map<String, List<Integer>> values = new HashMap<>();
        private final Map<String, List<Integer>> numbers = new HashMap<>();
        private final Map<String, List<Integer>> addresses = new HashMap<>();
        private TextAutomaton.@Nullable Builder parts;

        void add(Needle needle, int index) {
            switch (needle) {
                case Needle.Value(String path, String text) -> add(values, text, index);
                case Needle.Number(String path, String text) -> add(numbers, text, index);
                case Needle.Address(String path, String text) -> add(addresses, text, index);
                case Needle.Part(String path, String text) -> {
                    TextAutomaton.Builder texts = parts == null ? new TextAutomaton.Builder() : parts;
                    texts.add(text, index);
                    parts = texts;
                }
                case Needle.Present there -> present.add(index);
            }
        }

        private static void add(Map<String, List<Integer>> needles, String text, int index) {
            needles.computeIfAbsent(text, t -> new ArrayList<>()).add(index);
        }

        FieldIndex build() {
            return new FieldIndex(
                    present.stream().mapToInt(Integer::intValue).toArray(),
                    TextTable.of(values),
                    TextTable.of(numbers),
                    TextTable.of(addresses),
                    parts == null ? null : parts.build());
        }
    }
}

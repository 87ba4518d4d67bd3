package io.tripline.engine.index;

import io.tripline.event.Document;
import io.tripline.event.FieldValue;
import io.tripline.event.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is looked up in the values of one field. Of most of them nothing is made: their bytes are looked at. Immutable, any thread. */
final class FieldIndex {

    static final FieldIndex UNUSED = new FieldIndex(Numbers.NONE, null, null, null, null);

    /** Found wherever the field is there. */
    private final Numbers present;

    private final @Nullable TextTable values;
    private final @Nullable TextTable numbers;
    private final @Nullable TextTable addresses;
    private final @Nullable TextSearch parts;

    /** Whether it is enough to know that the field is there. */
    private final boolean asksForPresenceAlone;

    private FieldIndex(
            Numbers present,
            @Nullable TextTable values,
            @Nullable TextTable numbers,
            @Nullable TextTable addresses,
            @Nullable TextSearch parts) {
        this.present = present;
        this.values = values;
        this.numbers = numbers;
        this.addresses = addresses;
        this.parts = parts;
        this.asksForPresenceAlone = parts == null && values == null && numbers == null && addresses == null;
    }

    /** @param anyField what is looked up in all fields, this one too */
    void look(Document document, int node, @Nullable FieldIndex anyField, Search search) {
        present.addTo(search.bits);
        if (anyField == null && asksForPresenceAlone) {
            return;
        }
        search.text.read(document, node);
        look(search, document, node);
        if (anyField != null) {
            anyField.look(search, document, node);
        }
    }

    /** @param search its text is the value's */
    private void look(Search search, Document document, int node) {
        FoldedText text = search.text;
        if (numbers != null) {
            Numbers found = document.isInteger(node)
                    ? numbers.of(text.bytes(), text.length())
                    : numbers.of(mayBeNumber(text) ? document.value(node).numberText() : null);
            found.addTo(search.bits);
        }
        if (addresses != null && mayBeAddress(text)) {
            addresses.of(document.value(node).addressText()).addTo(search.bits);
        }
        lookAtText(search);
    }

    private void lookAtText(Search search) {
        FoldedText text = search.text;
        if (values != null) {
            values.of(text.bytes(), text.length()).addTo(search.bits);
        }
        if (parts != null) {
            parts.search(text.bytes(), text.length(), search.bits);
        }
    }

    /** The same of a value that the document does not have itself. */
    void look(FieldValue value, Search search) {
        present.addTo(search.bits);
        if (asksForPresenceAlone) {
            return;
        }
        search.text.read(value);
        if (numbers != null) {
            numbers.of(value.numberText()).addTo(search.bits);
        }
        if (addresses != null) {
            addresses.of(value.addressText()).addTo(search.bits);
        }
        lookAtText(search);
    }

    /** Nearly all texts are none: they have other characters, the first mostly. */
    private static boolean mayBeNumber(FoldedText text) {
        for (int i = 0; i < text.length(); i++) {
            byte b = text.bytes()[i];
            if ((b < '0' || b > '9') && b != '.' && b != '-' && b != '+' && b != 'e') {
                return false;
            }
        }
        return text.length() > 0;
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
        private TextSearch.@Nullable Builder parts;

        void add(Needle needle, int index) {
            switch (needle) {
                case Needle.Value(String path, String text) -> add(values, text, index);
                case Needle.Number(String path, String text) -> add(numbers, text, index);
                case Needle.Address(String path, String text) -> add(addresses, text, index);
                case Needle.Part(String path, String text, Anchor anchor) -> {
                    TextSearch.Builder texts = parts == null ? new TextSearch.Builder() : parts;
                    texts.add(text, anchor, index);
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
                    Numbers.of(present),
                    TextTable.of(values),
                    TextTable.of(numbers),
                    TextTable.of(addresses),
                    parts == null ? null : parts.build());
        }
    }
}

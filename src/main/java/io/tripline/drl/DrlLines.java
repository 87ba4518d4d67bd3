package io.tripline.drl;

import java.util.List;

/** Lines of text with their indentation, and how a line that is too long is split. */
final class DrlLines {

    private static final int LONGEST = 120;
    private static final int STEP = 4;

    private final StringBuilder text = new StringBuilder();
    private boolean blank = true;

    DrlLines line(int indent, String line) {
        text.repeat(' ', line.isEmpty() ? 0 : indent * STEP).append(line).append('\n');
        blank = false;
        return this;
    }

    /** One empty line, unless there is one already. */
    DrlLines blank() {
        if (!blank) {
            text.append('\n');
            blank = true;
        }
        return this;
    }

    boolean fits(int indent, String line) {
        return indent * STEP + line.length() <= LONGEST;
    }

    /** {@code head( a, b )} on one line, or one item a line. */
    void list(int indent, String head, List<String> items, String tail) {
        boolean open = !head.isEmpty();
        String flat = items.isEmpty()
                ? head + tail
                : head + (open ? " " : "") + String.join(", ", items) + (open ? " " : "") + tail;
        if (items.isEmpty() || fits(indent, flat)) {
            line(indent, flat);
            return;
        }
        if (open) {
            line(indent, head);
        }
        for (int i = 0; i < items.size(); i++) {
            boolean last = i + 1 == items.size();
            line(open ? indent + 1 : indent, items.get(i) + (last ? open ? "" : tail : ","));
        }
        if (open) {
            line(indent, tail);
        }
    }

    /** {@code head( a, b )} on one line, or as many items a line as fit. */
    void filled(int indent, String head, List<String> items, String tail) {
        String flat = head + " " + String.join(", ", items) + " " + tail;
        if (items.isEmpty() || fits(indent, flat)) {
            list(indent, head, items, tail);
            return;
        }
        line(indent, head);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 == items.size() ? "" : ",");
            if (!line.isEmpty() && !fits(indent + 1, line + " " + item)) {
                line(indent + 1, line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(item);
        }
        line(indent + 1, line.toString());
        line(indent, tail);
    }

    /**
     * {@code outer, head.showing( a ).showing( b ) tail} on one line, or one call a line.
     *
     * @param outer what may stand on a line of its own before the rest; may be empty
     */
    void chain(int indent, String outer, String head, List<String> calls, String tail) {
        String start = outer.isEmpty() ? head : outer + " " + head;
        String flat = start + String.join("", calls) + tail;
        if (fits(indent, flat) || outer.isEmpty() && calls.isEmpty()) {
            line(indent, flat);
        } else if (fits(indent, start) || outer.isEmpty()) {
            line(indent, start + (calls.isEmpty() ? tail : ""));
            calls(indent + 1, calls, tail);
        } else {
            line(indent, outer);
            line(indent + 1, head + (calls.isEmpty() ? tail : ""));
            calls(indent + 2, calls, tail);
        }
    }

    private void calls(int indent, List<String> calls, String tail) {
        for (int i = 0; i < calls.size(); i++) {
            line(indent, calls.get(i) + (i + 1 == calls.size() ? tail : ""));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

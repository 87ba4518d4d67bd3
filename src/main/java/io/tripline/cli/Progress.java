package io.tripline.cli;

/** A line on a person's terminal that counts; nothing elsewhere. */
final class Progress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final String what;
    private final int step;
    private long count;
    private boolean shown;

    /** @param step after how many the line is written anew */
    Progress(Console console, String what, int step) {
        this.console = console;
        this.what = what;
        this.step = step;
    }

    void advance() {
        if (++count % step == 0 && console.progress()) {
            console.err().print(CLEAR + count + " " + what);
            console.err().flush();
            shown = true;
        }
    }

    /** Takes the line away, so that something else can be written. */
    @Override
    public void close() {
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }
}

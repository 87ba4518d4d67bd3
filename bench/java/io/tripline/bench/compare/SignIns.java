package io.tripline.bench.compare;

/** Events for windows: who did what and from where. Times are whole seconds or parts of one as the lane asks. */
final class SignIns implements Maker {

    /** What happens at a number. */
    interface Plot {

        /** @param number of the event, from 0 */
        Step at(long number, Words words);
    }

    /**
     * One event.
     *
     * @param second since the beginning; whole ones, because one of the two programs looks at no less
     */
    record Step(long second, String user, String action, String address) {}

    private final Words words;
    private final Plot plot;
    private long number;

    SignIns(long seed, Plot plot) {
        words = new Words(seed);
        this.plot = plot;
    }

    @Override
    public void next(StringBuilder out) {
        Step step = plot.at(number, words);
        Log.LINUX_AUTH
                .writeTo(new Json(out).text("@timestamp", Words.time(Words.START + 1_000 * step.second())))
                .text("action", step.action())
                .text("user", step.user())
                .text("address", step.address())
                .text("host", "host" + number % 97)
                .number("number", number++)
                .endLine();
    }
}

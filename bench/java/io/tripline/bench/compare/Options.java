package io.tripline.bench.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param lanes names, groups or none: all
 * @param rules folder of Sigma rules; null: made ones
 * @param events file of recorded Windows events; null: none
 * @param out folder for logs, differences and the report
 * @param laps turns of each program
 * @param jfr whether Tripline records itself
 */
record Options(
        List<String> lanes,
        @Nullable Path rules,
        @Nullable Path events,
        Path out,
        Path tripline,
        Path rsigma,
        int laps,
        boolean jfr) {

    private static final String HELP = "; bench/compare --help tells what there is";

    static Options of(String... arguments) {
        List<String> lanes = new ArrayList<>();
        Path rules = null;
        Path events = null;
        Path out = Path.of("target/compare");
        Path tripline = Path.of("tripline");
        Path rsigma = Path.of("rsigma");
        int laps = 15;
        boolean jfr = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rules" -> rules = existing(value(arguments, ++i));
                case "--events" -> events = existing(value(arguments, ++i));
                case "--out" -> out = Path.of(value(arguments, ++i));
                case "--program" -> tripline = existing(value(arguments, ++i));
                case "--rsigma" -> rsigma = Path.of(value(arguments, ++i));
                case "--laps" -> laps = laps(value(arguments, ++i));
                case "--jfr" -> jfr = true;
                default -> {
                    if (arguments[i].startsWith("-")) {
                        throw new Failure("unknown option " + arguments[i] + HELP);
                    }
                    lanes.add(arguments[i]);
                }
            }
        }
        return new Options(
                lanes,
                rules,
                events,
                out.toAbsolutePath(),
                tripline.toAbsolutePath(),
                existing(rsigma.toString()),
                laps,
                jfr);
    }

    boolean wants(String group, String lane) {
        return lanes.isEmpty() || lanes.contains(group) || lanes.contains(lane);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new Failure(arguments[at - 1] + " needs a value" + HELP);
        }
        return arguments[at];
    }

    private static Path existing(String path) {
        if (!Files.exists(Path.of(path))) {
            throw new Failure(path + " does not exist");
        }
        return Path.of(path).toAbsolutePath();
    }

    private static int laps(String text) {
        try {
            int laps = Integer.parseInt(text);
            if (laps >= 2) {
                return laps;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Failure("--laps " + text + " is no number of 2 or more");
    }
}

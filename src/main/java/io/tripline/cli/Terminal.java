package io.tripline.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What a person sees of a program's outputs.
 *
 * @param out whether a person reads stdout
 * @param err whether a person watches stderr
 * @param outColours whether stdout takes colours
 * @param errColours whether stderr takes colours
 * @param width columns of a line; asked for only where a person reads
 */
record Terminal(boolean out, boolean err, boolean outColours, boolean errColours, IntSupplier width) {

    /** Where nobody knows better. */
    static final int USUAL_WIDTH = 80;

    private static final int NARROWEST = 40;
    private static final long MOST_MILLIS = 500;

    /** The launcher knows which outputs are terminals; Java knows only whether all of them are. */
    private static final String TERMINALS = "_TRIPLINE_TERMINALS";

    /** The process's own. */
    static Terminal ofSystem() {
        Map<String, String> environment = System.getenv();
        String terminals = environment.get(TERMINALS);
        if (terminals == null) {
            java.io.Console attached = System.console();
            terminals = attached != null && attached.isTerminal() ? "out err" : "";
        }
        return of(environment, terminals.contains("out"), terminals.contains("err"));
    }

    /** Colours by NO_COLOR (none, whatever else is set), CLICOLOR_FORCE (also in a pipe) and TERM. */
    static Terminal of(Map<String, String> environment, boolean out, boolean err) {
        boolean none = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
        boolean always = !none && !forced.isEmpty() && !forced.equals("0");
        boolean able = !none && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(out, err, always || able && out, always || able && err, () -> columns(environment));
    }

    private static int columns(Map<String, String> environment) {
        int told = number(environment.getOrDefault("COLUMNS", ""));
        int columns = told > 0 ? told : asked();
        return columns > 0 ? Math.max(NARROWEST, columns) : USUAL_WIDTH;
    }

    /** Asks the terminal, as any POSIX system can; 0 where it does not answer. */
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            String size = new String(stty.getInputStream().readNBytes(40), StandardCharsets.US_ASCII).strip();
            return number(size.substring(size.indexOf(' ') + 1));
        } catch (IOException noSuchProgram) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }
}

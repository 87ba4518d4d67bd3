package io.tripline.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What is told, line by line: on the terminal at once, and in a file, as Markdown. */
final class Report {

    private final Path file;
    private final StringBuilder text = new StringBuilder();

    Report(Path file) {
        this.file = file;
    }

    void say(String line) {
        System.out.println(line);
        text.append(line).append('\n');
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    void head(String title, String... columns) {
        say("");
        say("## " + title);
        say("");
        row((Object[]) columns);
        say("|" + " --- |".repeat(columns.length));
    }

    void row(Object... cells) {
        say("| " + String.join(" | ", Arrays.stream(cells).map(String::valueOf).toList()) + " |");
    }

    /** Three digits that count. */
    static String number(double number) {
        double size = Math.abs(number);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", number);
    }

    /** rsigma's time in Tripline's: how many times as fast Tripline is. */
    static String ratio(double rsigma, double tripline) {
        return String.format(Locale.ROOT, "%.2f", rsigma / tripline);
    }
}

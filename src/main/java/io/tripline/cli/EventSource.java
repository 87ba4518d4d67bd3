package io.tripline.cli;

import io.tripline.ingest.Decoded;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFile;
import io.tripline.ingest.EventStream;
import io.tripline.ingest.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of events, with its next one at hand. */
final class EventSource implements AutoCloseable {

    private static final String STDIN = "-";
    private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+): (.*)", Pattern.DOTALL);

    private final String name;
    private final @Nullable EventFile file;
    private final EventStream events;
    private final Consumer<String> rejections;
    private @Nullable Decoded head;

    private EventSource(String name, @Nullable EventFile file, EventStream events, Consumer<String> rejections) {
        this.name = name;
        this.file = file;
        this.events = events;
        this.rejections = rejections;
    }

    /**
     * @param name path, or - for the console's input
     * @param rejections told of each item that is no event: position and reason
     */
    static EventSource open(Console console, String name, EventDecoder decoder, Consumer<String> rejections)
            throws IOException {
        try {
            if (!name.equals(STDIN) && Files.isDirectory(console.path(name))) {
                throw new IOException("is a folder: name the files in it");
            }
            EventFile file = name.equals(STDIN) ? null : EventFile.open(console.path(name), decoder, 0);
            EventStream events = file == null ? decoder.stream(console.in(), Framing.AUTOMATIC, 0) : file.events();
            EventSource source = new EventSource(name, file, events, rejections);
            source.advance();
            return source;
        } catch (IOException e) {
            throw named(name, e);
        }
    }

    private static IOException named(String name, IOException e) {
        return new IOException(CommandFailure.of(java.nio.file.Path.of(name), e).text(), e);
    }

    /** Path, or - for the console's input. */
    String name() {
        return name;
    }

    /** The next event; null at the end. */
    @Nullable
    Decoded head() {
        return head;
    }

    /** Of the next event, ms since the epoch. */
    long time() {
        return head == null ? Long.MAX_VALUE : head.event().getTimestamp();
    }

    Decoded take() throws IOException {
        Decoded taken = head;
        if (taken == null) {
            throw new IllegalStateException("nothing is left in " + name);
        }
        try {
            advance();
        } catch (IOException e) {
            throw named(name, e);
        }
        return taken;
    }

    private void advance() throws IOException {
        head = null;
        EventStream.ItemResult outcome;
        while (head == null && (outcome = events.next()) != null) {
            switch (outcome) {
                case EventStream.ItemResult.Accepted accepted -> head = accepted.decoded();
                case EventStream.ItemResult.Rejected rejected ->
                    rejections.accept(positioned(rejected.rejection().reason()));
            }
        }
    }

    /** {@code file:line:column: reason}. */
    private String positioned(String reason) {
        Matcher position = POSITION.matcher(reason);
        return position.matches()
                ? name + ":" + position.group(1) + ":" + position.group(2) + ": " + position.group(3)
                : name + ": " + reason;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

package io.tripline.web.sinks;

import io.tripline.alert.sink.FileSink;
import io.tripline.alert.sink.Sink;
import io.tripline.config.BadConfiguration;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** {@code type=file}. */
final class FileType implements SinkType {

    private static final int LARGEST = 100 << 20;

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Set<String> keys() {
        return Set.of("path", "size", "keep");
    }

    @Override
    public Sink make(SinkKeys keys) {
        return new FileSink(
                path(keys), keys.number("size", LARGEST, 4096, 999_999_999), keys.number("keep", 10, 0, 1000));
    }

    private static Path path(SinkKeys keys) {
        String text = keys.needed("path", "a file such as /var/log/tripline/alerts.ndjson");
        try {
            Path file = Path.of(text).toAbsolutePath();
            if (file.getParent() != null && Files.isDirectory(file.getParent()) && !Files.isDirectory(file)) {
                return file;
            }
        } catch (InvalidPathException noPath) {
            // said below
        }
        throw new BadConfiguration(keys.key("path") + " = " + text + " is no file in a folder that is there");
    }
}

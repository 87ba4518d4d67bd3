package io.tripline.config;

import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * The {@code application.properties} beside the program: before the copy inside, after environment and system properties.
 * Found by {@link java.util.ServiceLoader}, also by Quarkus.
 */
public final class FileBesideProgram implements ConfigSourceProvider {

    private static final String NAME = "application.properties";

    /** The copy inside has 250, a {@code .env} file 295, the environment 300. */
    private static final int ORDINAL = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        Path folder = ProgramFolder.find();
        Path file = folder == null ? null : folder.resolve(NAME);
        if (file == null || !Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return List.of(new PropertiesConfigSource(file.toUri().toURL(), ORDINAL));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every file has a URL: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

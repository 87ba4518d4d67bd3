package io.tripline.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import org.eclipse.microprofile.config.Config;

/** The same configuration as Quarkus reads, for the verbs that do not boot it. */
final class PlainConfig {

    private static final String INSIDE = "application.properties";
    private static final int INSIDE_ORDINAL = 250;

    private PlainConfig() {}

    static Config read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .forClassLoader(PlainConfig.class.getClassLoader())
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new FileBesideProgram());
        URL inside = PlainConfig.class.getClassLoader().getResource(INSIDE);
        if (inside != null) {
            try {
                builder.withSources(new PropertiesConfigSource(inside, INSIDE_ORDINAL));
            } catch (IOException e) {
                throw new UncheckedIOException("the configuration inside the program cannot be read", e);
            }
        }
        return builder.build();
    }
}

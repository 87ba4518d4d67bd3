package io.tripline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, written into it when it is built. */
final class Version implements IVersionProvider {

    private static final String FILE = "version.properties";

    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {text()};
    }

    static String text() throws IOException {
        return "tripline " + number();
    }

    static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        }
        return properties.getProperty("version", "(unknown version)");
    }
}

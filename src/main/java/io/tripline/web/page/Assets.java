package io.tripline.web.page;

import io.tripline.event.Sha256;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that browsers get beside a view: those that are listed, of this program, by an address that changes with them. Any thread. */
@Singleton
final class Assets {

    private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
    private static final String CSS = "text/css;charset=UTF-8";
    private static final int DIGITS = 16;

    private static final Map<String, String> TYPES = Map.of(
            "pico.min.css", CSS,
            "uPlot.min.css", CSS,
            "tripline.css", CSS,
            "htmx.min.js", JAVASCRIPT,
            "uPlot.iife.min.js", JAVASCRIPT,
            "tripline.js", JAVASCRIPT,
            "tripline.svg", "image/svg+xml");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String version;

    Assets() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        TYPES.keySet().stream().sorted().forEach(name -> {
            byte[] bytes = read(name);
            files.put(name, bytes);
            all.writeBytes(bytes);
        });
        version = Sha256.hex(all.toString(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("assets/" + name + " is missing in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes when one of the files does. */
    String version() {
        return version;
    }

    /** Where they are. */
    String folder() {
        return "/assets/" + version;
    }

    /** Null where there is no such file. */
    byte @Nullable [] bytes(String name) {
        return files.get(name);
    }

    static String type(String name) {
        return TYPES.getOrDefault(name, "application/octet-stream");
    }
}

package io.tripline.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measuring material beside the project. Tests that need it are skipped where it is absent. */
final class Shared {

    private Shared() {}

    static Path path(String name) {
        String set = System.getProperty("tripline.shared", System.getenv("TRIPLINE_SHARED"));
        Path path = Path.of(set == null ? "../shared" : set).resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: there is no " + path + " (set TRIPLINE_SHARED)");
        return path;
    }

    /** The objects of an NDJSON file, decoded as events are. */
    static List<Map<String, Object>> lines(String name) {
        try (InputStream in = Files.newInputStream(path(name))) {
            Limits wide = new Limits(1 << 26, 64, 1 << 26, 4096, 1000, 1_000_000, 1 << 26, 0, 0, 0);
            ItemReader items = new ItemReader(Window.of(in, wide.bodyBytes()), Framing.LINES, wide);
            List<Map<String, Object>> objects = new ArrayList<>();
            for (Item item = items.next(); item != null; item = items.next()) {
                objects.add(((Item.Found) item).object().source());
            }
            return objects;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}

package io.tripline.web;

import io.tripline.config.BadConfiguration;
import io.tripline.config.ProgramFolder;
import io.tripline.config.Settings;
import io.tripline.store.SqlStore;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/**
 * Where and for how long {@code serve} keeps things. Immutable.
 *
 * @param folder of the store
 * @param reserve bytes of its disk that are left free; with fewer no events are taken
 */
public record StoreSettings(Path folder, SqlStore.Keep keep, long reserve) {

    private static final int MOST_IDS = 100_000_000;

    /** @throws BadConfiguration a value is not what its key needs */
    static StoreSettings of(Config config, Settings common) {
        return new StoreSettings(
                ProgramFolder.resolveNew(Path.of(""), common.data()),
                new SqlStore.Keep(
                        (int) ServeSettings.number(config, "tripline.alerts.keep", 10_000, 1, 10_000_000),
                        ServeSettings.duration(config, "tripline.alerts.age", "90d"),
                        (int) ServeSettings.number(config, "tripline.store.ids", 1_000_000, 1, MOST_IDS)),
                ServeSettings.number(config, "tripline.store.reserve", 64L << 20, 0, Long.MAX_VALUE));
    }
}

package io.tripline.web;

import io.tripline.config.BadConfiguration;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * What senders are told, and what is told of them. Immutable.
 *
 * @param silence a sender that is quiet for longer than is usual for it, and for so long at least, raises an alert; zero: none does
 * @param elasticsearchVersion that clients of Elasticsearch are told, which may refuse an older one than their own
 * @param seen how many of the last events are held, for people to pick one; 0: none
 */
public record SenderSettings(Duration silence, String elasticsearchVersion, int seen) {

    private static final Pattern VERSION = Pattern.compile("\\d{1,2}\\.\\d{1,3}\\.\\d{1,3}");

    /** @throws BadConfiguration a value is not what its key needs */
    static SenderSettings of(Config config) {
        String version = ServeSettings.text(config, "tripline.senders.elasticsearch-version", "9.3.0");
        if (!VERSION.matcher(version).matches()) {
            throw new BadConfiguration(
                    "tripline.senders.elasticsearch-version = " + version + " is no version such as 9.3.0");
        }
        return new SenderSettings(ServeSettings.duration(config, "tripline.senders.silence", "15m"), version, (int)
                ServeSettings.number(config, "tripline.page.seen", 100, 0, 1000));
    }
}

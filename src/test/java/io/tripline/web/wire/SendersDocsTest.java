package io.tripline.web.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tripline.web.token.SenderTokens;
import io.tripline.web.token.TokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/senders.md} is that of the program. */
class SendersDocsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyFormatHasARowWithItsAddressesAndWhetherItIsToldToSlowDown() throws IOException {
        // Given
        Map<String, List<String>> documented = new LinkedHashMap<>();
        Map<String, Boolean> slowed = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/senders.md")));
        while (row.find()) {
            List<String> paths = new ArrayList<>();
            Matcher path = CODE.matcher(row.group(2));
            while (path.find()) {
                paths.add(path.group(1));
            }
            documented.put(row.group(1), paths);
            slowed.put(row.group(1), row.group(4).contains("429"));
        }

        // When
        Map<String, List<String>> actual = new LinkedHashMap<>();
        Map<String, Boolean> isSlowed = new LinkedHashMap<>();
        actual.put("json", List.of(WireAddresses.EVENTS));
        isSlowed.put("json", true);
        SenderTokens none = new SenderTokens(
                null, new TokenFile(Path.of("nowhere")), Instant::now, System::nanoTime, complaint -> {});
        for (WireFormat format : WireFormats.all("9.3.0", () -> null, none)) {
            actual.put(format.name(), format.paths());
            isSlowed.put(format.name(), !format.isSentOnce());
        }

        // Then
        assertEquals(documented, actual);
        assertEquals(slowed, isSlowed);
    }
}

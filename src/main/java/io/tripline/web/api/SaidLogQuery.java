package io.tripline.web.api;

import io.tripline.ingest.EventFormats;
import io.tripline.ingest.SaidLog;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;

/** What the address of a request with events says of the log that they come from: {@code ?product=windows&service=sysmon}. */
final class SaidLogQuery {

    private SaidLogQuery() {}

    /** @throws IllegalArgumentException with a sentence for the sender; the sender's text may be in it */
    static SaidLog read(MultivaluedMap<String, String> query, EventFormats formats) {
        SaidLog said = SaidLog.NOTHING;
        for (Map.Entry<String, List<String>> each : query.entrySet()) {
            for (String word : each.getValue()) {
                said = said.and(each.getKey(), word, formats);
            }
        }
        return said;
    }
}

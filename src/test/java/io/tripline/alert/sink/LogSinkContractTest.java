package io.tripline.alert.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

class LogSinkContractTest extends SinkContract {

    private final List<String> lines = new ArrayList<>();

    @Override
    Sink sink() {
        return new LogSink(lines::add, "a list");
    }

    @Override
    List<String> arrived() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String line : lines) {
            ids.add(new ObjectMapper().readTree(line).get("id").asText());
        }
        return ids;
    }
}

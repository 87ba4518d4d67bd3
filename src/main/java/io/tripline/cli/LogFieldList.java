package io.tripline.cli;

import io.tripline.ingest.LogFields;
import io.tripline.ingest.LogNames;
import io.tripline.problem.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that the events of one log answer to: its own, and those made of them. */
record LogFieldList(List<LogFields.Log> logs) {

    static final List<String> COLUMNS = List.of("log", "field", "how", "from");

    LogFieldList {
        logs = List.copyOf(logs);
    }

    /**
     * @param name as the user wrote it
     * @throws CommandFailure there is no such log
     */
    static LogFieldList of(LogFields fields, String name) {
        List<LogFields.Log> logs = fields.named(name);
        if (logs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "there is no log '" + name + "': "
                            + Spelling.wayOut(
                                    name,
                                    fields.words(),
                                    "say a format (tripline list formats), or a product, category or service of Sigma"));
        }
        return new LogFieldList(logs);
    }

    /** A document for each name of each form of the log. */
    List<Map<String, @Nullable Object>> documents() {
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        for (LogFields.Log log : logs) {
            for (LogNames.Field field : log.names().fields()) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("log", log.format());
                document.put("field", field.name());
                document.put("how", field.how());
                document.put("from", field.from());
                documents.add(document);
            }
        }
        return documents;
    }

    /** For a person: which logs there are of which the table says nothing, or not all. */
    List<String> remarks() {
        return logs.stream()
                .filter(log -> !log.names().isComplete())
                .map(log -> log.format()
                        + (log.names().fields().isEmpty()
                                ? ": no names are known of it"
                                : ": its events can have further names of their own"))
                .toList();
    }
}

package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The places that a running service sends alerts to. */
@Command(
        name = "sinks",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Where a running service sends alerts: how far each sink is (list), what one did not take (dead); a made-up alert is sent to it"
                    + " (test), or what it did not take once more (retry).",
            "A test that does not arrive ends with exit code 1."
        })
final class SinksCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of("name", "type", "target", "waiting", "delivered", "dead", "missed", "next_try", "last_error");
    private static final List<String> DEAD_COLUMNS = List.of("time", "tries", "alert", "error");

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Mixin
    private final ServiceOption service = new ServiceOption();

    /** What is done. */
    enum What {
        LIST,
        DEAD,
        TEST,
        RETRY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what = What.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SINK", description = "With dead, test and retry: its name.")
    private @Nullable String sink;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "ALERT",
            description = "With retry: ids of alerts; without them, all that it did not take.")
    private final List<String> alerts = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    SinksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageErrors.wrongIf(spec, what == What.LIST && sink != null, "list takes no name");
        UsageErrors.wrongIf(spec, what != What.RETRY && !alerts.isEmpty(), what + " takes no ids");
        UsageErrors.wrongIf(spec, what != What.LIST && sink == null, what + " needs the name of a sink");
        RunningService running = service.service(console);
        String path = "/api/v1/sinks" + (sink == null ? "" : "/" + RunningService.encoded(sink));
        return switch (what) {
            case LIST -> list(running, path);
            case DEAD -> dead(running, path);
            case TEST -> test(running, path);
            case RETRY -> retry(running, path);
        };
    }

    private int list(RunningService running, String path) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (JsonNode item : items(running, running.get(path))) {
            rows.add(row(item, COLUMNS, Map.of("next_try", "nextTry", "last_error", "lastError")));
        }
        print(rows, COLUMNS);
        return ExitCode.FINE;
    }

    private int dead(RunningService running, String path) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = running.get(path + "/dead?limit=1000&cursor=" + RunningService.encoded(cursor));
            items(running, page).forEach(item -> rows.add(row(item, DEAD_COLUMNS, Map.of())));
            cursor = page.path("items").isEmpty() ? null : ServiceAlert.text(page, "next");
        }
        print(rows, DEAD_COLUMNS);
        return ExitCode.FINE;
    }

    private JsonNode items(RunningService running, JsonNode answer) {
        if (!answer.path("items").isArray()) {
            throw running.stranger();
        }
        if (output.json) {
            answer.get("items").forEach(item -> console.out().println(JsonLines.write(ServiceAlert.value(item))));
        }
        return answer.get("items");
    }

    private static Map<String, @Nullable Object> row(JsonNode item, List<String> columns, Map<String, String> members) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (String column : columns) {
            JsonNode value = item.path(members.getOrDefault(column, column));
            row.put(column, value.isNull() || value.isMissingNode() ? null : value.asText());
        }
        return row;
    }

    private void print(List<Map<String, @Nullable Object>> rows, List<String> columns) {
        if (!output.json) {
            Table.of(columns, rows).print(console);
        }
    }

    private int test(RunningService running, String path) {
        JsonNode answer = running.post(path + "/test", "");
        String outcome = ServiceAlert.text(answer, "outcome");
        String error = ServiceAlert.text(answer, "error");
        if (outcome == null) {
            throw running.stranger();
        }
        if (output.json) {
            console.out().println(JsonLines.write(ServiceAlert.value(answer)));
        } else {
            console.print(sink + ": " + outcome + (error == null ? "" : ": " + error));
        }
        return outcome.equals("delivered") ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private int retry(RunningService running, String path) {
        JsonNode answer = running.post(path + "/retry", JsonLines.write(Map.of("alerts", alerts)));
        if (!answer.path("again").isIntegralNumber()) {
            throw running.stranger();
        }
        if (output.json) {
            console.out().println(JsonLines.write(ServiceAlert.value(answer)));
        } else {
            console.print(sink + ": " + answer.get("again").asText() + " are sent again");
        }
        return ExitCode.FINE;
    }
}

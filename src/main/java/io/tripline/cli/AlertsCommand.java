package io.tripline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.alert.AlertStatus;
import io.tripline.alert.Verdict;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Alerts of a running service, and what people do about them. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Alerts of a running service: those that are kept (list), one with its history (show), as they come (follow); and what is done"
                    + " about them: somebody is at it (ack), it is done with (close), it is not (reopen).",
            "What names no alert that is kept, or cannot be done as the alert stands, ends with exit code 1."
        })
final class AlertsCommand implements Callable<Integer> {

    private static final int PAGE = 100;

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Mixin
    private final ServiceOption service = new ServiceOption();

    /** What is done. */
    enum What {
        LIST,
        SHOW,
        ACK,
        CLOSE,
        REOPEN,
        FOLLOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean changes() {
            return this == ACK || this == CLOSE || this == REOPEN;
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what = What.LIST;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ID",
            description = "With show, ack, close and reopen: ids of alerts.")
    private final List<String> ids = new ArrayList<>();

    @Option(names = "--status", paramLabel = "STATUS", description = "With list: open, acknowledged or closed.")
    private @Nullable String status;

    @Option(names = "--level", paramLabel = "LEVEL", description = "With list: of rules of this level.")
    private @Nullable String level;

    @Option(names = "--rule", paramLabel = "ID", description = "With list: of the rule with this id.")
    private @Nullable String rule;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "With list: of this time or later, 2026-01-01T00:00:00Z.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With list: the newest so many, 100 if absent. With follow: end after so many.")
    private @Nullable Integer limit;

    @Option(
            names = "--after",
            paramLabel = "N",
            description = "With follow: also those that are kept and newer than the alert of this number; 0 for all.")
    private @Nullable Long after;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "With close: true_positive, false_positive or benign.")
    private @Nullable String verdict;

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "With ack, close and reopen: for those who come later.")
    private @Nullable String comment;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "With ack, close and reopen: who does it; the user of this process if absent.")
    private @Nullable String by;

    @Option(
            names = "--expect",
            paramLabel = "VERSION",
            description = "With ack, close and reopen: only if the alert is of this version, as show has it.")
    private @Nullable Long expected;

    @Spec
    private @Nullable CommandSpec spec;

    AlertsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        RunningService running = service.service(console);
        return switch (what) {
            case LIST -> list(running);
            case SHOW -> show(running);
            case ACK -> change(running, AlertStatus.ACKNOWLEDGED);
            case CLOSE -> change(running, AlertStatus.CLOSED);
            case REOPEN -> change(running, AlertStatus.OPEN);
            case FOLLOW -> {
                new AlertFollow(running, console, output.json).run(after, limit == null ? Integer.MAX_VALUE : limit);
                yield ExitCode.FINE;
            }
        };
    }

    private void check() {
        boolean takesIds = what.changes() || what == What.SHOW;
        UsageErrors.wrongIf(spec, takesIds && ids.isEmpty(), what + " needs the id of an alert");
        UsageErrors.wrongIf(spec, !takesIds && !ids.isEmpty(), what + " takes no ids");
        UsageErrors.wrongIf(
                spec,
                what == What.CLOSE && verdict == null,
                "close needs --verdict, one of " + String.join(", ", Verdict.WORDS));
        UsageErrors.wrongIf(spec, what != What.CLOSE && verdict != null, "--verdict goes with close alone");
        UsageErrors.wrongIf(
                spec,
                !what.changes() && (comment != null || by != null || expected != null),
                "--comment, --by and --expect go with ack, close and reopen");
        UsageErrors.wrongIf(
                spec,
                what != What.LIST && (status != null || level != null || rule != null || since != null),
                "--status, --level, --rule and --since go with list");
        UsageErrors.wrongIf(
                spec, what != What.LIST && what != What.FOLLOW && limit != null, "--limit goes with list and follow");
        UsageErrors.wrongIf(spec, what != What.FOLLOW && after != null, "--after goes with follow");
        UsageErrors.wrongIf(spec, limit != null && limit < 1, "--limit is a number from 1 on");
        UsageErrors.wrongIf(spec, after != null && after < 0, "--after is the number of an alert");
    }

    private int list(RunningService running) {
        int left = limit == null ? PAGE : limit;
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        String cursor = "";
        while (left > 0 && cursor != null) {
            JsonNode page = running.get("/api/v1/alerts?limit=" + Math.min(left, 1000) + query("cursor", cursor)
                    + query("status", status) + query("level", level) + query("rule", rule) + query("since", since));
            JsonNode items = page.path("items");
            if (!items.isArray()) {
                throw running.stranger();
            }
            for (JsonNode alert : items) {
                if (output.json) {
                    console.out().println(JsonLines.write(ServiceAlert.value(alert)));
                } else {
                    rows.add(ServiceAlert.row(alert));
                }
            }
            left -= items.size();
            cursor = items.isEmpty() ? null : ServiceAlert.text(page, "next");
        }
        if (!output.json) {
            Table.of(ServiceAlert.COLUMNS, rows).print(console);
        }
        return ExitCode.FINE;
    }

    private static String query(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : "&" + name + "=" + RunningService.encoded(value);
    }

    private int show(RunningService running) {
        for (String id : ids) {
            String path = "/api/v1/alerts/" + RunningService.encoded(id);
            JsonNode alert = running.get(path);
            JsonNode history = running.get(path + "/history");
            if (!ServiceAlert.isAlert(alert) || !history.path("items").isArray()) {
                throw running.stranger();
            }
            if (output.json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("alert", ServiceAlert.value(alert));
                document.put("history", ServiceAlert.value(history.get("items")));
                console.out().println(JsonLines.write(document));
            } else {
                ServiceAlert.print(console, alert, history);
            }
        }
        return ExitCode.FINE;
    }

    private int change(RunningService running, AlertStatus to) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("status", to.word());
        put(wish, "verdict", verdict);
        put(wish, "comment", comment);
        put(wish, "by", by == null ? System.getProperty("user.name") : by);
        put(wish, "version", expected);
        for (String id : ids) {
            JsonNode alert = running.patch("/api/v1/alerts/" + RunningService.encoded(id), JsonLines.write(wish));
            if (!ServiceAlert.isAlert(alert)) {
                throw running.stranger();
            }
            if (output.json) {
                console.out().println(JsonLines.write(ServiceAlert.value(alert)));
            } else {
                console.print(id + ": " + ServiceAlert.row(alert).get("status"));
            }
        }
        return ExitCode.FINE;
    }

    private static void put(Map<String, Object> wish, String name, @Nullable Object value) {
        if (value != null) {
            wish.put(name, value);
        }
    }
}

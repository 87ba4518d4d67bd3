package io.tripline.cli;

import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.TestedFields;
import io.tripline.engine.compile.RuleOutline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what rules are made of. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Lists the rules, the fields they look at, the streams between them, the event formats, or the parameters of rules.")
final class ListCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    /** What can be listed. */
    enum What {
        RULES,
        FIELDS,
        STREAMS,
        FORMATS,
        PARAMETERS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what = What.RULES;

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Rule files and folders; without them, the rules folder.")
    private final List<String> rules = new ArrayList<>();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "The same as --rules.")
    private final List<String> paths = new ArrayList<>();

    @Option(
            names = "--log",
            paramLabel = "LOG",
            description =
                    "With fields: the names that this log's events answer to, and what each is made from. A format, or a"
                            + " product, category or service as Sigma names them (aws, windows/sysmon).")
    private @Nullable String log;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "With streams: of a running service, what they hold and how near groups are to an alert.")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "With --url: what the service asks for; better set as TRIPLINE_TOKEN.")
    private @Nullable String token;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (what == What.FORMATS) {
            formats();
            return ExitCode.FINE;
        }
        if (log != null) {
            fieldsOf(log);
            return ExitCode.FINE;
        }
        rules.addAll(paths);
        if (url != null || token != null) {
            running();
            return ExitCode.FINE;
        }
        if (what == What.PARAMETERS) {
            parameters();
            return ExitCode.FINE;
        }
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            RuleLoading loading = new RuleLoading(console, Settings.read());
            boolean broken = loading.complain(loading.load(rules, engine));
            List<RuleOutline> outlines =
                    engine.rules().stream().map(LoadedRule::outline).toList();
            switch (what) {
                case RULES -> rules(outlines);
                case FIELDS -> fields(outlines);
                case STREAMS -> streams(outlines);
                case FORMATS, PARAMETERS -> throw new IllegalStateException(what + " need no engine");
            }
            return broken ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }

    private void running() {
        if (what != What.STREAMS || url == null || !rules.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "--url and --token ask a running service, without paths: tripline list streams --url http://127.0.0.1:8080");
        }
        String known = token == null ? ServiceOption.ofEnvironment() : token;
        new StreamList(console).print(RunningService.at(url, known, "--token"), output.json);
    }

    private void rules(List<RuleOutline> outlines) {
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RuleOutline rule : outlines) {
            if (!rule.raises() || !ids.add(rule.id())) {
                continue;
            }
            RuleOutline.Window window = rule.window();
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("id", rule.id());
            document.put("title", rule.name());
            document.put("level", rule.first("level"));
            document.put("kind", rule.kind().name().toLowerCase(Locale.ROOT));
            document.put("window", window == null ? null : window.text());
            document.put("condition", rule.bounds().isEmpty() ? null : rule.bounds());
            document.put("tags", rule.all("tags"));
            document.put("source", rule.file());
            document.put("line", rule.line());
            documents.add(document);
        }
        print(List.of("level", "window", "condition", "title", "id", "source"), documents);
    }

    private void fields(List<RuleOutline> outlines) {
        Map<String, Set<String>> users = new TreeMap<>();
        for (RuleOutline rule : outlines) {
            for (String field : TestedFields.of(rule)) {
                users.computeIfAbsent(field, name -> new LinkedHashSet<>()).add(rule.name());
            }
        }
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        users.forEach((field, titles) -> {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("field", field);
            document.put("count", titles.size());
            document.put("rules", List.copyOf(titles));
            documents.add(document);
        });
        print(List.of("field", "count", "rules"), documents);
    }

    private void fieldsOf(String log) {
        if (what != What.FIELDS) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--log goes with fields: tripline list fields --log " + log);
        }
        LogFieldList list =
                LogFieldList.of(Settings.read().eventFormats(console.folder()).fields(), log);
        print(LogFieldList.COLUMNS, list.documents());
        list.remarks().forEach(remark -> console.err().println(remark));
    }

    private void streams(List<RuleOutline> outlines) {
        Set<String> names = new TreeSet<>();
        outlines.forEach(rule -> {
            names.addAll(rule.reads());
            names.addAll(rule.writes());
        });
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        for (String stream : names) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("stream", stream);
            document.put("written_by", named(outlines, stream, RuleOutline::writes));
            document.put("read_by", named(outlines, stream, RuleOutline::reads));
            documents.add(document);
        }
        print(List.of("stream", "written_by", "read_by"), documents);
    }

    private static List<String> named(
            List<RuleOutline> outlines, String stream, java.util.function.Function<RuleOutline, Set<String>> streams) {
        return outlines.stream()
                .filter(rule -> streams.apply(rule).contains(stream))
                .map(RuleOutline::name)
                .toList();
    }

    private void formats() {
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        for (String name : Settings.read().eventFormats(console.folder()).names()) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("format", name);
            documents.add(document);
        }
        print(List.of("format"), documents);
    }

    private void parameters() {
        Settings settings = Settings.read();
        List<Path> given = rules.isEmpty()
                ? List.of(new RuleLoading(console, settings).rulesFolder())
                : rules.stream().map(console::path).toList();
        try {
            print(
                    List.of("parameter", "value", "type", "from", "rules"),
                    new ParameterList(console, settings).of(given));
        } catch (IOException e) {
            throw RuleLoading.failure(e);
        }
    }

    private void print(List<String> columns, List<Map<String, @Nullable Object>> documents) {
        if (output.json) {
            documents.forEach(document -> console.out().println(JsonLines.write(document)));
            return;
        }
        Table.of(columns, documents).print(console);
    }
}

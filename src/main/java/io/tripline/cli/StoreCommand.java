package io.tripline.cli;

import io.tripline.config.ProgramFolder;
import io.tripline.config.Settings;
import io.tripline.engine.state.FileState;
import io.tripline.store.DataFolder;
import io.tripline.store.Database;
import io.tripline.store.StoreExport;
import io.tripline.store.StoreFailure;
import io.tripline.store.StoreImport;
import io.tripline.store.StoreInspection;
import java.io.IOException;
import java.nio.file.Path;
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

/** Looks at a store, copies it out, and fills an empty one. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "What is in the store: whether all of it can be read (verify), how much there is (stats), all of it in one file"
                    + " (export), and back into an empty store (import).",
            "All but import may run beside a service."
        })
final class StoreCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    /** What is done. */
    enum What {
        VERIFY,
        STATS,
        EXPORT,
        IMPORT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what = What.VERIFY;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "With export and import: the file.")
    private @Nullable String file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the store (default: what tripline.store.url or tripline.data say).")
    private @Nullable String data;

    @Spec
    private @Nullable CommandSpec spec;

    StoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.read();
        Path folder = ProgramFolder.resolveNew(console.folder(), settings.data());
        Database database = Database.of(settings.postgres(), folder);
        if (data != null) {
            folder = console.path(data);
            database = Database.in(folder);
        }
        try {
            return switch (what) {
                case VERIFY -> verify(StoreInspection.of(database));
                case STATS -> stats(StoreInspection.of(database));
                case EXPORT -> {
                    StoreExport.write(database, given());
                    yield ExitCode.FINE;
                }
                case IMPORT -> {
                    try (DataFolder taken = DataFolder.take(folder)) {
                        StoreImport.read(given(), database);
                    }
                    yield ExitCode.FINE;
                }
            };
        } catch (StoreFailure failure) {
            throw new CommandFailure(ExitCode.INPUT_OUTPUT, String.valueOf(failure.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.of(given(), e);
        }
    }

    private Path given() {
        UsageErrors.wrongIf(spec, file == null, what + " needs a file");
        return console.path(String.valueOf(file));
    }

    private int verify(StoreInspection found) {
        if (output.json) {
            console.out().println(JsonLines.write(Map.of("problems", found.problems())));
        } else if (found.problems().isEmpty()) {
            console.print("all of it can be read: " + words(found));
        } else {
            found.problems().forEach(console::print);
        }
        return found.problems().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private int stats(StoreInspection found) {
        if (output.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("bytes", found.bytes());
            document.put("commits", found.commits());
            document.put("groups", found.state().groups());
            document.put("facts", found.state().facts());
            document.put("waiting", found.state().held().size());
            document.put("alerts", found.alerts());
            document.put("newestAlert", found.newest());
            document.put("droppedAlerts", found.dropped());
            document.put("ids", found.ids());
            document.put("files", files(found));
            console.out().println(JsonLines.write(document));
        } else {
            console.print(words(found));
            files(found)
                    .forEach(one -> console.print(
                            one.get("file") + ": " + one.get("groups") + " groups, " + one.get("facts") + " facts"));
        }
        return found.problems().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private static List<Map<String, Object>> files(StoreInspection found) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (FileState state : found.state().files()) {
            long groups = state.levels().stream()
                    .mapToLong(level -> level.groups().size())
                    .sum();
            long facts = state.levels().stream()
                    .flatMap(level -> level.groups().stream())
                    .mapToLong(group -> group.facts().size())
                    .sum();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("file", state.file());
            one.put("groups", groups);
            one.put("facts", facts);
            files.add(one);
        }
        return files;
    }

    private static String words(StoreInspection found) {
        return found.state().groups() + " groups with " + found.state().facts() + " facts, " + found.alerts()
                + " alerts, " + found.ids() + " ids, in " + found.commits() + " commits and " + found.bytes() / 1024
                + " KiB";
    }
}

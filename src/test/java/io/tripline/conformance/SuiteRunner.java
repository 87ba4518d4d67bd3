package io.tripline.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.conformance.Verdict.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/**
 * Runs conformance suites: {@code --suites DIR [--json]}. Every JSONL file of the folder is a suite; each case goes from
 * source text over DRL text, rule base and decoder to alerts. One object a suite on stdout, all else on stderr. Exits 1 if
 * a case fails.
 */
public final class SuiteRunner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream messages;

    private SuiteRunner(PrintStream out, PrintStream messages) {
        this.out = out;
        this.messages = messages;
    }

    public static void main(String[] arguments) throws IOException {
        LogContext.getLogContext().getLogger("").setLevel(Level.ERROR);
        System.exit(new SuiteRunner(System.out, System.err).run(List.of(arguments)));
    }

    private int run(List<String> arguments) throws IOException {
        Path folder = null;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.startsWith("--suites=")) {
                folder = Path.of(argument.substring("--suites=".length()));
            } else if (argument.equals("--suites") && i + 1 < arguments.size()) {
                folder = Path.of(arguments.get(++i));
            } else {
                messages.println("unknown argument '" + argument + "'");
                return 2;
            }
        }
        if (folder == null || !Files.isDirectory(folder)) {
            messages.println("--suites needs a folder with suites, not " + folder);
            return 2;
        }
        boolean allPassed = true;
        for (Path file : suiteFiles(folder)) {
            SuiteResult result = run(file, SkippedCases.load());
            allPassed &= result.failed().isEmpty();
            report(result, json);
        }
        return allPassed ? 0 : 1;
    }

    /** Files of events belong to the verdicts of the same name. */
    static List<Path> suiteFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> !file.toString().endsWith(".events.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** What became of one suite. */
    record SuiteResult(String suite, int passed, List<Verdict> skipped, List<Verdict> failed) {}

    static SuiteResult run(Path file, SkippedCases skips) {
        String suite = file.getFileName().toString().replaceFirst("\\.jsonl$", "");
        int passed = 0;
        List<Verdict> skipped = new ArrayList<>();
        List<Verdict> failed = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            CaseRunner runner = new CaseRunner(file);
            for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
                JsonNode suiteCase = JSON.readTree(line);
                String reason = skips.reason(suiteCase);
                Verdict verdict = reason == null
                        ? runner.run(suiteCase)
                        : new Verdict(CaseRunner.id(suiteCase), Status.SKIPPED, "", reason);
                switch (verdict.status()) {
                    case PASSED -> passed++;
                    case SKIPPED -> skipped.add(verdict);
                    case FAILED -> failed.add(verdict);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return new SuiteResult(suite, passed, skipped, failed);
    }

    private void report(SuiteResult result, boolean json) {
        if (json) {
            ObjectNode object = JSON.createObjectNode();
            object.put("suite", result.suite());
            object.put("passed", result.passed());
            object.put("failed", result.failed().size());
            object.put("skipped", result.skipped().size());
            ArrayNode failures = object.putArray("failures");
            for (Verdict failure : result.failed()) {
                failures.addObject()
                        .put("id", failure.id())
                        .put("expected", failure.expected())
                        .put("actual", failure.actual());
            }
            out.println(object);
        } else {
            out.printf(
                    "%-48s %5d passed %5d failed %5d skipped%n",
                    result.suite(),
                    result.passed(),
                    result.failed().size(),
                    result.skipped().size());
        }
        for (Verdict failure : result.failed()) {
            messages.println("FAILED " + failure.id() + "\n  expected " + failure.expected() + "\n  actual   "
                    + failure.actual());
        }
        for (Verdict skip : result.skipped()) {
            messages.println("skipped " + skip.id() + ": " + skip.actual());
        }
    }
}

package io.tripline.ruletest;

import io.tripline.alert.Alert;
import io.tripline.config.BadConfiguration;
import io.tripline.config.RuleParameters;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.LoadReport;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Event;
import io.tripline.given.GivenRules;
import io.tripline.given.RuleFailures;
import io.tripline.given.ServedRules;
import io.tripline.ingest.EventDecoder;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.problem.SourceText;
import io.tripline.ruletest.RuleTestFile.Case;
import io.tripline.ruletest.RuleTestFile.Expectation;
import io.tripline.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs test files. Each test has an engine of its own. One thread. */
public final class RuleTestRunner {

    /** Events between two looks at the time. */
    private static final int PART = 500;

    private final TestEvents events;
    private final ServedRules served;
    private final RuleParameters parameters;
    private final TestBounds bounds;

    /**
     * @param served the server's folder
     * @param parameters values of placeholders where a test says none
     */
    public RuleTestRunner(EventDecoder decoder, ServedRules served, RuleParameters parameters, TestBounds bounds) {
        this.served = served;
        this.events = new TestEvents(decoder, bounds);
        this.parameters = parameters;
        this.bounds = bounds;
    }

    /**
     * Runs all tests of a file; never throws for any file.
     *
     * @param name as the user named it
     * @param results told of each test as it ends
     */
    public void run(String name, Path file, Consumer<RuleTestResult> results) {
        RuleTestFile tests;
        GivenRules rules;
        try {
            tests = RuleTestReader.read(new SourceText(name, bounds.read(file)), file, bounds);
            rules = rules(tests, file);
        } catch (YamlNode.Malformed malformed) {
            results.accept(error(name, ProblemPrinter.print(malformed.problem())));
            return;
        } catch (NoSuchFileException e) {
            results.accept(error(name, e.getFile() + ": no such file or folder"));
            return;
        } catch (IOException | BadConfiguration | OverTime e) {
            results.accept(error(name, String.valueOf(e.getMessage())));
            return;
        }
        for (Case test : tests.tests()) {
            if (bounds.isOver().getAsBoolean()) {
                results.accept(error(name, OverTime.MESSAGE));
                return;
            }
            results.accept(run(tests.name(), test, rules));
        }
    }

    private static RuleTestResult error(String name, String message) {
        return RuleTestResult.error(name, 0, "(the file)", List.of(message));
    }

    private GivenRules rules(RuleTestFile tests, Path file) throws IOException {
        RuleParameters values = parameters.under(tests.parameters());
        List<SourceText> inline = new ArrayList<>();
        for (int i = 0; i < tests.inline().size(); i++) {
            inline.add(new SourceText("inline/rule " + (i + 1), tests.inline().get(i)));
        }
        for (Path rule : tests.rules()) {
            check(rule);
        }
        GivenRules rules = GivenRules.read(tests.rules(), served, values, bounds::check)
                .and(GivenRules.ofTexts(inline, values.of(file)));
        if (rules.drl().size() > bounds.rules()) {
            throw new IOException("the tests are of more than " + bounds.rules() + " rule files");
        }
        return rules;
    }

    /** With the DRL that is read if it stands beside. */
    private void check(Path rule) throws IOException {
        bounds.check(rule);
        String name = String.valueOf(rule.getFileName());
        Path drl = rule.resolveSibling(name.substring(0, Math.max(0, name.lastIndexOf('.'))) + ".drl");
        if (Files.exists(drl)) {
            bounds.check(drl);
        }
    }

    private RuleTestResult run(String file, Case test, GivenRules rules) {
        if (!rules.refused().isEmpty()) {
            return RuleTestResult.error(file, test.line(), test.name(), printed(rules.problems()));
        }
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            LoadReport report = rules.loadInto(engine, bounds::check);
            if (!report.broken().isEmpty()) {
                return RuleTestResult.error(file, test.line(), test.name(), printed(report.problems()));
            }
            return run(file, test, engine);
        } catch (YamlNode.Malformed malformed) {
            return RuleTestResult.error(
                    file, test.line(), test.name(), List.of(ProblemPrinter.print(malformed.problem())));
        } catch (OverTime over) {
            return RuleTestResult.error(file, test.line(), test.name(), List.of(OverTime.MESSAGE));
        }
    }

    private static List<String> printed(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(ProblemPrinter::print)
                .toList();
    }

    private RuleTestResult run(String file, Case test, Engine engine) {
        List<Event> given = events.of(test);
        List<Alert> alerts = processed(given, engine);
        Map<String, Integer> held = engine.streams();
        alerts.addAll(engine.drain());
        RaisedAlert.Numbering numbering = new RaisedAlert.Numbering(given);
        List<RaisedAlert> raised = alerts.stream()
                .map(alert -> RaisedAlert.of(alert, test.start(), numbering))
                .toList();
        AlertMatching matching = new AlertMatching(test.expect(), raised);
        List<String> messages = new ArrayList<>(RuleFailures.lines(engine));
        missing(matching, messages);
        unexpected(matching, messages);
        if (!matching.missing().isEmpty()) {
            messages.addAll(counters(engine, held));
        }
        if (!matching.missing().isEmpty() || !matching.unexpected().isEmpty()) {
            messages.add(got(raised));
        }
        messages.addAll(StreamCheck.messages(test.empty(), engine.streams()));
        return new RuleTestResult(
                file,
                test.line(),
                test.name(),
                messages.isEmpty() ? RuleTestResult.Status.PASSED : RuleTestResult.Status.FAILED,
                test.expect().stream().map(Expectation::document).toList(),
                raised.stream().map(RaisedAlert::document).toList(),
                messages);
    }

    private List<Alert> processed(List<Event> given, Engine engine) {
        List<Alert> alerts = new ArrayList<>();
        for (int from = 0; from < given.size(); from += PART) {
            bounds.check();
            alerts.addAll(engine.process(given.subList(from, Math.min(given.size(), from + PART))));
        }
        return alerts;
    }

    private static void missing(AlertMatching matching, List<String> messages) {
        for (Expectation expected : matching.missing()) {
            StringBuilder message = new StringBuilder("not raised: ").append(PastedYaml.line(expected.document()));
            List<String> nearest = List.of();
            for (RaisedAlert alert : matching.unexpected()) {
                List<String> differences = alert.differences(expected);
                if (nearest.isEmpty() || differences.size() < nearest.size()) {
                    nearest = differences;
                }
            }
            if (!nearest.isEmpty()) {
                message.append("\n  the nearest alert has ").append(String.join(", ", nearest));
            }
            messages.add(message.toString());
        }
    }

    private static void unexpected(AlertMatching matching, List<String> messages) {
        for (RaisedAlert alert : matching.unexpected()) {
            messages.add("not expected: " + PastedYaml.line(alert.expectation()) + "\n  "
                    + alert.alert().getReason());
        }
    }

    /** To be pasted in place of what the test expects, where that was wrong. */
    private static String got(List<RaisedAlert> raised) {
        StringBuilder got = new StringBuilder("what was raised, to be pasted where that is right:\nexpect:");
        if (raised.isEmpty()) {
            return got.append(" []").toString();
        }
        raised.forEach(alert -> got.append("\n  - ").append(PastedYaml.line(alert.expectation())));
        return got.toString();
    }

    /** Why there was no alert: how far the events came, and what was left in the windows when the last one had come. */
    private static List<String> counters(Engine engine, Map<String, Integer> held) {
        List<String> lines = new ArrayList<>();
        for (LoadedRule rule : engine.rules()) {
            RuleOutline outline = rule.outline();
            long matched = rule.counters().matched();
            String found = outline.condition() == null
                    ? "found something " + matched + (matched == 1 ? " time" : " times")
                    : "matched " + matched + " of " + engine.evaluated() + " events";
            String late = rule.counters().lateMatches() == 0
                    ? ""
                    : ", " + rule.counters().lateMatches() + " too late";
            lines.add("rule \"" + outline.name() + "\"" + asks(outline) + " " + found + late + windows(outline, held));
        }
        return lines;
    }

    private static String asks(RuleOutline rule) {
        RuleOutline.Window window = rule.window();
        String bounds = rule.bounds();
        if (bounds.isEmpty() || window == null) {
            return "";
        }
        return " (" + bounds + " within " + window.text() + ")";
    }

    private static String windows(RuleOutline rule, Map<String, Integer> held) {
        StringBuilder text = new StringBuilder();
        rule.reads().stream().sorted().filter(held::containsKey).forEach(stream -> text.append(
                        "; after the last event '")
                .append(stream)
                .append("' held ")
                .append(held.get(stream))
                .append(" matches and alerts"));
        return text.toString();
    }
}

package io.tripline.live.rules;

import io.tripline.drl.DrlFolder.WriteResult;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.list.ValueLists;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.ProblemPrinter;
import io.tripline.translate.Translation;
import io.tripline.translate.Translation.Status;
import io.tripline.translate.Translation.TranslatedRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the log says of the rules folder: which file, which rules, which lines. Text of rules is made visible. */
public final class RuleLog {

    /** How much an entry weighs. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    private final BiConsumer<Level, String> log;

    /** @param log takes entries of one or more lines, without a line feed at the end */
    public RuleLog(BiConsumer<Level, String> log) {
        this.log = log;
    }

    void problem(Problem problem) {
        Level level =
                switch (problem.severity()) {
                    case ERROR -> Level.ERROR;
                    case WARNING -> Level.WARNING;
                    case NOTE -> Level.INFO;
                };
        log.accept(level, ProblemPrinter.print(problem));
    }

    void list(ValueLists.Read read) {
        Problem problem = read.problem();
        if (problem == null) {
            log.accept(
                    Level.INFO,
                    visible("the list \"" + read.list() + "\" was read: " + read.entries()
                            + (read.entries() == 1 ? " entry, " : " entries, ") + (read.memory() + 1023) / 1024
                            + " KiB"));
        } else {
            problem(problem);
        }
    }

    void unreachable(Path folder, IOException failure) {
        log.accept(
                Level.ERROR,
                "the rules folder " + folder + " cannot be read, the rules stay as they are: "
                        + visible(failure.toString()));
    }

    void withoutNotices(Path folder, Exception failure) {
        log.accept(
                Level.WARNING,
                "the system tells nothing of changes in " + folder
                        + ", so its files are looked at a few times a second: " + visible(failure.toString()));
    }

    void sourceGone(Path source, Path drl, boolean drlStays) {
        log.accept(
                Level.INFO,
                drlStays
                        ? visible(source + " is gone; " + drl + " stays and runs: delete it as well to end the rule")
                        : visible(source + " is gone"));
    }

    /**
     * While serving: what a new or changed source became.
     *
     * @param lines of its DRL that are others than before, each after a line feed
     */
    void translated(Translation translation, String lines) {
        String rules = translation.rules().stream()
                .filter(rule -> rule.status() != Status.REFUSED)
                .map(RuleLog::fidelity)
                .collect(Collectors.joining("; "));
        if (!rules.isEmpty()) {
            String source = translation.source().text().file();
            log.accept(Level.INFO, visible(source + " translated: " + rules) + lines);
        }
    }

    private static String fidelity(TranslatedRule rule) {
        String status = "\"" + rule.title() + "\" " + rule.status().word();
        return rule.reasons().isEmpty() ? status : status + ": " + String.join(", ", rule.reasons());
    }

    void refused(Path source, boolean formerRuns) {
        log.accept(
                Level.ERROR,
                visible(source + " is refused"
                        + (formerRuns ? "; what it was translated to before keeps running" : "")));
    }

    /** The source says something else than before, and the DRL that a person edited stays. */
    void edited(Path source, Path drl) {
        log.accept(
                Level.WARNING,
                visible(drl + " was edited by hand and stays as it is, though " + source
                        + " says something else now; 'tripline translate --diff' shows both"));
    }

    void loading(int translated, int loaded) {
        log.accept(
                Level.INFO,
                "the rules are loading: " + translated + " sources translated, " + loaded + " files loaded …");
    }

    /** At the start: a file that is written anew though nobody changed its source while we looked. */
    void writtenAnew(Path source, WriteResult.Written written, String text) {
        String before = String.valueOf(written.before());
        boolean weaker = isApproximation(text) && !isApproximation(before);
        log.accept(
                weaker ? Level.WARNING : Level.INFO,
                visible(written.file() + " is written anew from " + source
                                + (weaker
                                        ? ", and is only an approximation now: the rule, or values of placeholders, changed"
                                        : ""))
                        + lines(before, text));
    }

    private static String lines(String before, String after) {
        return LineDiff.of(before, after).stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    private static boolean isApproximation(String drl) {
        return drl.lines()
                .takeWhile(line -> line.startsWith("//"))
                .anyMatch(line -> line.startsWith("// An approximation: "));
    }

    void notWritten(Path source, String reason) {
        log.accept(
                Level.WARNING,
                visible("the DRL of " + source + " cannot be written (" + reason + "); it runs all the same"));
    }

    void warning(String sentence) {
        log.accept(Level.WARNING, visible(sentence));
    }

    void parametersUnreadable(String why) {
        log.accept(Level.ERROR, visible(why + "; the values before stay"));
    }

    void parametersWithoutEffect(Path drl) {
        log.accept(
                Level.WARNING,
                visible(drl
                        + " was edited by hand: the configured parameters have no effect on it. Edit its numbers, or"
                        + " have it written anew with 'tripline translate --force'"));
    }

    /**
     * While serving: a DRL file came, changed, broke or went.
     *
     * @param translated the change of its source that it comes from; null where there was none
     */
    void changed(DrlLoader.Change change, @Nullable Translation translated) {
        String file = visible(change.file());
        DrlState before = change.before();
        String ran = before == null ? null : before.liveText();
        switch (change.after()) {
            case null ->
                log.accept(Level.INFO, file + " deleted: " + rules(change.ruleNames()) + " no more, state and all");
            case DrlState.Broken broken -> notCompiled(broken.problems(), file, "is broken and does not run");
            case DrlState.Older older ->
                notCompiled(older.problems(), file, "is broken; the version before keeps running");
            case DrlState.Off off -> {
                log.accept(Level.INFO, file + " is switched off by configuration");
                off.problems().forEach(this::problem);
            }
            case DrlState.Live live -> {
                String changed = ran == null ? "" : lines(ran, live.text());
                if (translated != null) {
                    translated(translated, changed);
                } else if (ran == null) {
                    log.accept(Level.INFO, file + " loaded: " + rules(change.ruleNames()));
                } else {
                    log.accept(Level.INFO, file + " changed: " + rules(change.ruleNames()) + " as edited" + changed);
                }
                live.problems().forEach(this::problem);
            }
        }
    }

    private void notCompiled(List<Problem> problems, String file, String rest) {
        String errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(ProblemPrinter::print)
                .collect(Collectors.joining("\n"));
        log.accept(Level.ERROR, errors + "\n" + file + " " + rest);
    }

    void failing(RuleGuard rule, long times) {
        log.accept(
                Level.WARNING,
                visible("rule \"" + rule.rule() + "\" of " + rule.file() + " failed " + times
                        + (times == 1 ? " time" : " times") + "; nothing of that came out, other rules go on. At last: "
                        + rule.last()));
    }

    void switchedOff(RuleGuard rule) {
        log.accept(
                Level.ERROR,
                visible("rule \"" + rule.rule() + "\" of " + rule.file() + " is switched off: " + rule.off()
                        + ". Edit its file to start it again"));
    }

    /** A failure that no rule could be blamed for. */
    void stumbled(long times, String last) {
        log.accept(
                Level.ERROR,
                visible("the engine failed " + times + (times == 1 ? " time" : " times")
                        + " outside of any rule; the events went on without what it was about. At last: " + last));
    }

    private static String rules(List<String> names) {
        return names.isEmpty()
                ? "its rules run"
                : names.stream().map(name -> "\"" + visible(name) + "\"").collect(Collectors.joining(", "))
                        + (names.size() == 1 ? " runs" : " run");
    }

    private static String visible(String text) {
        return ProblemPrinter.visible(text);
    }
}

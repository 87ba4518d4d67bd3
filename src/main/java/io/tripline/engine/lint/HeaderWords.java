package io.tripline.engine.lint;

import io.tripline.engine.compile.RuleOutline;
import io.tripline.engine.compile.RuleShape.FactPattern;
import io.tripline.engine.compile.RuleShape.Role;
import io.tripline.engine.lint.Header.Answer;
import io.tripline.engine.lint.Header.Question;
import io.tripline.engine.read.Bound;
import io.tripline.engine.read.Effect;
import io.tripline.problem.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.base.time.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Words on top of a file that an edit of the rule below has made untrue. Looked at in files with one rule, by its id, that raises
 * alerts, where the words are the generator's.
 */
final class HeaderWords implements Lint {

    private static final String SPAN = "(\\d{1,9}(?:ms|s|m|h|d))";
    private static final Pattern WITHIN = Pattern.compile(SPAN + "(?:[,:].*)?");
    private static final Pattern SILENCE = Pattern.compile("one alert(?: per .+)? per " + SPAN + "(?:;.*)?");
    private static final Pattern NOT_SEEN = Pattern.compile("one alert per .+, until it was not seen for " + SPAN);

    private static final String AMOUNT =
            "(more than|at least|fewer than|less than|at most|exactly|other than) (-?\\d{1,40}(?:\\.\\d{1,40})?)";

    /** What is counted follows its amount; what is summed up stands in front. */
    private static final Pattern AMOUNTS =
            Pattern.compile("\\b" + AMOUNT + "(?= × | different | minutes between )|\\bof " + AMOUNT + "(?= and |$)");

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._@: \\-\\[\\]{}#/]+");

    @Override
    public void look(LintedFile file) {
        List<RuleOutline> raising =
                file.rules().stream().filter(RuleOutline::raises).toList();
        Header header = Header.of(file);
        boolean one = raising.stream().map(RuleOutline::id).distinct().count() == 1;
        if (one && !header.answers().isEmpty()) {
            RuleOutline rule = raising.getFirst();
            amounts(file, header.answer(Question.ALERTS_WHEN), rule);
            groups(file, header.answer(Question.PER), rule);
            window(file, header.answer(Question.WITHIN), rule);
            silence(file, header.answer(Question.AT_MOST), rule);
        }
    }

    private static void untrue(LintedFile file, Answer answer, String says, String does) {
        file.add(
                Severity.WARNING,
                answer.line(),
                answer.column(),
                answer.text().length(),
                "the header says \"" + says + "\", but the rule " + does,
                "write what the rule does: readers believe the header");
    }

    private static void amounts(LintedFile file, @Nullable Answer answer, RuleOutline rule) {
        if (answer == null || !answer.isWhole()) {
            return;
        }
        List<String> said = new ArrayList<>();
        Matcher amount = AMOUNTS.matcher(answer.text());
        while (amount.find()) {
            boolean counted = amount.group(1) != null;
            String comparison = amount.group(counted ? 1 : 3).replace("fewer", "less");
            said.add(comparison + " " + amount.group(counted ? 2 : 4));
        }
        List<String> done = rule.shape().aggregates().stream()
                .flatMap(aggregate -> aggregate.conditions().stream())
                .flatMap(condition -> Bound.in(condition).stream())
                .map(Bounds::inWords)
                .toList();
        if (!said.isEmpty() && !said.equals(done)) {
            untrue(
                    file,
                    answer,
                    String.join(" and ", said),
                    done.isEmpty() ? "has no such condition" : "asks for " + String.join(" and ", done));
        }
    }

    private static void groups(LintedFile file, @Nullable Answer answer, RuleOutline rule) {
        if (answer == null || !answer.isWhole()) {
            return;
        }
        Set<String> streams = rule.reads();
        for (RuleOutline writer : file.rules()) {
            for (Effect effect : writer.shape().effects()) {
                if (!(effect instanceof Effect.Write write)) {
                    continue;
                }
                List<String> names =
                        write.keys().stream().map(key -> key.key().name()).toList();
                String groups = names.isEmpty() ? "all events together" : String.join(", ", names);
                if (streams.contains(write.stream())
                        && PLAIN.matcher(groups.replace(",", "")).matches()
                        && !groups.replaceAll("\\s+", " ").strip().equals(answer.text())) {
                    untrue(
                            file,
                            answer,
                            "per " + answer.text(),
                            names.isEmpty() ? "has one group for all" : "groups by " + groups);
                    return;
                }
            }
        }
    }

    private static void window(LintedFile file, @Nullable Answer answer, RuleOutline rule) {
        compareSpan(file, answer, WITHIN, span(rule, "Match", null), "looks back over ", "has no window");
    }

    private static void silence(LintedFile file, @Nullable Answer answer, RuleOutline rule) {
        compareSpan(
                file,
                answer,
                SILENCE,
                span(rule, "Alert", Role.NOT),
                "keeps a group silent for ",
                "has no line that keeps a group silent, such as not( Alert( group == $group ) over window:time( … ) … )");
        compareSpan(
                file,
                answer,
                NOT_SEEN,
                span(rule, "Match", Role.NOT),
                "looks back over ",
                "does not look back at them");
    }

    private static void compareSpan(
            LintedFile file,
            @Nullable Answer answer,
            Pattern form,
            RuleOutline.@Nullable Window done,
            String does,
            String doesNot) {
        Matcher said = answer == null ? null : form.matcher(answer.text());
        if (answer == null || said == null || !said.matches()) {
            return;
        }
        if (done == null) {
            untrue(file, answer, said.group(1), doesNot);
        } else if (TimeUtils.parseTimeString(said.group(1)) != done.millis()) {
            untrue(file, answer, said.group(1), does + done.text());
        }
    }

    /** The longest of the rule's patterns on that type of fact. */
    private static RuleOutline.@Nullable Window span(RuleOutline rule, String type, @Nullable Role role) {
        return rule.shape().patterns().stream()
                .filter(pattern -> pattern.type().equals(type) && (role == null || pattern.role() == role))
                .map(FactPattern::window)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(RuleOutline.Window::millis))
                .orElse(null);
    }
}

package io.tripline.web.rules;

import io.tripline.engine.Engine;
import io.tripline.engine.Explanation;
import io.tripline.engine.LoadedRule;
import io.tripline.engine.NearestRules;
import io.tripline.engine.NearestRules.Near;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.event.Event;
import io.tripline.event.Origin;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.SaidTime;
import io.tripline.live.rules.LiveGraph;
import io.tripline.live.rules.RuleGraph;
import io.tripline.problem.Cut;
import io.tripline.problem.ProblemPrinter;
import io.tripline.web.rules.ExplanationView.About;
import io.tripline.web.rules.ExplanationView.Explanations;
import io.tripline.web.rules.ExplanationView.Node;
import io.tripline.web.rules.ExplanationView.OfRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why rules match an event, or why not. Nothing comes of the event. Any thread. */
public final class ExplanationPages {

    private static final int MOST_RULES = 10;
    private static final int MOST_STAGES = 50;
    private static final int MOST_NODES = 500;
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_VALUE = 500;

    /** For the tests of all rules. */
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(500);

    /** After that no more groups are looked for; a look waits for its turn. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private static final int MOST_GROUPS = 20;

    private final Engine engine;
    private final LiveGraph graph;
    private final LongSupplier nanoClock;

    /** @param begin on the nano clock */
    private record Question(Event event, RuleGraph graph, long begin) {}

    /** @param nanoClock {@link System#nanoTime} or a test's own */
    public ExplanationPages(Engine engine, LiveGraph graph, LongSupplier nanoClock) {
        this.engine = engine;
        this.graph = graph;
        this.nanoClock = nanoClock;
    }

    /**
     * Of the match rules that lead to the alerts of one.
     *
     * @return null if no such rule runs
     */
    public @Nullable Explanations ofRule(AskedEvent asked, String id) {
        Question question = new Question(asked.first().event(), graph.now(), nanoClock.getAsLong());
        LoadedRule rule = engine.raising(id);
        if (rule == null) {
            return null;
        }
        List<Near> stages = question.graph().stages(rule).stream()
                .map(stage -> NearestRules.of(stage, question.event()))
                .filter(Objects::nonNull)
                .toList();
        List<OfRule> told = stages.stream()
                .limit(MOST_STAGES)
                .map(near -> of(near, question))
                .toList();
        return new Explanations(about(asked), told, told.size(), stages.size() - told.size());
    }

    /** Of the rules that are nearest. */
    public Explanations nearest(AskedEvent asked) {
        Question question = new Question(asked.first().event(), graph.now(), nanoClock.getAsLong());
        NearestRules nearest = NearestRules.of(
                question.graph().rules(), question.event(), MOST_RULES, () -> took(question, LONGEST_SEARCH));
        return new Explanations(
                about(asked),
                nearest.explanations().stream().map(near -> of(near, question)).toList(),
                nearest.lookedAt(),
                nearest.left());
    }

    private boolean took(Question question, Duration longest) {
        return nanoClock.getAsLong() - question.begin() > longest.toNanos();
    }

    private static About about(AskedEvent asked) {
        Decoded decoded = asked.first();
        Event event = decoded.event();
        Origin origin = event.origin();
        return new About(
                shown(event.getId(), LONGEST_VALUE),
                Instant.ofEpochMilli(event.getTimestamp()).toString(),
                decoded.time() instanceof SaidTime.Unreadable(String complaint) ? shown(complaint, LONGEST_TEXT) : null,
                decoded.format(),
                words(origin.products()),
                words(origin.categories()),
                words(origin.services()),
                asked.count());
    }

    private static List<String> words(Set<String> words) {
        return words.stream().sorted().toList();
    }

    private OfRule of(Near near, Question question) {
        Explanation explanation = near.explanation();
        RuleOutline rule = explanation.rule();
        List<RuleOutline> readers = question.graph().onward(rule);
        List<String> ids = new ArrayList<>();
        if (rule.raises()) {
            ids.add(rule.id());
        }
        readers.stream().filter(RuleOutline::raises).map(RuleOutline::id).forEach(ids::add);
        int[] left = {MOST_NODES};
        Node tree = node(explanation.tree(), left);
        return new OfRule(
                ids.stream().distinct().toList(),
                rule.name(),
                rule.file(),
                rule.line(),
                explanation.holds(),
                rule.raises(),
                near.missing(),
                tree,
                left[0] < 0,
                groups(readers, question));
    }

    private List<StreamView.Group> groups(List<RuleOutline> readers, Question question) {
        Map<String, Set<String>> names = readers.stream()
                .collect(Collectors.groupingBy(
                        RuleOutline::file,
                        LinkedHashMap::new,
                        Collectors.mapping(RuleOutline::name, Collectors.toSet())));
        List<StreamView.Group> groups = new ArrayList<>();
        names.forEach((file, rules) -> {
            if (groups.size() < MOST_GROUPS && !took(question, LONGEST_LOOK)) {
                engine.nearness(file, question.event()).entrySet().stream()
                        .filter(rule -> rules.contains(rule.getKey()))
                        .limit(MOST_GROUPS)
                        .forEach(rule -> groups.add(StreamPages.group(rule.getKey(), rule.getValue())));
            }
        });
        return groups;
    }

    /** @param left nodes that may still be told; below 0 if some were not */
    private static Node node(Explanation.Node node, int[] left) {
        left[0]--;
        List<Node> parts = new ArrayList<>();
        for (Explanation.Node part : node.parts()) {
            if (left[0] <= 0) {
                left[0] = -1;
                break;
            }
            parts.add(node(part, left));
        }
        return new Node(
                shown(node.text(), LONGEST_TEXT),
                node.known() ? node.holds() ? "held" : "failed" : "unknown",
                node.holds(),
                node.tested(),
                node.actual().stream()
                        .limit(MOST_VALUES)
                        .map(value -> shown(value, LONGEST_VALUE))
                        .toList(),
                parts);
    }

    private static String shown(String text, int longest) {
        return ProblemPrinter.visible(Cut.after(longest, text));
    }
}

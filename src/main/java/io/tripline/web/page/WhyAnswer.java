package io.tripline.web.page;

import io.tripline.event.Origin;
import io.tripline.ingest.EventDecoder;
import io.tripline.web.rules.ExplanationView.About;
import io.tripline.web.rules.ExplanationView.Explanations;
import io.tripline.web.rules.ExplanationView.OfRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why rules match an event, or why not, as it is shown.
 *
 * @param title the answer in a sentence
 * @param rule the one that was asked; null: the nearest of all
 * @param event what the event was understood as, in words
 * @param notes what else is to be known
 */
public record WhyAnswer(String title, @Nullable Link rule, List<String> event, List<String> notes, List<Shown> rules) {

    /** Characters of conditions. */
    private static final int MOST_CHARACTERS = 60_000;

    /** Lines that say why a rule does not match, where others are shown beside it. */
    private static final int MOST_FAULTS = 12;

    private static final int MOST_LINKS = 5;
    private static final int MOST_GROUPS = 20;
    private static final int LONGEST_NAME = 200;

    /** A rule that alerts. */
    public record Link(String id, String title, String address) {

        /** @param titles by the id of a rule that runs */
        static Link of(String id, Function<String, @Nullable String> titles) {
            String title = titles.apply(id);
            return new Link(
                    id, title == null ? id : title, Address.of("/rules", id).toString());
        }
    }

    /**
     * A match rule.
     *
     * @param place file and line
     * @param alerts the rules that alert because of it, beside the one that was asked
     * @param more further ones
     * @param verdict what comes of a match, and what is missing for one
     * @param counted whether its matches are counted by others, so that windows matter
     * @param groups what windows hold for the group of the event
     */
    public record Shown(
            String name,
            String place,
            List<Link> alerts,
            int more,
            boolean matches,
            String verdict,
            ConditionTree tree,
            boolean counted,
            List<GroupShown> groups) {}

    /**
     * @param asked the id of the rule that was asked; null: none
     * @param titles by the id of a rule that runs
     */
    static WhyAnswer of(Explanations told, @Nullable String asked, Function<String, @Nullable String> titles) {
        Excerpts excerpts = new Excerpts(MOST_CHARACTERS);
        return new WhyAnswer(
                asked == null ? nearest(told.rules()) : ofOne(told.rules()),
                asked == null ? null : Link.of(asked, titles),
                event(told.event()),
                notes(told),
                told.rules().stream()
                        .map(rule -> shown(rule, asked, excerpts, titles))
                        .toList());
    }

    private static String nearest(List<OfRule> rules) {
        long matching = rules.stream().filter(OfRule::matches).count();
        if (rules.isEmpty()) {
            return "No rule is near: none that runs looks at such a log and at a field of the event.";
        }
        return matching == 0
                ? "No rule matches. The nearest:"
                : matching == rules.size() && matching > 1
                        ? "All of the nearest " + matching + " rules match."
                        : matching == 1 ? "One rule matches." : matching + " rules match.";
    }

    private static String ofOne(List<OfRule> stages) {
        long matching = stages.stream().filter(OfRule::matches).count();
        if (stages.isEmpty()) {
            return "The rule looks at no event itself.";
        }
        OfRule first = stages.getFirst();
        if (stages.size() > 1) {
            return "It matches " + matching + " of the " + stages.size() + " rules that lead to the alert.";
        }
        return first.matches()
                ? first.raises() ? "It matches: the rule alerts." : "It matches, and is counted."
                : "It does not match: " + missing(first.missing()) + ".";
    }

    private static String missing(int tests) {
        return tests == 1
                ? "one test would have to come out otherwise"
                : tests + " tests would have to come out otherwise";
    }

    private static List<String> event(About event) {
        List<String> words = new ArrayList<>();
        words.add(event.id());
        words.add(event.time());
        words.add(
                switch (event.format()) {
                    case EventDecoder.UNRECOGNISED -> "its log is not known";
                    case EventDecoder.SAID -> "its log is as it is said";
                    default -> "format " + event.format();
                });
        add("product", event.products(), words);
        add("service", event.services(), words);
        add("category", event.categories(), words);
        return words;
    }

    private static void add(String part, List<String> of, List<String> words) {
        if (!of.isEmpty() && !of.equals(List.of(Origin.NONE))) {
            words.add(part + " " + String.join(" or ", of));
        }
    }

    private static List<String> notes(Explanations told) {
        String complaint = told.event().timeComplaint();
        return Stream.of(
                        complaint == null ? "" : "Its time is taken to be now: " + complaint + ".",
                        told.event().events() == 1
                                ? ""
                                : "The first of the " + told.event().events() + " events in it is explained.",
                        told.left() == 0 ? "" : "There was no time for " + told.left() + " further rules.")
                .filter(note -> !note.isEmpty())
                .toList();
    }

    private static Shown shown(
            OfRule rule, @Nullable String asked, Excerpts excerpts, Function<String, @Nullable String> titles) {
        ConditionTree tree = asked == null
                ? ConditionTree.atFault(rule.condition(), MOST_FAULTS, excerpts)
                : ConditionTree.of(rule.condition(), excerpts);
        List<String> others =
                rule.ids().stream().filter(id -> !id.equals(asked)).toList();
        return new Shown(
                excerpts.of(rule.rule(), LONGEST_NAME),
                rule.file() + ":" + rule.line(),
                others.stream().limit(MOST_LINKS).map(id -> Link.of(id, titles)).toList(),
                Math.max(0, others.size() - MOST_LINKS),
                rule.matches(),
                (rule.raises() ? "a match is an alert" : "matches are counted")
                        + (rule.matches() ? "" : " · " + missing(rule.missing())),
                new ConditionTree(tree.steps(), tree.cut() || rule.cut()),
                !rule.raises(),
                rule.groups().stream().limit(MOST_GROUPS).map(GroupShown::of).toList());
    }
}

package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Eql.MaxSpan;
import io.tripline.dialect.elastic.eql.Eql.Term;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.event.FieldPath;
import io.tripline.problem.Problem.Severity;
import io.tripline.rule.Condition;
import io.tripline.rule.Detection;
import io.tripline.rule.GroupBy;
import io.tripline.rule.LogSource;
import io.tripline.rule.Pattern;
import io.tripline.rule.Pattern.Input;
import io.tripline.rule.Pattern.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence or a sample asks of several events. A term without a category is {@code any event}; the clause of each is its
 * own text.
 */
public final class CorrelationLowering {

    /** More events are a mistake: each that is under way is kept. */
    private static final int MOST_STEPS = 1000;

    private static final int MOST_KEYS = 20;

    private final String text;
    private final EqlLowering events;
    private final FieldPath categoryField;
    private final UnaryOperator<Condition> filtered;
    private final Duration lookback;
    private final List<QueryProblem> findings;

    /** @param pattern null exactly where a finding is an error */
    public record Lowered(@Nullable Pattern pattern, List<QueryProblem> findings) {
        public Lowered {
            findings = List.copyOf(findings);
        }
    }

    private CorrelationLowering(
            String text, FieldPath categoryField, UnaryOperator<Condition> filtered, Duration lookback) {
        this.text = text;
        this.categoryField = categoryField;
        this.filtered = filtered;
        this.lookback = lookback;
        this.findings = new ArrayList<>();
        this.events = new EqlLowering(findings);
    }

    /**
     * Never throws; all that cannot be translated is found at once.
     *
     * @param text of the query
     * @param categoryField what {@code process where} compares
     * @param filtered what each event must be besides
     * @param lookback how far apart the first and the last event may be where the query does not say
     */
    public static Lowered lower(
            Eql.Correlation query,
            String text,
            FieldPath categoryField,
            UnaryOperator<Condition> filtered,
            Duration lookback) {
        CorrelationLowering lowering = new CorrelationLowering(text, categoryField, filtered, lookback);
        Pattern pattern =
                switch (query) {
                    case Eql.Sequence sequence -> lowering.sequence(sequence);
                    case Eql.Sample sample -> lowering.sample(sample);
                };
        lowering.events.refusePipes(query);
        boolean isRefused = lowering.findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return new Lowered(isRefused ? null : pattern, lowering.findings);
    }

    private Sequence sequence(Eql.Sequence sequence) {
        List<Sequence.Term> terms = new ArrayList<>();
        for (Term term : sequence.terms()) {
            terms.add(new Sequence.Term(detection(term.filter(), term.span()), term.missing(), term.runs()));
            if (term.missing() && term.runs() > 1) {
                error(term.span(), "what is missing cannot come several times", "remove 'with runs'");
            }
        }
        Term until = sequence.until();
        checkMissing(sequence);
        int steps = terms.stream()
                .filter(term -> !term.missing())
                .mapToInt(Sequence.Term::runs)
                .sum();
        if (steps > MOST_STEPS) {
            error(sequence.span(), "a sequence of more than " + MOST_STEPS + " events", "ask for fewer");
        }
        return new Sequence(
                terms,
                groups(sequence.by(), sequence.terms(), until),
                maxSpan(sequence),
                until == null ? null : detection(until.filter(), until.span()));
    }

    private void checkMissing(Eql.Sequence sequence) {
        List<Term> terms = sequence.terms();
        boolean first = terms.getFirst().missing();
        boolean last = terms.getLast().missing();
        if (terms.stream().allMatch(Term::missing)) {
            error(sequence.span(), "in a sequence something must come: all of it is missing", "remove a '!'");
        } else if (last && (first || sequence.until() != null || isLongerThanOne(terms))) {
            error(
                    terms.getLast().span(),
                    "'![ ]' as the last term is supported behind one '[ ]' alone: after several, what is left of maxspan "
                            + "differs from sequence to sequence",
                    "write a rule for the last '[ ]' and the '![ ]' behind it, and one for the sequence before");
        }
        if (sequence.until() != null && sequence.until().missing()) {
            error(sequence.until().span(), "'until' ends with what comes", "remove the '!'");
        }
    }

    private static boolean isLongerThanOne(List<Term> terms) {
        return terms.stream()
                        .filter(term -> !term.missing())
                        .mapToInt(Term::runs)
                        .sum()
                > 1;
    }

    private Duration maxSpan(Eql.Sequence sequence) {
        MaxSpan span = sequence.maxSpan();
        if (span == null) {
            if (sequence.terms().stream().anyMatch(Term::missing)) {
                error(
                        sequence.span(),
                        "what is missing is missing for a time, and there is no maxspan",
                        "add 'with maxspan=5m' behind 'sequence' and its keys");
                return lookback;
            }
            findings.add(QueryProblem.warning(
                    sequence.span(),
                    "a sequence without maxspan is no longer than the rule looks back ('from')",
                    "add 'with maxspan=…' behind 'sequence' and its keys"));
            return lookback;
        }
        if (span.value() == 0) {
            error(span.span(), "maxspan must be longer than nothing", "write 'maxspan=1ms' or more");
        }
        return switch (span.unit()) {
            case "ms" -> Duration.ofMillis(span.value());
            case "s" -> Duration.ofSeconds(span.value());
            case "m" -> Duration.ofMinutes(span.value());
            case "h" -> Duration.ofHours(span.value());
            default -> Duration.ofDays(span.value());
        };
    }

    /** All terms, in any order; Elastic looks for them in what the rule looks back at. */
    private Pattern sample(Eql.Sample sample) {
        List<Input> inputs = new ArrayList<>();
        for (Term term : sample.terms()) {
            inputs.add(new Input.Events(detection(term.filter(), term.span())));
            if (term.missing() || term.runs() > 1) {
                error(term.span(), "a sample has neither '![ ]' nor 'with runs'", "write a sequence");
            }
        }
        if (sample.by().isEmpty() && sample.terms().getFirst().by().isEmpty()) {
            error(sample.span(), "a sample needs a key", "add 'by field' behind 'sample'");
        }
        findings.add(QueryProblem.warning(
                sample.span(),
                "a sample is one alert per key within the time that the rule looks back, and one event may stand for two of its terms",
                "nothing to do if that is fine"));
        return new Pattern.Temporal(inputs, groups(sample.by(), sample.terms(), null), lookback, null);
    }

    private Detection detection(Eql.EventFilter filter, Span span) {
        String category = filter.category();
        return new Detection(
                category == null ? "any event" : category,
                text.substring(span.start(), span.end()),
                LogSource.ANY,
                filtered.apply(events.filter(filter, categoryField)));
    }

    /** The keys of all, then the keys of each, in the order of the terms. */
    private List<GroupBy> groups(List<Expression> common, List<Term> coming, @Nullable Term until) {
        List<Term> terms = new ArrayList<>(coming);
        if (until != null) {
            terms.add(until);
        }
        List<GroupBy> groups = new ArrayList<>();
        for (Expression key : common) {
            groups.add(group(List.of(key), terms, until));
        }
        int own = terms.getFirst().by().size();
        for (Term term : terms) {
            if (term.by().size() != own) {
                error(
                        term.span(),
                        "this term has " + keys(term.by().size()) + ", the first has " + keys(own),
                        "give each term as many keys, in the same order");
                return groups;
            }
        }
        for (int i = 0; i < own; i++) {
            int key = i;
            groups.add(group(terms.stream().map(term -> term.by().get(key)).toList(), terms, until));
        }
        if (groups.size() > MOST_KEYS) {
            error(terms.getFirst().span(), "more than " + MOST_KEYS + " keys", "join by fewer fields");
        }
        return groups;
    }

    private static String keys(int count) {
        return count == 0 ? "no keys" : count == 1 ? "1 key" : count + " keys";
    }

    /** @param keys one for all terms, or one for each */
    private GroupBy group(List<Expression> keys, List<Term> terms, @Nullable Term until) {
        List<FieldPath> fields = new ArrayList<>();
        boolean anyRequired = false;
        boolean comingRequired = false;
        for (int i = 0; i < terms.size(); i++) {
            Expression key = keys.get(Math.min(i, keys.size() - 1));
            if (key instanceof Expression.Field field && ElasticField.isName(field.path())) {
                fields.add(new FieldPath(field.path()));
                anyRequired |= !field.optional();
                comingRequired |= !field.optional()
                        && terms.get(i) != until
                        && !terms.get(i).missing();
            } else if (i < keys.size()) {
                error(key.span(), "a key must be a field", "join by the field itself");
            }
        }
        if (anyRequired && !comingRequired && !terms.stream().allMatch(Term::missing)) {
            error(
                    keys.getLast().span(),
                    "a key that is optional where events come must be optional where they are missing and behind 'until'",
                    "write '?' before the field in each term");
        }
        String name = fields.isEmpty() ? "" : fields.getFirst().text();
        return new GroupBy(name, fields, comingRequired);
    }

    private void error(Span span, String message, String wayOut) {
        findings.add(QueryProblem.error(span, message, wayOut));
    }
}

package io.tripline.engine.compile;

import io.tripline.engine.closure.Closed;
import io.tripline.engine.guard.Guards;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.engine.read.CallDepth;
import io.tripline.engine.read.DrlReader;
import io.tripline.engine.read.PrintedDrl;
import io.tripline.engine.read.Reading;
import io.tripline.engine.read.RuleFile.Rule;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.drools.compiler.builder.impl.KnowledgeBuilderImpl;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.api.definition.KiePackage;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.conf.DefaultDialectOption;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Compiles one DRL file. Match rules and the others become packages of their own, because they run in rule bases of their
 * own: the match base sees every event and retains none, the correlation base sees matches and keeps windows. Any thread.
 */
public final class DrlCompiler {

    /** What became of a file. */
    public sealed interface Result {

        record Compiled(CompiledFile file) implements Result {}

        /** @param problems at least one error */
        record Broken(List<Problem> problems) implements Result {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Making one reads the class path; builders do not change it. */
    private static final KnowledgeBuilderConfiguration CONFIGURATION = configuration();

    private static final MatchForms FORMS = new MatchForms();

    private DrlCompiler() {}

    private static KnowledgeBuilderConfiguration configuration() {
        KnowledgeBuilderConfiguration configuration =
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(RuleClassLoader.INSTANCE);
        configuration.setOption(DefaultDialectOption.get("mvel"));
        configuration.setOption(LanguageLevelOption.DRL6);
        return configuration;
    }

    /** Never throws for any text. */
    public static Result compile(DrlSource source) {
        SourceText text = new SourceText(source.file(), source.text());
        try {
            return switch (read(text)) {
                case Reading.Read reading -> new Build(source, text, reading, new HashMap<>()).run();
                case Reading.Refused refused -> new Result.Broken(refused.problems());
            };
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            String message = "cannot be compiled: " + firstLine(e);
            return new Result.Broken(List.of(Problem.ofFile(Problem.Severity.ERROR, source.file(), message, null)));
        }
    }

    /** Holds nothing of what was read: that would be most of what a rule takes. */
    private static MatchRules later(List<MatchGate> gates, DrlSource source, Map<String, RuleGuard> guards) {
        return new MatchRules(gates, () -> matching(source, new HashMap<>(guards)));
    }

    /** The packages with the match rules of a file that was compiled before. */
    private static Collection<KiePackage> matching(DrlSource source, Map<String, RuleGuard> guards) {
        SourceText text = new SourceText(source.file(), source.text());
        try {
            if (read(text) instanceof Reading.Read reading) {
                Build build = new Build(source, text, reading, guards);
                Collection<KiePackage> packages = build.matchPackages();
                if (build.problems.isEmpty()) {
                    return packages;
                }
                throw new IllegalStateException(build.problems.getFirst().message());
            }
            throw new IllegalStateException("it cannot be read again");
        } catch (DroolsParserException e) {
            throw new IllegalStateException(firstLine(e), e);
        }
    }

    /** What we print is read by a reader of its own, all else, and what that one's tree is refused for, by Drools' parser. */
    private static Reading read(SourceText text) throws DroolsParserException {
        PackageDescr printed = PrintedDrl.read(text.text());
        if (printed != null && DrlReader.read(text, printed) instanceof Reading.Read reading) {
            return reading;
        }
        Problem tooDeep = CallDepth.problem(text);
        if (tooDeep != null) {
            return new Reading.Refused(List.of(tooDeep));
        }
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr drl = parser.parse(null, text.text());
        return parser.hasErrors() || drl == null
                ? new Reading.Refused(parseErrors(text, parser.getErrors()))
                : DrlReader.read(text, drl);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        return message.lines().findFirst().orElse("unknown error");
    }

    private static List<Problem> parseErrors(SourceText text, List<DroolsError> errors) {
        List<Problem> problems = new ArrayList<>();
        for (DroolsError error : errors) {
            problems.add(DroolsMessages.problem(text, error));
        }
        if (problems.isEmpty()) {
            problems.add(Problem.ofFile(Problem.Severity.ERROR, text.file(), "not DRL", null));
        }
        return problems;
    }

    /** One run of the builder over one file. */
    private static final class Build {

        private final DrlSource source;
        private final SourceText text;
        private final Reading.Read reading;
        private final Closed closed;
        private final ConstraintResource resource;
        private final DescrWriter writer;
        private final Map<String, RuleGuard> guards;
        private final List<Problem> problems = new ArrayList<>();

        /** @param guards by the names of rules; those that are missing are added */
        Build(DrlSource source, SourceText text, Reading.Read reading, Map<String, RuleGuard> guards) {
            this.source = source;
            this.text = text;
            this.reading = reading;
            this.guards = guards;
            this.closed = new Closed(reading.file());
            this.resource = new ConstraintResource(source, closed);
            this.writer = new DescrWriter(reading.file(), resource);
        }

        Result run() {
            List<RuleOutline> outlines = reading.file().rules().stream()
                    .map(rule -> OutlineReader.read(text, reading.file(), rule))
                    .toList();
            reading.file().rules().forEach(rule -> guard(rule.name()));
            MatchRules matching = matching(outlines);
            Collection<KiePackage> correlating =
                    problems.isEmpty() ? build(rule -> rule.eventPattern() == null) : List.of();
            return problems.isEmpty()
                    ? new Result.Compiled(new CompiledFile(source, outlines, matching, correlating, guards, notes()))
                    : new Result.Broken(problems);
        }

        private MatchRules matching(List<RuleOutline> outlines) {
            List<MatchGate> gates = outlines.stream()
                    .filter(rule -> rule.kind() == RuleOutline.Kind.MATCH)
                    .map(rule -> new MatchGate(guard(rule.name()), rule.condition()))
                    .toList();
            if (gates.isEmpty()) {
                return MatchRules.NONE;
            }
            List<String> forms = MatchForms.of(reading.file()).orElse(List.of());
            if (!forms.isEmpty() && FORMS.areKnown(forms)) {
                return later(gates, source, Map.copyOf(guards));
            }
            Collection<KiePackage> packages = matchPackages();
            if (!problems.isEmpty()) {
                return MatchRules.NONE;
            }
            if (closed.left().isEmpty()) {
                FORMS.built(forms);
            }
            MatchRules built = new MatchRules(gates, () -> packages);
            built.base(); // what cannot run fails here, before any event
            return built;
        }

        Collection<KiePackage> matchPackages() {
            return build(rule -> rule.eventPattern() != null);
        }

        private RuleGuard guard(String rule) {
            return guards.computeIfAbsent(rule, name -> new RuleGuard(source.file(), name));
        }

        private List<Problem> notes() {
            Stream<Problem> interpreted = closed.left().stream()
                    .map(left -> text.problem(
                            Problem.Severity.NOTE,
                            line(left.rule()),
                            0,
                            1,
                            "in rule '" + left.rule() + "', MVEL's interpreter evaluates '" + left.text() + "': slower",
                            null));
            return Stream.concat(reading.notes().stream(), interpreted).toList();
        }

        private int line(String rule) {
            return reading.file().rules().stream()
                    .filter(candidate -> candidate.name().equals(rule))
                    .mapToInt(Rule::line)
                    .findFirst()
                    .orElse(0);
        }

        private Collection<KiePackage> build(Predicate<Rule> which) {
            if (reading.file().rules().stream().noneMatch(which)) {
                return List.of();
            }
            KnowledgeBuilderImpl builder =
                    (KnowledgeBuilderImpl) KnowledgeBuilderFactory.newKnowledgeBuilder(CONFIGURATION);
            builder.addPackage(writer.packageOf(which));
            if (builder.hasErrors()) {
                builder.getErrors().forEach(error -> problems.add(DroolsMessages.problem(text, error)));
                return List.of();
            }
            Collection<KiePackage> packages = builder.getKnowledgePackages();
            ClosedWindows.apply(packages);
            Deadlines.apply(packages);
            Guards.wire(packages);
            closed.apply(packages);
            Guards.apply(packages, this::guard);
            return packages;
        }
    }
}

package io.tripline.engine.compile;

import io.tripline.engine.guard.Guards;
import io.tripline.engine.guard.RuleGuard;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.drools.compiler.builder.impl.KnowledgeBuilderImpl;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
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

    private DrlCompiler() {}

    private static KnowledgeBuilderConfiguration configuration() {
        KnowledgeBuilderConfiguration configuration =
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(RuleClassLoader.INSTANCE);
        configuration.setOption(DefaultDialectOption.get("mvel"));
        configuration.setOption(LanguageLevelOption.DRL6);
        return configuration;
    }

    /**
     * Never throws for any text.
     *
     * @param shards for how many correlation bases packages are needed: no two bases can share one
     */
    public static Result compile(DrlSource source, int shards) {
        SourceText text = new SourceText(source.file(), source.text());
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr drl = parser.parse(null, source.text());
            if (parser.hasErrors() || drl == null) {
                return new Result.Broken(parseErrors(text, parser.getErrors()));
            }
            List<Problem> problems = new ArrayList<>(DrlSandbox.check(text, drl));
            if (drl.getRules().isEmpty()) {
                problems.add(Problem.ofFile(Problem.Severity.ERROR, source.file(), "no rule in this file", null));
            }
            return problems.isEmpty() ? new Build(source, text, drl).run(shards) : new Result.Broken(problems);
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            String message = "cannot be compiled: " + firstLine(e);
            return new Result.Broken(List.of(Problem.ofFile(Problem.Severity.ERROR, source.file(), message, null)));
        }
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
        private final PackageDescr drl;
        private final ConstraintResource resource;
        private final List<RuleOutline> outlines = new ArrayList<>();
        private final Map<String, RuleGuard> guards = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<Problem> notes = new ArrayList<>();

        Build(DrlSource source, SourceText text, PackageDescr drl) {
            this.source = source;
            this.text = text;
            this.drl = drl;
            this.resource = new ConstraintResource(source);
        }

        Result run(int shards) {
            for (RuleDescr rule : drl.getRules()) {
                PatternDescr pattern = OutlineReader.eventPattern(rule);
                EventCondition condition = pattern == null ? null : recognise(pattern);
                outlines.add(OutlineReader.read(source.file(), drl.getName(), rule, condition));
                guards.put(rule.getName(), new RuleGuard(source.file(), rule.getName()));
                if (pattern != null && condition != null) {
                    replaceConstraints(pattern, condition);
                }
            }
            if (!problems.isEmpty()) {
                return new Result.Broken(problems);
            }
            Collection<KiePackage> matching = build(rule -> OutlineReader.eventPattern(rule) != null);
            List<Collection<KiePackage>> correlating = new ArrayList<>();
            for (int i = 0; i < shards && problems.isEmpty(); i++) {
                correlating.add(build(rule -> OutlineReader.eventPattern(rule) == null));
            }
            return problems.isEmpty()
                    ? new Result.Compiled(new CompiledFile(source, outlines, matching, correlating, guards, notes))
                    : new Result.Broken(problems);
        }

        /** The conjunction of the pattern's recognised constraints; null if none is. */
        private @Nullable EventCondition recognise(PatternDescr pattern) {
            List<EventCondition> recognised = new ArrayList<>();
            for (BaseDescr descr : pattern.getDescrs()) {
                EventCondition condition =
                        descr instanceof ExprConstraintDescr expression ? recognise(pattern, expression) : null;
                if (condition != null) {
                    recognised.add(condition);
                }
            }
            return switch (recognised.size()) {
                case 0 -> null;
                case 1 -> recognised.getFirst();
                default ->
                    new EventCondition.And(
                            recognised,
                            String.join(
                                    ", ",
                                    recognised.stream()
                                            .map(EventCondition::text)
                                            .toList()));
            };
        }

        private @Nullable EventCondition recognise(PatternDescr pattern, ExprConstraintDescr expression) {
            try {
                return ConditionParser.parse(expression.getExpression());
            } catch (UnrecognisedConstraint e) {
                boolean ownVocabulary = ConstraintVocabulary.isOurs(expression.getExpression());
                Problem problem = ConstraintVocabulary.problem(text, expression, e, ownVocabulary);
                if (ownVocabulary) {
                    problems.add(problem);
                } else if (!expression.getExpression().matches("(?s)\\s*\\$\\w+\\s*:.*")) {
                    notes.add(problem);
                }
                return null;
            }
        }

        private void replaceConstraints(PatternDescr pattern, EventCondition condition) {
            for (BaseDescr descr : List.copyOf(pattern.getDescrs())) {
                if (descr instanceof ExprConstraintDescr expression && isRecognised(expression)) {
                    pattern.removeConstraint(descr);
                }
            }
            ExprConstraintDescr placeholder = new ExprConstraintDescr(resource.placeholder(condition));
            placeholder.copyLocation(pattern);
            List<BaseDescr> others = new ArrayList<>(pattern.getDescrs());
            others.forEach(pattern::removeConstraint);
            pattern.addConstraint(placeholder);
            others.forEach(pattern::addConstraint);
        }

        private static boolean isRecognised(ExprConstraintDescr expression) {
            try {
                ConditionParser.parse(expression.getExpression());
                return true;
            } catch (UnrecognisedConstraint e) {
                return false;
            }
        }

        private Collection<KiePackage> build(Predicate<RuleDescr> which) {
            PackageDescr part = new PackageDescr(drl.getName());
            part.setResource(resource);
            drl.getImports().forEach(part::addImport);
            drl.getAccumulateImports().forEach(part::addAccumulateImport);
            drl.getGlobals().forEach(part::addGlobal);
            drl.getAttributes().forEach(part::addAttribute);
            drl.getWindowDeclarations().forEach(part::addWindowDeclaration);
            drl.getRules().stream().filter(which).forEach(rule -> {
                rule.setResource(resource);
                // read before; Drools would look for a class of each annotation's name
                rule.getAnnotations().clear();
                part.addRule(rule);
            });
            if (part.getRules().isEmpty()) {
                return List.of();
            }
            KnowledgeBuilderImpl builder = builder();
            builder.addPackage(part);
            if (builder.hasErrors()) {
                builder.getErrors().forEach(error -> problems.add(DroolsMessages.problem(text, error)));
                return List.of();
            }
            Collection<KiePackage> packages = builder.getKnowledgePackages();
            ClosedWindows.apply(packages);
            Deadlines.apply(packages);
            Guards.apply(packages, name -> guards.computeIfAbsent(name, rule -> new RuleGuard(source.file(), rule)));
            return packages;
        }

        private static KnowledgeBuilderImpl builder() {
            return (KnowledgeBuilderImpl) KnowledgeBuilderFactory.newKnowledgeBuilder(CONFIGURATION);
        }
    }
}

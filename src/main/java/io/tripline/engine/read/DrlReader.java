package io.tripline.engine.read;

import io.tripline.engine.read.RuleFile.NamedWindow;
import io.tripline.engine.read.RuleFile.Rule;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateImportDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.WindowDeclarationDescr;

/**
 * Reads the tree that Drools' parser made of a file, node by node: what our model has a form for is taken, everything else is
 * refused with its place. What may stand on top of a file is said here, of rules in {@link RuleReader}.
 */
public final class DrlReader {

    private static final String NAME = "[A-Za-z_$][A-Za-z0-9_$]*";

    private final SourceText source;
    private final PackageDescr drl;
    private final DrlText findings;

    private DrlReader(SourceText source, PackageDescr drl) {
        this.source = source;
        this.drl = drl;
        this.findings = new DrlText(source);
    }

    /** Never throws for any tree that the parser makes of a text. */
    public static Reading read(SourceText source, PackageDescr drl) {
        return new DrlReader(source, drl).file();
    }

    private Reading file() {
        declarations();
        imports();
        drl.getGlobals().forEach(this::global);
        Map<String, String> functions = functions();
        Map<String, NamedWindow> windows = new LinkedHashMap<>();
        for (WindowDeclarationDescr descr : drl.getWindowDeclarations()) {
            NamedWindow window = findings.attempt(() -> window(descr, functions));
            if (window != null) {
                windows.put(window.name(), window);
            }
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, Map<String, List<String>>> about = AboutComments.of(source.text());
        Set<String> names = new HashSet<>();
        for (RuleDescr descr : drl.getRules()) {
            if (!names.add(descr.getName())) {
                findings.refuse(
                        descr, "two rules of this file are named \"" + descr.getName() + "\"", "give one another name");
            }
            Rule rule = new RuleReader(findings, source, functions, windows).rule(descr);
            rules.add(rule.with(about.getOrDefault(rule.name(), Map.of())));
        }
        List<Problem> problems = new ArrayList<>(findings.errors());
        if (drl.getRules().isEmpty()) {
            problems.add(Problem.ofFile(Severity.ERROR, source.file(), "no rule in this file", null));
        }
        return problems.isEmpty()
                ? new Reading.Read(
                        new RuleFile(packageName(), functions, List.copyOf(windows.values()), rules), findings.notes())
                : new Reading.Refused(problems);
    }

    /** As written, else named after the folder and the file. */
    private String packageName() {
        String name = drl.getName().strip();
        return name.isEmpty() ? ImpliedPackage.of(source.file()) : name;
    }

    private void declarations() {
        String name = drl.getName().strip();
        if (!name.isEmpty() && !name.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")) {
            findings.refuse(
                    drl, "'" + name + "' is no name for a package", "write it as rules.folder.file, or leave it out");
        }
        if (drl.getUnit() != null) {
            findings.refuse(
                    drl.getUnit(), "'unit' is not supported", "facts come from streams: from entry-point \"…\"");
        }
        drl.getFunctions()
                .forEach(descr ->
                        findings.refuse(descr, "'function' is not supported", "write the test as a constraint"));
        drl.getTypeDeclarations()
                .forEach(descr ->
                        findings.refuse(descr, "'declare' of a type is not supported", "a Match carries the fields"));
        drl.getEnumDeclarations()
                .forEach(descr ->
                        findings.refuse(descr, "'declare enum' is not supported", "write its values as texts"));
        drl.getEntryPointDeclarations()
                .forEach(descr -> findings.refuse(
                        descr,
                        "'declare entry-point' is not supported",
                        "a stream needs no declaration: leave it out"));
        drl.getFunctionImports()
                .forEach(descr -> findings.refuse(
                        descr, "a rule may not import a static function", "write the test as a constraint"));
        new Attributes(findings).ofFile(drl.getAttributes());
    }

    private void imports() {
        for (ImportDescr descr : drl.getImports()) {
            if (RuleTypes.named(descr.getTarget()) == null || !descr.getTarget().contains(".")) {
                findings.refuse(
                        descr,
                        "a rule may not import '" + descr.getTarget() + "'",
                        descr.getTarget().endsWith(".*")
                                ? "types that rules may use need no import"
                                : "rules use facts, numbers, texts and collections, which need no import");
            }
        }
    }

    private void global(GlobalDescr descr) {
        boolean known = Service.isOne(descr.getIdentifier())
                && Service.of(descr.getIdentifier()).isGlobal()
                && Service.of(descr.getIdentifier()).type() == RuleTypes.named(descr.getType());
        if (!known) {
            findings.refuse(
                    descr,
                    "unknown global '" + descr.getType() + " " + descr.getIdentifier() + "'",
                    "rules have Alerts alerts and Streams streams, which need no line here");
        }
    }

    /** Those of the file first: it may have names of its own for them. */
    private Map<String, String> functions() {
        Map<String, String> functions = new LinkedHashMap<>();
        for (AccumulateImportDescr descr : drl.getAccumulateImports()) {
            String name = descr.getFunctionName();
            if (Functions.resultOfClass(descr.getTarget()) == null) {
                findings.refuse(
                        descr,
                        "unknown accumulate function '" + descr.getTarget() + "'",
                        "those of rules-drl/README.md need no import");
            } else if (!name.matches(NAME) || Functions.resultOfDrools(name) != null) {
                findings.refuse(
                        descr,
                        "'" + name + "' is no name for a function",
                        "leave the import out: its own name is known");
            } else {
                functions.put(name, descr.getTarget());
            }
        }
        Functions.implied().forEach(functions::putIfAbsent);
        return functions;
    }

    private NamedWindow window(WindowDeclarationDescr descr, Map<String, String> functions) {
        PatternDescr pattern = descr.getPattern();
        if (!descr.getAnnotations().isEmpty()) {
            findings.refuse(descr, "a window has no annotations", "leave it out");
        }
        if (!descr.getName().matches(NAME)) {
            findings.refuse(descr, "'" + descr.getName() + "' is no name for a window", "write letters and digits");
        }
        ConditionalReader reader = new ConditionalReader(findings, functions, Map.of());
        return new NamedWindow(
                descr.getName(), reader.pattern(pattern, Scope.ofRule(), findings.span(pattern, new Span(0, 0))));
    }
}

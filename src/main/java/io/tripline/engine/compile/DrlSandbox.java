package io.tripline.engine.compile;

import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateImportDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Refuses what DRL could do beyond detecting: naming types outside {@link RuleTypes}, reflection, and the constructs that
 * would define a class. One language everywhere: what the native binary cannot do, the JVM does not do either.
 */
final class DrlSandbox {

    /** A name, a string, a comment, or a dot before a name. */
    private static final Pattern WORD =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|//[^\\n]*|/\\*(?s:.*?)\\*/"
                    + "|(?<qualified>(?:[a-z_][A-Za-z0-9_]*+\\s*+\\.\\s*+)*+[A-Za-z_$][A-Za-z0-9_$]*+)");

    private static final Set<String> REFLECTION =
            Set.of("class", "getClass", "forName", "newInstance", "getDeclaredMethod", "getMethod", "invoke", "def");

    private static final Set<String> DROOLS_CALLS = Set.of("getRule", "delete", "insert", "update");

    private final SourceText source;
    private final PackageDescr drl;
    private final Set<String> imported = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private DrlSandbox(SourceText source, PackageDescr drl) {
        this.source = source;
        this.drl = drl;
    }

    /** Everything in the file that may not be there. */
    static List<Problem> check(SourceText source, PackageDescr drl) {
        DrlSandbox sandbox = new DrlSandbox(source, drl);
        sandbox.imports();
        sandbox.declarations();
        for (RuleDescr rule : drl.getRules()) {
            sandbox.rule(rule);
        }
        return sandbox.problems;
    }

    private void imports() {
        for (ImportDescr descr : drl.getImports()) {
            String target = descr.getTarget();
            if (!RuleTypes.mayImport(target)) {
                refuse(
                        descr,
                        "a rule may not import '" + target + "'",
                        "rules use facts, numbers, texts and collections");
            } else {
                imported.add(target.substring(target.lastIndexOf('.') + 1));
            }
        }
        for (AccumulateImportDescr descr : drl.getAccumulateImports()) {
            if (!descr.getTarget().startsWith(RuleTypes.FUNCTIONS)) {
                refuse(descr, "unknown accumulate function '" + descr.getTarget() + "'", null);
            }
        }
        drl.getFunctionImports()
                .forEach(descr ->
                        refuse(descr, "a rule may not import a static function", "write the test as a constraint"));
    }

    private void declarations() {
        drl.getFunctions()
                .forEach(descr -> refuse(descr, "'function' is not supported", "write the test as a constraint"));
        drl.getTypeDeclarations()
                .forEach(descr -> refuse(descr, "'declare' of a type is not supported", "a Match carries the fields"));
        drl.getEnumDeclarations().forEach(descr -> refuse(descr, "'declare enum' is not supported", null));
        for (AttributeDescr attribute : drl.getAttributes()) {
            dialect(attribute);
        }
    }

    private void dialect(AttributeDescr attribute) {
        if (attribute.getName().equals("dialect") && !attribute.getValue().equals("mvel")) {
            refuse(attribute, "dialect \"" + attribute.getValue() + "\" is not supported", "write dialect \"mvel\"");
        }
    }

    private void rule(RuleDescr rule) {
        rule.getAttributes().values().forEach(this::dialect);
        int start = rule.getStartCharacter();
        int end = Math.min(source.text().length(), rule.getEndCharacter() + 1);
        if (start < 0 || end <= start) {
            return;
        }
        Matcher words = WORD.matcher(source.text()).region(start, end);
        while (words.find()) {
            String found = words.group("qualified");
            if (found != null) {
                word(found.replaceAll("\\s", ""), words.start("qualified"));
            }
        }
    }

    private void word(String qualified, int offset) {
        String[] names = qualified.split("\\.", -1);
        for (String name : names) {
            if (REFLECTION.contains(name)) {
                refuse(offset, qualified, "a rule may not use '" + name + "'");
                return;
            }
        }
        String last = names[names.length - 1];
        boolean member = precededByDot(offset);
        if (names.length > 1 && names[0].equals("drools") && !DROOLS_CALLS.contains(names[1])) {
            refuse(offset, qualified, "a rule may not call 'drools." + names[1] + "'");
        } else if (Character.isUpperCase(last.charAt(0)) && !member) {
            type(qualified, names, last, offset);
        }
    }

    private void type(String qualified, String[] names, String simpleName, int offset) {
        boolean allowed = names.length == 1
                ? imported.contains(simpleName) || RuleTypes.isKnownWithoutImport(simpleName) || isConstant(simpleName)
                : RuleTypes.mayImport(qualified);
        if (!allowed) {
            refuse(offset, qualified, "a rule may not use the type '" + qualified + "'");
        }
    }

    /** A bare upper-case word such as the L of a number is no type. */
    private static boolean isConstant(String name) {
        return name.length() == 1;
    }

    private boolean precededByDot(int offset) {
        int at = offset - 1;
        while (at >= 0 && Character.isWhitespace(source.text().charAt(at))) {
            at--;
        }
        return at >= 0 && source.text().charAt(at) == '.';
    }

    private void refuse(BaseDescr descr, String message, @org.jspecify.annotations.Nullable String wayOut) {
        problems.add(source.error(Math.max(0, descr.getLine()), descr.getColumn() + 1, 1, message, wayOut));
    }

    private void refuse(int offset, String text, String message) {
        int line = (int) source.text()
                        .substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        int column = offset - source.text().lastIndexOf('\n', offset - 1);
        problems.add(
                source.error(line, column, text.length(), message, "see rules-drl/README.md for what rules may use"));
    }
}

package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateImportDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of DRL that we print into the tree that Drools' parser makes of it, ten times as fast: nearly all files of a
 * folder have that form, also after an edit of a value. It has an opinion on nothing else: a word, a comment or a spelling
 * that the printer does not use, and Drools' parser is asked.
 */
public final class PrintedDrl {

    /** Words that Drools takes for no name. */
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /** The text has another form. */
    private static final class OtherForm extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final OtherForm INSTANCE = new OtherForm();

        private OtherForm() {
            super("another form", null, false, false);
        }
    }

    private final String text;
    private final Tokens tokens;
    private final int[] lineStarts;

    /** Where constraints begin that have a comment before them. Else comments stand before rules, and nowhere else. */
    private final Set<Integer> remarked = new HashSet<>();

    private PrintedDrl(String text) {
        this.text = text;
        List<Token> all = Lexer.tokens(text, 0);
        for (int i = 1; i < all.size(); i++) {
            Token before = all.get(i - 1);
            Token token = all.get(i);
            if (token.isName("rule") || token.kind() == Kind.END || isBlank(before.end(), token.start())) {
                continue;
            }
            if (!before.is(",") && !before.is("(")) {
                throw OtherForm.INSTANCE;
            }
            remarked.add(token.start());
        }
        this.tokens = Tokens.of(all);
        this.lineStarts = lineStarts(text);
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '/') {
                return false;
            }
        }
        return true;
    }

    /** Null for a text of another form. Never throws. */
    public static @Nullable PackageDescr read(String text) {
        try {
            return new PrintedDrl(text).file();
        } catch (OtherForm | Unreadable other) {
            return null;
        }
    }

    private static int[] lineStarts(String text) {
        int lines = 1;
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
            lines++;
        }
        int[] starts = new int[lines];
        for (int line = 1; line < lines; line++) {
            starts[line] = text.indexOf('\n', starts[line - 1]) + 1;
        }
        return starts;
    }

    private PackageDescr file() {
        if (text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
            throw OtherForm.INSTANCE; // it counts lines in a way of its own
        }
        Token first = word("package");
        PackageDescr file = new PackageDescr(qualifiedName());
        word("dialect");
        if (!plain(string()).equals("mvel")) {
            throw OtherForm.INSTANCE;
        }
        while (tokens.peek().isName("import")) {
            imported(file);
        }
        while (tokens.peek().isName("global")) {
            Token global = tokens.next();
            String type = qualifiedName();
            file.addGlobal(placed(
                    new GlobalDescr(name().text(), type),
                    global.start(),
                    tokens.last().end()));
        }
        Set<String> names = new HashSet<>();
        while (tokens.peek().kind() != Kind.END) {
            RuleDescr rule = rule();
            if (!names.add(rule.getName())) {
                throw OtherForm.INSTANCE;
            }
            file.addRule(rule);
        }
        if (!remarked.isEmpty()) {
            throw OtherForm.INSTANCE;
        }
        return placed(file, first.start(), tokens.last().end());
    }

    private void imported(PackageDescr file) {
        Token start = tokens.next();
        if (tokens.peek().isName("accumulate")) {
            tokens.next();
            AccumulateImportDescr function = new AccumulateImportDescr();
            function.setTarget(qualifiedName());
            function.setFunctionName(name().text());
            file.addAccumulateImport(
                    placed(function, start.start(), tokens.last().end()));
        } else {
            file.addImport(placed(
                    new ImportDescr(qualifiedName()),
                    start.start(),
                    tokens.last().end()));
        }
    }

    private RuleDescr rule() {
        Token start = word("rule");
        RuleDescr rule = new RuleDescr(plain(string()));
        rule.addAttribute(new AttributeDescr("dialect", "mvel", AttributeDescr.Type.STRING));
        Set<String> annotated = new HashSet<>();
        while (tokens.peek().is("@")) {
            AnnotationDescr annotation = annotation();
            if (!annotated.add(annotation.getName())) {
                throw OtherForm.INSTANCE;
            }
            rule.addAnnotation(annotation);
        }
        word("when");
        AndDescr when = new AndDescr();
        int first = tokens.peek().start();
        while (!tokens.peek().isName("then")) {
            when.addDescr(conditional());
        }
        rule.setLhs(placed(when, first, tokens.last().end()));
        consequence(rule);
        return placed(rule, start.start(), tokens.last().end());
    }

    private AnnotationDescr annotation() {
        Token start = tokens.next();
        String name = name().text();
        if (LITERALS.contains(name)) {
            throw OtherForm.INSTANCE;
        }
        AnnotationDescr annotation = new AnnotationDescr(name);
        symbol("(");
        int from = tokens.peek().start();
        do {
            Token value = tokens.next();
            boolean digits = value.kind() == Kind.NUMBER && value.text().chars().allMatch(Character::isDigit);
            if (value.kind() != Kind.STRING && !digits) {
                throw OtherForm.INSTANCE;
            }
        } while (tokens.accept(","));
        annotation.setValue(text.substring(from, tokens.last().end()));
        symbol(")");
        return placed(annotation, start.start(), tokens.last().end());
    }

    private BaseDescr conditional() {
        Token start = tokens.peek();
        if (start.isName("not") && tokens.peek(1).is("(")) {
            tokens.skip(2);
            NotDescr not = new NotDescr();
            not.addDescr(pattern());
            symbol(")");
            return placed(not, start.start(), withBlank());
        }
        boolean call = tokens.peek(1).is("(");
        if (call && start.isName("groupby")) {
            return aggregated(new GroupByDescr());
        }
        return call && start.isName("accumulate") ? aggregated(new AccumulateDescr()) : pattern();
    }

    private PatternDescr aggregated(AccumulateDescr over) {
        Token start = tokens.next();
        symbol("(");
        PatternDescr input = pattern();
        if (input.getSource() == null || !tokens.last().is(";")) {
            throw OtherForm.INSTANCE;
        }
        AndDescr all = new AndDescr();
        all.addDescr(input);
        over.setInput(placed(all, input.getStartCharacter(), input.getEndCharacter() + 1));
        if (over instanceof GroupByDescr grouping) {
            grouping.setGroupingKey(variable());
            symbol(":");
            grouping.setGroupingFunction(variable());
            symbol(";");
        }
        do {
            function(over);
        } while (tokens.accept(","));
        PatternDescr results = new PatternDescr("Object");
        if (tokens.accept(";")) {
            constraints(results);
        } else {
            symbol(")");
        }
        int end = withBlank();
        results.setSource(placed(over, start.start(), end));
        return placed(results, start.start(), end);
    }

    private void function(AccumulateDescr over) {
        String bound = variable();
        symbol(":");
        String function = name().text();
        symbol("(");
        List<String> arguments = new ArrayList<>();
        if (!tokens.accept(")")) {
            arguments.addAll(parts().stream().map(this::written).toList());
        }
        over.addFunction(function, bound, false, arguments.toArray(String[]::new));
    }

    private PatternDescr pattern() {
        Token start = tokens.peek();
        String variable = null;
        if (tokens.peek(1).is(":")) {
            variable = variable();
            symbol(":");
        }
        PatternDescr pattern = new PatternDescr(name().text(), variable);
        symbol("(");
        if (!tokens.accept(")")) {
            constraints(pattern);
        }
        if (tokens.peek().isName("over")) {
            window(pattern);
        }
        if (tokens.peek().isName("from")) {
            tokens.next();
            stream(pattern);
            tokens.accept(";");
        } else if (!pattern.getBehaviors().isEmpty()) {
            throw OtherForm.INSTANCE;
        }
        return placed(pattern, start.start(), withBlank());
    }

    private void window(PatternDescr pattern) {
        tokens.next();
        Token start = word("window");
        symbol(":");
        word("time");
        symbol("(");
        Token length = tokens.expect(Kind.NUMBER, "a duration");
        symbol(")");
        BehaviorDescr window = new BehaviorDescr("window");
        window.setSubType("time");
        window.setParameters(List.of(length.text()));
        pattern.addBehavior(placed(window, start.start(), withBlank()));
    }

    private void stream(PatternDescr pattern) {
        Token entry = word("entry");
        symbol("-");
        Token point = word("point");
        if (point.start() != entry.end() + 1) {
            throw OtherForm.INSTANCE;
        }
        pattern.setSource(new EntryPointDescr(plain(string())));
    }

    /** To the parenthesis that closes them. */
    private void constraints(PatternDescr pattern) {
        for (Span part : parts()) {
            remarked.remove(part.start());
            ExprConstraintDescr constraint = new ExprConstraintDescr(written(part));
            constraint.setType(ExprConstraintDescr.Type.NAMED);
            constraint.setPosition(pattern.getDescrs().size());
            pattern.addConstraint(placed(constraint, part.start(), part.end()));
        }
    }

    /** What commas part, to the parenthesis that closes the list: at least one part, each of one token or more. */
    private List<Span> parts() {
        List<Span> parts = new ArrayList<>();
        do {
            int start = tokens.peek().start();
            int open = 0;
            Token token = tokens.peek();
            while (open > 0 || !token.is(",") && !token.is(")")) {
                if (token.is("(") || token.is("[")) {
                    open++;
                } else if (token.is(")") || token.is("]")) {
                    open--;
                } else if (token.kind() == Kind.END || token.is(";") || token.is("{") || token.is("}") || open < 0) {
                    throw OtherForm.INSTANCE;
                }
                tokens.next();
                token = tokens.peek();
            }
            Span part = new Span(start, tokens.last().end());
            if (part.end() <= part.start()) {
                throw OtherForm.INSTANCE;
            }
            parts.add(part);
        } while (tokens.accept(","));
        symbol(")");
        return parts;
    }

    /** All between {@code then} and {@code end}. */
    private void consequence(RuleDescr rule) {
        Token then = word("then");
        int from = tokens.peek().start();
        while (!tokens.peek().isName("end")) {
            Token token = tokens.next();
            // Drools takes a quote after a backslash for a part of the string, whatever stands before the backslash
            boolean ambiguous = token.kind() == Kind.STRING
                    && (text.charAt(token.start()) != '"' || text.charAt(token.end() - 2) == '\\');
            if (ambiguous || token.kind() == Kind.END || token.is("{") || token.is("}") || token.is("@")) {
                throw OtherForm.INSTANCE;
            }
        }
        rule.setConsequence(text.substring(from, tokens.peek().start()));
        rule.setConsequenceLocation(line(then.start()), then.start() - lineStarts[line(then.start()) - 1]);
        tokens.next();
    }

    private String written(Span part) {
        return text.substring(part.start(), part.end());
    }

    private Token word(String word) {
        if (!tokens.peek().isName(word)) {
            throw OtherForm.INSTANCE;
        }
        return tokens.next();
    }

    private void symbol(String symbol) {
        if (!tokens.accept(symbol)) {
            throw OtherForm.INSTANCE;
        }
    }

    private Token name() {
        return tokens.expect(Kind.NAME, "a name");
    }

    private String variable() {
        String name = name().text();
        if (!name.startsWith("$")) {
            throw OtherForm.INSTANCE;
        }
        return name;
    }

    /** Without blanks, which Drools would keep in the name. */
    private String qualifiedName() {
        Token first = name();
        Token last = first;
        while (tokens.peek().is(".") && tokens.peek(1).kind() == Kind.NAME) {
            if (tokens.next().start() != last.end() || tokens.peek().start() != last.end() + 1) {
                throw OtherForm.INSTANCE;
            }
            last = tokens.next();
        }
        return text.substring(first.start(), last.end());
    }

    private Token string() {
        return tokens.expect(Kind.STRING, "a text");
    }

    /** A name that Drools takes as it stands between its quotes. */
    private String plain(Token string) {
        if (text.charAt(string.start()) != '"'
                || text.substring(string.start(), string.end()).indexOf('\\') >= 0) {
            throw OtherForm.INSTANCE;
        }
        return string.text();
    }

    /** Behind what was read last, with the blank or line break that Drools' parser counts to it. */
    private int withBlank() {
        int end = tokens.last().end();
        if (end >= text.length() || text.charAt(end) != ' ' && text.charAt(end) != '\n') {
            throw OtherForm.INSTANCE;
        }
        return end + 1;
    }

    /** 1-based. */
    private int line(int offset) {
        int found = java.util.Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** @param end exclusive */
    private <D extends BaseDescr> D placed(D descr, int start, int end) {
        int line = line(start);
        descr.setLocation(line, start - lineStarts[line - 1]);
        descr.setStartCharacter(start);
        descr.setEndCharacter(end - 1);
        return descr;
    }
}

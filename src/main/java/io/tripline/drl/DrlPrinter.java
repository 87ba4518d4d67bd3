package io.tripline.drl;

import io.tripline.drl.Action.FindingSpec;
import io.tripline.drl.Action.MatchKey;
import io.tripline.drl.Action.MatchSpec;
import io.tripline.drl.Conditional.StreamPattern;
import io.tripline.event.Stage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints a file: the only one who knows blanks and line breaks. The same file always gives the same text, with LF line ends;
 * what fits on a line stands on one, what does not has one part a line.
 */
final class DrlPrinter {

    private final DrlLines out = new DrlLines();

    private DrlPrinter() {}

    /** Everything but the checksum line, which {@link Checksum} puts at the end of the header. */
    static String print(DrlFile file) {
        DrlPrinter printer = new DrlPrinter();
        printer.file(file);
        return printer.out.toString();
    }

    private void file(DrlFile file) {
        file.header().forEach(this::comment);
        out.blank().line(0, "package " + file.packageName());
        out.blank().line(0, "dialect \"mvel\"").blank();
        file.imports().forEach(type -> out.line(0, "import " + type));
        file.accumulateImports()
                .forEach(imported -> out.line(0, "import accumulate " + imported.type() + " " + imported.function()));
        out.blank();
        file.globals().forEach(global -> out.line(0, "global " + global.type() + " " + global.name()));
        file.rules().forEach(this::rule);
        file.rules().forEach(rule -> AboutPrinter.print(out, rule));
    }

    private void comment(String line) {
        out.line(0, line.isEmpty() ? "//" : "// " + line);
    }

    private void rule(DrlRule rule) {
        out.blank();
        rule.comment().forEach(this::comment);
        out.line(0, "rule \"" + rule.name() + "\"");
        rule.annotations().stream().filter(AboutPrinter::isOnTop).forEach(annotation -> {
            List<String> values =
                    annotation.values().stream().map(DrlPrinter::literal).toList();
            out.filled(1, "@" + annotation.name() + "(", values, ")");
        });
        out.line(0, "when");
        rule.when().forEach(this::conditional);
        out.line(0, "then");
        action(rule.then());
        out.line(0, "end");
    }

    static String literal(DrlConstant literal) {
        return switch (literal) {
            case DrlConstant.Text(String value) -> DrlLiteral.of(value);
            case DrlConstant.Number(java.math.BigDecimal value) -> DrlLiteral.of(value);
        };
    }

    private void conditional(Conditional conditional) {
        switch (conditional) {
            case Conditional.EventPattern(String variable, List<Constraint> constraints) ->
                ConstraintPrinter.pattern(out, variable + " : Event(", constraints);
            case StreamPattern pattern -> pattern(1, "", pattern, "");
            case Conditional.Not(StreamPattern pattern) -> pattern(1, "not( ", pattern, " )");
            case Conditional.GroupBy groupBy -> groupBy(groupBy);
            case Conditional.Accumulate(
                    StreamPattern source,
                    List<Conditional.Function> functions,
                    List<Conditional.Having> having) -> {
                out.line(1, "accumulate(");
                pattern(2, "", source, ";");
                functions(functions, having);
                out.line(1, ")");
            }
        }
    }

    private void groupBy(Conditional.GroupBy groupBy) {
        out.line(1, "groupby(");
        pattern(2, "", groupBy.source(), ";");
        out.line(2, groupBy.group() + " : " + groupBy.key() + ";");
        functions(groupBy.functions(), groupBy.having());
        out.line(1, ")");
    }

    private void functions(List<Conditional.Function> functions, List<Conditional.Having> having) {
        List<String> calls = functions.stream().map(DrlPrinter::function).toList();
        out.list(2, "", calls, having.isEmpty() ? "" : ";");
        if (!having.isEmpty()) {
            out.list(2, "", having.stream().map(DrlPrinter::topHaving).toList(), "");
        }
    }

    private static String function(Conditional.Function function) {
        String arguments = function.arguments().stream()
                .map(argument -> switch (argument) {
                    case Conditional.Argument.Variable(String name) -> name;
                    case Conditional.Argument.IsOf(String variable, String rule) ->
                        variable + ".isOf( " + DrlLiteral.of(rule) + " )";
                    case Conditional.Argument.NumberAt(String variable, java.math.BigDecimal percent, String path) ->
                        variable + ".numberAt( " + DrlLiteral.of(percent) + ", " + DrlLiteral.of(path) + " )";
                })
                .collect(Collectors.joining(", "));
        return function.variable() + " : " + function.name() + (arguments.isEmpty() ? "()" : "( " + arguments + " )");
    }

    private static String topHaving(Conditional.Having having) {
        String text = having(having);
        boolean several = !(having instanceof Conditional.Having.Compare);
        return several ? text.substring(2, text.length() - 2) : text;
    }

    private static String having(Conditional.Having having) {
        return switch (having) {
            case Conditional.Having.Compare(String variable, String operator, java.math.BigDecimal bound) ->
                variable + " " + operator + " " + DrlLiteral.of(bound);
            case Conditional.Having.AllOf(List<Conditional.Having> parts) ->
                parts.stream().map(DrlPrinter::having).collect(Collectors.joining(" && ", "( ", " )"));
            case Conditional.Having.AnyOf(List<Conditional.Having> parts) ->
                parts.stream().map(DrlPrinter::having).collect(Collectors.joining(" || ", "( ", " )"));
        };
    }

    /** On one line if it fits; else the window and the stream on the next. */
    private void pattern(int indent, String before, StreamPattern pattern, String after) {
        String head = before + (pattern.variable() == null ? "" : pattern.variable() + " : ") + pattern.fact() + "(";
        List<String> parts = pattern.parts().stream().map(DrlPrinter::part).toList();
        String where = (pattern.window() == null ? "" : "over window:time( " + DrlDuration.of(pattern.window()) + " ) ")
                + "from entry-point " + DrlLiteral.of(pattern.stream()) + after;
        String flat = head + (parts.isEmpty() ? ")" : " " + String.join(", ", parts) + " )") + " " + where;
        if (indent == 1 && out.fits(indent, flat)) {
            out.line(indent, flat);
        } else {
            out.list(indent, head, parts, ")");
            out.line(indent + 1, where);
        }
    }

    private static String part(Conditional.Part part) {
        return switch (part) {
            case Conditional.Part.Property(String variable, String property) -> variable + " : " + property;
            case Conditional.Part.Carried(String variable, String method, List<String> paths) ->
                variable + " : " + method + "( "
                        + paths.stream().map(DrlLiteral::of).collect(Collectors.joining(", ")) + " )";
            case Conditional.Part.Same(String property, String variable) -> property + " == " + variable;
            case Conditional.Part.After(java.time.Duration span, String variable) ->
                "this after[ 1ms, " + DrlDuration.of(span) + " ] " + variable;
        };
    }

    private void action(Action action) {
        switch (action) {
            case Action.WriteMatches(String stream, MatchSpec matches) ->
                out.chain(
                        1,
                        writeTo(stream),
                        matchOf(matches),
                        matches.carried().stream().map(DrlPrinter::carried).toList(),
                        " );");
            case Action.WriteFact(String stream, String variable) ->
                out.line(1, writeTo(stream) + " " + variable + " );");
            case Action.Remember(String stream, String variable) ->
                out.line(1, "streams.remember( " + DrlLiteral.inStatement(stream) + ", " + variable + " );");
            case Action.Raise(String stream, FindingSpec finding) ->
                finding(stream == null ? "" : writeTo(stream), finding, stream == null ? " );" : " ) );");
            case Action.WriteFound(String stream, String group, String evidence, boolean alike) ->
                out.chain(
                        1,
                        writeTo(stream),
                        (alike ? "Match.alike( " : "Match.found( ") + group + ", " + evidence + " )",
                        List.of(),
                        " );");
        }
    }

    private static String writeTo(String stream) {
        return "streams.write( " + DrlLiteral.inStatement(stream) + ",";
    }

    private void finding(String outer, FindingSpec finding, String after) {
        String group = finding.group() == null ? "" : finding.group() + ", ";
        List<String> values = finding.values().stream()
                .map(value -> ".showing( " + DrlLiteral.inStatement(value.name()) + ", " + value.variable() + " )")
                .toList();
        String head = "alerts.raise( drools.getRule(), Alert.of( " + group + finding.evidence() + " )";
        out.chain(1, outer, head, values, after);
    }

    private static String matchOf(MatchSpec matches) {
        String keys = matches.keys().stream()
                .map(key -> ", " + DrlLiteral.inStatement(keyText(key)))
                .collect(Collectors.joining());
        return switch (matches.role()) {
            case Action.Role.Plain() -> "Match.of( " + matches.source() + keys + " )";
            case Action.Role.OfRule(String rule) ->
                "Match.ofRule( " + DrlLiteral.inStatement(rule) + ", " + matches.source() + keys + " )";
            case Action.Role.InOrder(Stage(Stage.Kind kind, int from, int to, boolean last)) ->
                switch (kind) {
                            case NONE -> "Match.of( ";
                            case STEP ->
                                from == to
                                        ? (last ? "Match.lastStep( " : "Match.step( ") + to + ", "
                                        : (last ? "Match.lastSteps( " : "Match.steps( ") + from + ", " + to + ", ";
                            case ABSENT -> "Match.absentAfter( " + from + ", ";
                            case UNTIL -> "Match.until( ";
                        }
                        + matches.source() + keys + " )";
        };
    }

    private static String carried(Action.Carried field) {
        return (field.required() ? ".requiring( " : ".carrying( ") + DrlLiteral.inStatement(field.path()) + " )";
    }

    /** {@code path}, {@code ?path}, {@code name=path}; what would be read as such a sign has a backslash before it. */
    private static String keyText(MatchKey key) {
        String path = keyPart(key.path());
        String text = key.name().equals(key.path()) ? path : keyPart(key.name()) + "=" + path;
        return key.required() ? text : "?" + text;
    }

    private static String keyPart(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = c == '=' || c == '?' && i == 0;
            boolean ambiguous = c == '\\' && (i + 1 == text.length() || "=?\\".indexOf(text.charAt(i + 1)) >= 0);
            out.append(sign || ambiguous ? "\\" : "").append(c);
        }
        return out.toString();
    }
}

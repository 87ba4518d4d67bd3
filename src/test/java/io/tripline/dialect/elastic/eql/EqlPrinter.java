package io.tripline.dialect.elastic.eql;

import io.tripline.dialect.elastic.eql.Expression.Constant;
import io.tripline.dialect.elastic.query.SyntaxException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Writes a tree as a query that reads back as the same tree. */
public final class EqlPrinter {

    /** How tightly an expression binds: the lines of {@link ExpressionParser}. */
    private static final int OR = 0;

    private static final int AND = 1;
    private static final int NOT = 2;
    private static final int COMPARISON = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int UNARY = 6;
    private static final int PRIMARY = 7;

    private final StringBuilder out = new StringBuilder();

    private EqlPrinter() {}

    public static String print(Eql query) {
        EqlPrinter printer = new EqlPrinter();
        printer.query(query);
        return printer.out.toString();
    }

    public static String print(Expression expression) {
        EqlPrinter printer = new EqlPrinter();
        printer.expression(expression, OR);
        return printer.out.toString();
    }

    private void query(Eql query) {
        switch (query) {
            case Eql.EventQuery event -> filter(event.filter());
            case Eql.Sequence sequence -> {
                out.append("sequence");
                by(sequence.by());
                Eql.MaxSpan span = sequence.maxSpan();
                if (span != null) {
                    out.append(" with maxspan=").append(span.value()).append(span.unit());
                }
                sequence.terms().forEach(this::term);
                Eql.Term until = sequence.until();
                if (until != null) {
                    out.append("\nuntil");
                    term(until);
                }
            }
            case Eql.Sample sample -> {
                out.append("sample");
                by(sample.by());
                sample.terms().forEach(this::term);
            }
        }
        for (Eql.Pipe pipe : query.pipes()) {
            out.append("\n| ").append(pipe.name()).append(pipe.arguments().isEmpty() ? "" : " ");
            list(pipe.arguments());
        }
    }

    private void term(Eql.Term term) {
        out.append(term.missing() ? "\n  ![" : "\n  [");
        filter(term.filter());
        out.append(']');
        by(term.by());
        if (term.runs() != 1) {
            out.append(" with runs=").append(term.runs());
        }
    }

    private void by(List<Expression> keys) {
        if (!keys.isEmpty()) {
            out.append(" by ");
            list(keys);
        }
    }

    private void filter(Eql.EventFilter filter) {
        String category = filter.category();
        if (category == null) {
            out.append("any");
        } else if (isPlainName(category)) {
            out.append(category);
        } else {
            text(category);
        }
        out.append(" where ");
        expression(filter.where(), OR);
    }

    private static boolean isPlainName(String name) {
        try {
            List<Token> tokens = EqlLexer.tokens(name);
            return tokens.size() == 2
                    && TokenReader.isName(tokens.getFirst())
                    && tokens.getFirst().span().length() == name.length();
        } catch (SyntaxException notEvenTokens) {
            return false;
        }
    }

    private void list(List<? extends Expression> list) {
        joined(list, ", ", part -> expression(part, OR));
    }

    private <T> void joined(List<T> parts, String separator, Consumer<T> print) {
        for (Iterator<T> rest = parts.iterator(); rest.hasNext(); ) {
            print.accept(rest.next());
            out.append(rest.hasNext() ? separator : "");
        }
    }

    /** @param least how tightly it must bind to need no parentheses */
    private void expression(Expression expression, int least) {
        boolean wrapped = binding(expression) < least;
        out.append(wrapped ? "(" : "");
        switch (expression) {
            case Expression.Or or -> joined(or.parts(), " or ", part -> expression(part, AND));
            case Expression.And and -> joined(and.parts(), " and ", part -> expression(part, NOT));
            case Expression.Not not -> {
                out.append("not ");
                expression(not.part(), NOT);
            }
            case Expression.Comparison comparison -> {
                expression(comparison.left(), SUM);
                out.append(' ').append(comparison.comparator().sign()).append(' ');
                expression(comparison.right(), SUM);
            }
            case Expression.In in -> {
                expression(in.value(), PRIMARY);
                out.append(in.negated() ? " not" : "").append(in.ignoreCase() ? " in~ (" : " in (");
                list(in.list());
                out.append(')');
            }
            case Expression.Matches matches -> {
                expression(matches.value(), PRIMARY);
                out.append(' ')
                        .append(matches.matcher().sign())
                        .append(matches.patterns().size() == 1 ? " " : " (");
                list(matches.patterns());
                out.append(matches.patterns().size() == 1 ? "" : ")");
            }
            case Expression.Arithmetic arithmetic -> {
                boolean tight = arithmetic.operation().bindsTighter();
                expression(arithmetic.left(), tight ? PRODUCT : SUM);
                out.append(' ').append(arithmetic.operation().sign()).append(' ');
                expression(arithmetic.right(), tight ? UNARY : PRODUCT);
            }
            case Expression.Negative negative -> {
                out.append('-');
                expression(negative.part(), UNARY);
            }
            case Expression.Call call -> {
                out.append(call.function()).append(call.ignoreCase() ? "~(" : "(");
                list(call.arguments());
                out.append(')');
            }
            case Expression.Field field -> {
                out.append(field.optional() ? "?" : "");
                joined(field.names(), ".", this::name);
            }
            case Constant constant -> constant(constant);
        }
        out.append(wrapped ? ")" : "");
    }

    private static int binding(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> OR;
            case Expression.And and -> AND;
            case Expression.Not not -> NOT;
            case Expression.Comparison comparison -> COMPARISON;
            case Expression.Arithmetic arithmetic -> arithmetic.operation().bindsTighter() ? PRODUCT : SUM;
            case Expression.Negative negative -> UNARY;
            case Expression.In in -> UNARY;
            case Expression.Matches matches -> UNARY;
            case Expression.Call call -> PRIMARY;
            case Expression.Field field -> PRIMARY;
            case Constant constant -> PRIMARY;
        };
    }

    private void name(String name) {
        if (isPlainName(name)) {
            out.append(name);
        } else {
            out.append('`').append(name.replace("`", "``")).append('`');
        }
    }

    private void constant(Constant constant) {
        switch (constant) {
            case Constant.Text text -> text(text.value());
            case Constant.Number number -> out.append(number.value());
            case Constant.Bool bool -> out.append(bool.value());
            case Constant.Null n -> out.append("null");
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}

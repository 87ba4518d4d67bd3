package io.tripline.dialect.elastic.kql;

import io.tripline.dialect.elastic.kql.Kql.Values;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes a tree as a query that reads back as the same tree, with no more parentheses than that needs. */
public final class KqlPrinter {

    private final StringBuilder out = new StringBuilder();

    private KqlPrinter() {}

    public static String print(Kql query) {
        KqlPrinter printer = new KqlPrinter();
        printer.query(query);
        return printer.out.toString();
    }

    private void query(Kql query) {
        switch (query) {
            case Kql.Everything e -> {}
            case Kql.Or or -> joined(or.parts(), " or ", (part, p) -> p.wrapped(part instanceof Kql.Or, part));
            case Kql.And and ->
                joined(
                        and.parts(),
                        " and ",
                        (part, p) -> p.wrapped(part instanceof Kql.Or || part instanceof Kql.And, part));
            case Kql.Not not -> {
                out.append("not ");
                wrapped(isCompound(not.part()), not.part());
            }
            case Kql.Nested nested -> {
                literal(nested.field());
                out.append(": { ");
                query(nested.query());
                out.append(" }");
            }
            case Kql.Range range -> {
                literal(range.field());
                out.append(' ').append(range.operator().sign()).append(' ');
                literal(range.value());
            }
            case Kql.FieldValues test -> {
                literal(test.field());
                out.append(": ");
                values(test.values(), true);
            }
            case Kql.FreeText text -> literal(text.value());
        }
    }

    private static boolean isCompound(Kql query) {
        return query instanceof Kql.Or || query instanceof Kql.And || query instanceof Kql.Not;
    }

    private void wrapped(boolean inParentheses, Kql query) {
        out.append(inParentheses ? "(" : "");
        query(query);
        out.append(inParentheses ? ")" : "");
    }

    private void values(Values values, boolean wrap) {
        out.append(wrap && !(values instanceof Values.One) ? "(" : "");
        switch (values) {
            case Values.One one -> literal(one.value());
            case Values.AnyOf any ->
                joined(any.parts(), " or ", (part, p) -> p.values(part, part instanceof Values.AnyOf));
            case Values.AllOf all ->
                joined(
                        all.parts(),
                        " and ",
                        (part, p) -> p.values(part, part instanceof Values.AnyOf || part instanceof Values.AllOf));
            case Values.NoneOf none -> {
                out.append("not ");
                values(none.part(), true);
            }
        }
        out.append(wrap && !(values instanceof Values.One) ? ")" : "");
    }

    private <T> void joined(List<T> parts, String separator, BiConsumer<T, KqlPrinter> print) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : separator);
            print.accept(parts.get(i), this);
        }
    }

    private void literal(KqlLiteral literal) {
        switch (literal) {
            case KqlLiteral.Quoted quoted -> quoted(quoted.text());
            case KqlLiteral.Unquoted unquoted -> unquoted(unquoted.text());
            case KqlLiteral.Wildcard wildcard -> {
                for (int i = 0; i < wildcard.parts().size(); i++) {
                    out.append(i == 0 ? "" : "*");
                    unquoted(wildcard.parts().get(i));
                }
            }
            case KqlLiteral.Bool bool -> out.append(bool.value());
            case KqlLiteral.Null n -> out.append("null");
        }
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
        out.append('"');
    }

    private void unquoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\\', '(', ')', ':', '<', '>', '"', '*', '{', '}' ->
                    out.append('\\').append(c);
                // the first letter of what could be a keyword; '\not' would read as a line feed
                case 'o', 'O', 'a', 'A', 'n', 'N' ->
                    out.append(mayBeKeyword(text, i) ? String.format("\\u%04x", (int) c) : c);
                default -> out.append(c);
            }
        }
    }

    private static boolean mayBeKeyword(String text, int i) {
        boolean behindBlank = i > 0 && LiteralReader.isSpace(text.charAt(i - 1));
        return behindBlank && (isWord(text, i, "or") || isWord(text, i, "and")) || isWord(text, i, "not");
    }

    private static boolean isWord(String text, int i, String keyword) {
        int end = i + keyword.length();
        return text.regionMatches(true, i, keyword, 0, keyword.length())
                && (end == text.length() || LiteralReader.isSpace(text.charAt(end)));
    }
}

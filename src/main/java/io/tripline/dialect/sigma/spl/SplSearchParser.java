package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.SplToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a search: terms side by side mean and, which binds less than or. */
final class SplSearchParser {

    /** Fields by which Splunk finds its data: they say nothing of the event. */
    private static final Set<String> SPLUNKS_OWN =
            Set.of("index", "sourcetype", "source", "host", "earliest", "latest", "eventtype", "splunk_server");

    private final SplTokens tokens;

    SplSearchParser(SplTokens tokens) {
        this.tokens = tokens;
    }

    SplFilter parse() throws SplUnreadable {
        SplFilter filter = all();
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return filter;
    }

    private SplFilter all() throws SplUnreadable {
        List<SplFilter> parts = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.peek().is(")")) {
            if (!tokens.acceptWord("AND")) {
                parts.add(any());
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new SplFilter.All(parts);
    }

    private SplFilter any() throws SplUnreadable {
        List<SplFilter> parts = new ArrayList<>(List.of(term()));
        while (tokens.acceptWord("OR")) {
            parts.add(term());
        }
        return parts.size() == 1 ? parts.getFirst() : new SplFilter.Any(parts);
    }

    private SplFilter term() throws SplUnreadable {
        tokens.enter();
        SplFilter term;
        if (tokens.acceptWord("NOT")) {
            term = new SplFilter.Not(term());
        } else if (tokens.accept("(")) {
            term = all();
            tokens.expect(")");
        } else {
            term = comparison();
        }
        tokens.leave();
        return term;
    }

    private SplFilter comparison() throws SplUnreadable {
        if (tokens.peek().is("[") || tokens.peek().is("`")) {
            throw new SplUnreadable(tokens.peek().is("[") ? "a subsearch" : "a macro");
        }
        String field = tokens.name();
        if (tokens.acceptWord("IN")) {
            return in(field);
        }
        if (tokens.accept("=") || tokens.accept("==")) {
            return equal(field);
        }
        if (tokens.accept("!=")) {
            // Splunk lets events without the field not through here.
            return new SplFilter.All(List.of(new SplFilter.Present(field), new SplFilter.Not(equal(field))));
        }
        if (tokens.peek().kind() == Kind.SYMBOL
                && !tokens.peek().is(")")
                && !tokens.peek().is("(")) {
            throw new SplUnreadable("'" + tokens.peek().text() + "' in a search");
        }
        return new SplFilter.Anywhere(field);
    }

    private SplFilter equal(String field) throws SplUnreadable {
        SplToken value = tokens.peek();
        String name = placeholder(value);
        if (SPLUNKS_OWN.contains(field)) {
            tokens.take();
            return new SplFilter.All(List.of());
        }
        if (name != null) {
            tokens.take();
            return new SplFilter.Placeholder(field, name, value.offset());
        }
        return new SplFilter.OneOf(field, List.of(tokens.name()));
    }

    private SplFilter in(String field) throws SplUnreadable {
        tokens.expect("(");
        List<SplFilter> parts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        while (!tokens.accept(")")) {
            String name = placeholder(tokens.peek());
            if (name != null) {
                parts.add(new SplFilter.Placeholder(field, name, tokens.take().offset()));
            } else {
                texts.add(tokens.name());
            }
            tokens.accept(",");
        }
        if (!texts.isEmpty()) {
            parts.addFirst(new SplFilter.OneOf(field, texts));
        }
        return parts.size() == 1 ? parts.getFirst() : new SplFilter.Any(parts);
    }

    private static @org.jspecify.annotations.Nullable String placeholder(SplToken token) {
        if (token.kind() == Kind.PLACEHOLDER) {
            return token.text();
        }
        String text = token.text();
        boolean braces = (token.kind() == Kind.QUOTED || token.kind() == Kind.FIELD)
                && text.length() > 2
                && text.startsWith("{")
                && text.endsWith("}")
                && SplLexer.isName(text.substring(1, text.length() - 1));
        return braces ? text.substring(1, text.length() - 1) : null;
    }
}

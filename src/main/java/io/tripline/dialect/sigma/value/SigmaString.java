package io.tripline.dialect.sigma.value;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards, its escapes resolved. Specification 2.1, "Escaping": a backslash takes {@code *}, {@code ?} and
 * itself literally and stands for itself before anything else.
 *
 * @param parts never two literals in a row, no empty literal
 */
public record SigmaString(List<Part> parts) {

    sealed interface Part {}

    record Literal(String text) implements Part {}

    /** {@code *} and {@code ?}. */
    enum Wildcard implements Part {
        ANY_TEXT,
        ANY_CHARACTER
    }

    public SigmaString {
        parts = List.copyOf(parts);
    }

    public static SigmaString parse(String raw) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length() && "*?\\".indexOf(raw.charAt(i + 1)) >= 0) {
                literal.append(raw.charAt(++i));
            } else if (c == '*' || c == '?') {
                flush(literal, parts);
                parts.add(c == '*' ? Wildcard.ANY_TEXT : Wildcard.ANY_CHARACTER);
            } else {
                literal.append(c);
            }
        }
        flush(literal, parts);
        return new SigmaString(parts);
    }

    public static SigmaString literal(String text) {
        return new SigmaString(text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }

    /** A text in which only {@code *} is special, as Splunk has it. */
    public static SigmaString starsOnly(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '*') {
                literal.append(text.charAt(i));
                continue;
            }
            flush(literal, parts);
            if (parts.isEmpty() || parts.getLast() != Wildcard.ANY_TEXT) {
                parts.add(Wildcard.ANY_TEXT);
            }
        }
        flush(literal, parts);
        return new SigmaString(parts);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    boolean hasWildcards() {
        return parts.stream().anyMatch(Wildcard.class::isInstance);
    }

    /** The literal text; wildcards are left out. */
    public String literalText() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            }
        }
        return text.toString();
    }

    boolean startsWithAnyText() {
        return !parts.isEmpty() && parts.getFirst() == Wildcard.ANY_TEXT;
    }

    boolean endsWithAnyText() {
        return !parts.isEmpty() && parts.getLast() == Wildcard.ANY_TEXT;
    }

    public SigmaString anythingBefore() {
        return startsWithAnyText() ? this : new SigmaString(List.of(Wildcard.ANY_TEXT)).then(this);
    }

    public SigmaString anythingAfter() {
        return endsWithAnyText() ? this : then(new SigmaString(List.of(Wildcard.ANY_TEXT)));
    }

    SigmaString then(SigmaString next) {
        List<Part> joined = new ArrayList<>(parts);
        for (Part part : next.parts) {
            if (part instanceof Literal right && !joined.isEmpty() && joined.getLast() instanceof Literal left) {
                joined.set(joined.size() - 1, new Literal(left.text() + right.text()));
            } else {
                joined.add(part);
            }
        }
        return new SigmaString(joined);
    }

    /** Without the wildcards at its ends. */
    SigmaString inner() {
        int from = startsWithAnyText() ? 1 : 0;
        int to = parts.size() - (endsWithAnyText() && parts.size() > from ? 1 : 0);
        return new SigmaString(parts.subList(from, to));
    }

    /** As {@code event.Glob} reads it; a backslash is doubled only where it would be taken for an escape. */
    String glob() {
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Wildcard wildcard -> glob.append(wildcard == Wildcard.ANY_TEXT ? '*' : '?');
                case Literal literal -> escape(literal.text(), i + 1 < parts.size(), glob);
            }
        }
        return glob.toString();
    }

    private static void escape(String text, boolean wildcardFollows, StringBuilder glob) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ambiguous =
                    c == '\\' && (i + 1 < text.length() ? "*?\\".indexOf(text.charAt(i + 1)) >= 0 : wildcardFollows);
            if (c == '*' || c == '?' || ambiguous) {
                glob.append('\\');
            }
            glob.append(c);
        }
    }
}

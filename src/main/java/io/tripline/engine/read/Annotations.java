package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Kind;
import io.tripline.engine.read.Lexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads what a rule says of itself: texts, numbers and words. Drools never sees it. */
final class Annotations {

    private final DrlText findings;

    Annotations(DrlText findings) {
        this.findings = findings;
    }

    Map<String, List<String>> of(RuleDescr rule, Span around) {
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (AnnotationDescr annotation : rule.getAnnotations()) {
            Span span = findings.span(annotation, around);
            metadata.put(annotation.getName(), findings.attempt(() -> values(annotation, span), List.of()));
        }
        return metadata;
    }

    private List<String> values(AnnotationDescr annotation, Span span) {
        Map<String, Object> values = annotation.getValueMap();
        if (annotation.isDuplicated() || values.keySet().stream().anyMatch(key -> !key.equals("value"))) {
            throw new Unreadable(
                    span,
                    "@" + annotation.getName() + " must be a list of texts",
                    "write @" + annotation.getName() + "( \"…\", \"…\" )");
        }
        String text = annotation.getSingleValueAsString();
        if (text == null) {
            return List.of();
        }
        try {
            return list(Tokens.of(text, 0));
        } catch (Unreadable unreadable) {
            throw new Unreadable(
                    span,
                    "@" + annotation.getName() + " has texts, numbers and words only: " + unreadable.sentence(),
                    "write @" + annotation.getName() + "( \"…\" )");
        }
    }

    private static List<String> list(Tokens tokens) {
        boolean inBrackets = tokens.accept("[");
        List<String> values = new ArrayList<>();
        if (!tokens.peek().is("]") && tokens.peek().kind() != Kind.END) {
            do {
                boolean negative = tokens.accept("-");
                Token value = tokens.next();
                if (value.kind() == Kind.SYMBOL
                        || value.kind() == Kind.END
                        || negative && value.kind() != Kind.NUMBER) {
                    tokens.back();
                    throw tokens.unexpected("a text");
                }
                values.add((negative ? "-" : "") + value.text());
            } while (tokens.accept(","));
        }
        if (inBrackets) {
            tokens.expect("]");
        }
        tokens.expectEnd();
        return values;
    }
}

package io.tripline.dialect.sigma.value;

import io.tripline.dialect.sigma.value.ModifierChain.Placeholders;
import io.tripline.dialect.sigma.value.Operand.Texts;
import io.tripline.dialect.sigma.value.SigmaString.Literal;
import io.tripline.dialect.sigma.value.SigmaString.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code expand} modifier: {@code %name%} becomes the values of that parameter, each of which may hold wildcards;
 * {@code \%} is a plain percent sign.
 */
final class Expansion {

    private final Placeholders placeholders;
    private List<SigmaString> expanded = List.of(new SigmaString(List.of()));

    private Expansion(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    static Operand of(Texts texts, Placeholders placeholders) {
        List<SigmaString> all = new ArrayList<>();
        for (SigmaString text : texts.alternatives()) {
            Expansion expansion = new Expansion(placeholders);
            for (Part part : text.parts()) {
                Operand problem = part instanceof Literal literal
                        ? expansion.literal(literal.text())
                        : expansion.then(List.of(new SigmaString(List.of(part))));
                if (problem != null) {
                    return problem;
                }
            }
            all.addAll(expansion.expanded);
        }
        return new Texts(all, texts.placed());
    }

    private Operand.@Nullable Illegal literal(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '%') {
                plain.append(text.charAt(++i));
                continue;
            }
            int end = c == '%' ? endOfName(text, i + 1) : -1;
            if (end < 0) {
                plain.append(c);
                continue;
            }
            String name = text.substring(i + 1, end);
            List<String> values = placeholders.values(name);
            if (values == null) {
                return Operand.illegalValue(
                        "the placeholder %" + name + "% has no value",
                        "set " + Parameters.key(name) + " in application.properties");
            }
            Operand.Illegal problem = then(List.of(SigmaString.literal(plain.toString())));
            problem = problem != null
                    ? problem
                    : then(values.stream().map(SigmaString::parse).toList());
            if (problem != null) {
                return problem;
            }
            plain.setLength(0);
            i = end;
        }
        return then(List.of(SigmaString.literal(plain.toString())));
    }

    /** The index of the percent sign that ends a name, -1 where none begins here. */
    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end))
                        || text.charAt(end) == '_'
                        || text.charAt(end) == '-')) {
            end++;
        }
        return end > start && end < text.length() && text.charAt(end) == '%' ? end : -1;
    }

    private Operand.@Nullable Illegal then(List<SigmaString> endings) {
        if ((long) expanded.size() * endings.size() > ModifierChain.MOST_TEXTS * 5L) {
            return Operand.illegalValue("the placeholders make too many texts of this value", "use fewer of them");
        }
        expanded = Encodings.append(expanded, endings);
        return null;
    }
}

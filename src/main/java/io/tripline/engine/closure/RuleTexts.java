package io.tripline.engine.closure;

import io.tripline.engine.read.CanonicalText;
import io.tripline.engine.read.Conditional;
import io.tripline.engine.read.Conditional.Source;
import io.tripline.engine.read.Constraint;
import io.tripline.engine.read.Expression;
import io.tripline.engine.read.RuleFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one file by their canonical text, which is what Drools was given and hands back: so each is found again whatever
 * has become of the tree around it. One whose text means two things in a rule is not found.
 */
final class RuleTexts {

    /** The rule in whose place the named windows of a file stand. */
    private static final String WINDOWS = "";

    private record Place(String rule, Class<?> fact, String text) {}

    private final Map<Place, Expression> expressions = new HashMap<>();
    private final Set<Place> ambiguous = new HashSet<>();
    private final Set<String> rules = new HashSet<>();

    RuleTexts(RuleFile file) {
        file.windows().forEach(window -> add(WINDOWS, window.pattern()));
        file.rules().forEach(rule -> {
            rules.add(rule.name());
            rule.when().forEach(conditional -> add(rule.name(), conditional));
        });
    }

    /** @param fact what {@code this} is; Object where there is none */
    @Nullable
    Expression find(String rule, Class<?> fact, String text) {
        Place place = new Place(rules.contains(rule) ? rule : WINDOWS, fact, bare(text));
        return ambiguous.contains(place) ? null : expressions.get(place);
    }

    private void add(String rule, Conditional conditional) {
        conditional.all().forEach(part -> {
            switch (part) {
                case Conditional.Pattern pattern -> add(rule, pattern);
                case Conditional.Holds holds -> put(rule, Object.class, holds.expression());
                case Conditional.And and -> {}
                case Conditional.Or or -> {}
                case Conditional.Not not -> {}
                case Conditional.Exists exists -> {}
                case Conditional.ForAll all -> {}
            }
        });
    }

    private void add(String rule, Conditional.Pattern pattern) {
        for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Constraint.Computed computed) {
                tests(rule, pattern.type(), computed.expression());
            }
        }
        switch (pattern.source()) {
            case Source.Values(Expression values) -> put(rule, Object.class, values);
            case Source.Aggregated aggregated -> {
                if (aggregated.group() != null) {
                    put(rule, Object.class, aggregated.group().key());
                }
                aggregated.functions().stream()
                        .flatMap(function -> function.arguments().stream())
                        .forEach(argument -> put(rule, Object.class, argument));
            }
            case Source.Session facts -> {}
            case Source.Stream stream -> {}
            case Source.Named window -> {}
            case Source.Collected inner -> {}
        }
    }

    /** Drools takes conjunctions apart, and what is bound or indexed from what it is compared with. */
    private void tests(String rule, Class<?> fact, Expression expression) {
        put(rule, fact, expression);
        switch (expression) {
            case Expression.Binary binary
            when binary.operator().isTest() -> {
                tests(rule, fact, binary.left());
                tests(rule, fact, binary.right());
                Expression turned = Rewritten.turned(binary);
                if (turned != null) {
                    put(rule, fact, turned);
                }
            }
            case Expression.OneOf some -> tests(rule, fact, Rewritten.of(some));
            case Expression.Property property
            when property.of() instanceof Expression.Variable variable -> {
                Class<?> type = variable.type();
                Expression own = new Expression.Fact(type, variable.span());
                put(
                        rule,
                        type,
                        property.method() + "()",
                        new Expression.Property(
                                own, property.name(), property.method(), property.type(), property.span()));
            }
            default -> {}
        }
    }

    private void put(String rule, Class<?> fact, Expression expression) {
        put(rule, fact, CanonicalText.of(expression), expression);
        put(rule, fact, CanonicalText.of(Rewritten.of(expression)), expression);
    }

    private void put(String rule, Class<?> fact, String text, Expression expression) {
        Place place = new Place(rule, fact, bare(text));
        Expression other = expressions.putIfAbsent(place, expression);
        if (other != null && !types(other).equals(types(expression))) {
            ambiguous.add(place);
        }
    }

    /** What its variables are; all else of a text has one meaning. */
    private static Map<String, Class<?>> types(Expression expression) {
        Map<String, Class<?>> types = new HashMap<>();
        expression.all().forEach(part -> {
            if (part instanceof Expression.Variable variable) {
                types.put(variable.name(), variable.type());
            }
        });
        return types;
    }

    /** Without what Drools adds or leaves out: spaces between words and signs, parentheses around what binds closer. */
    private static String bare(String text) {
        return joined(withoutSpaces(text));
    }

    private static String withoutSpaces(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        boolean inText = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inText && c == '\\' && i + 1 < text.length()) {
                bare.append(c).append(text.charAt(++i));
                continue;
            }
            if (c == '"') {
                inText = !inText;
            }
            if (inText || !Character.isWhitespace(c)) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    /** Each alternative, and in it each part of a conjunction, in parentheses of its own. */
    private static String joined(String bare) {
        String inside = inside(bare);
        for (String sign : List.of("||", "&&")) {
            List<String> parts = split(inside, sign);
            if (parts.size() > 1) {
                return parts.stream().map(RuleTexts::joined).collect(Collectors.joining(sign, "(", ")"));
            }
        }
        return inside;
    }

    private static String inside(String bare) {
        String inside = bare;
        while (inside.startsWith("(") && end(inside, 0) == inside.length() - 1) {
            inside = inside.substring(1, inside.length() - 1);
        }
        return inside;
    }

    /** By a sign that stands in no text, and in no parentheses but those of a part. */
    private static List<String> split(String text, String sign) {
        List<String> parts = new ArrayList<>();
        cut(text, sign).forEach(part -> {
            String inside = inside(part);
            if (inside.equals(part)) {
                parts.add(part);
            } else {
                parts.addAll(split(inside, sign));
            }
        });
        return parts;
    }

    private static List<String> cut(String text, String sign) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(sign, at)) {
                parts.add(text.substring(start, at));
                at += sign.length();
                start = at;
            } else {
                at = end(text, at) + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Where the text, the parentheses or the sign ends that begins there. */
    private static int end(String text, int start) {
        char first = text.charAt(start);
        int at = start + 1;
        if (first == '"') {
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        } else if (first == '(' || first == '[') {
            while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != ']') {
                at = end(text, at) + 1;
            }
        } else {
            at = start;
        }
        return Math.min(at, text.length() - 1);
    }
}

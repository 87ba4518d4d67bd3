package io.tripline.dialect.sigma.value;

import io.tripline.dialect.sigma.value.Operand.AsWritten;
import io.tripline.dialect.sigma.value.Operand.Bounded;
import io.tripline.dialect.sigma.value.Operand.Bytes;
import io.tripline.dialect.sigma.value.Operand.Expression;
import io.tripline.dialect.sigma.value.Operand.Networks;
import io.tripline.dialect.sigma.value.Operand.Presence;
import io.tripline.dialect.sigma.value.Operand.Reference;
import io.tripline.dialect.sigma.value.Operand.Texts;
import io.tripline.dialect.sigma.value.Operand.TimeOf;
import io.tripline.event.Decimal;
import io.tripline.event.FieldPath;
import io.tripline.event.Network;
import io.tripline.rule.Comparison;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the modifiers of a field do to one value, in the order they are written. Each step takes what the step before made
 * of the value; what it cannot take is an illegal chain. One chain for one value.
 */
public final class ModifierChain {

    /** So many texts may one value become. */
    public static final int MOST_TEXTS = 2000;

    /** Each of many texts that one value becomes may be so long. */
    private static final int LONGEST_TEXT = 8192;

    private static final int MOST_PARTS = 200;
    private static final int LONGEST_NUMBER = 400;

    private static final Operand TOO_LONG =
            Operand.illegalValue("the value is too long to be multiplied", "shorten it");

    private final Placeholders placeholders;
    private @Nullable Modifier previous;

    /** The values of the placeholders of {@code expand}. */
    public interface Placeholders {
        /** Null where nobody set it. */
        @Nullable
        List<String> values(String name);
    }

    public ModifierChain(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    public Operand step(Modifier modifier, Operand operand) {
        Operand result = apply(modifier, operand);
        previous = modifier;
        return result;
    }

    private Operand apply(Modifier modifier, Operand operand) {
        return switch (modifier) {
            case Modifier.All all -> operand;
            case Modifier.Neq neq -> operand;
            case Modifier.Cased cased -> cased(operand);
            case Modifier.Contains contains -> place(operand, Test.Relation.INCLUDES);
            case Modifier.StartsWith startsWith -> place(operand, Test.Relation.STARTS_WITH);
            case Modifier.EndsWith endsWith -> place(operand, Test.Relation.ENDS_WITH);
            case Modifier.Windash windash -> windash(operand);
            case Modifier.Utf16 utf16 -> utf16(utf16, operand);
            case Modifier.Base64 base64 -> base64(operand, bytes -> List.of(Encodings.base64(bytes)));
            case Modifier.Base64Offset offset -> base64(operand, Encodings::base64Offsets);
            case Modifier.Re re ->
                operand instanceof AsWritten(SigmaValue value) && !(value instanceof SigmaValue.Null)
                        ? new Expression(SigmaValue.spelling(value), false, false, false)
                        : Operand.illegalChain("'re' takes the value as it is written", "write 're' first");
            case Modifier.RegexFlag flag -> flag(flag.flag(), operand);
            case Modifier.Cidr cidr -> cidr(operand);
            case Modifier.Compare compare -> compare(compare.comparison(), operand);
            case Modifier.Exists exists -> exists(operand);
            case Modifier.FieldRef fieldRef -> fieldRef(operand);
            case Modifier.Expand expand -> expand(operand);
            case Modifier.TimePart part -> timePart(part.part(), operand);
        };
    }

    private static Operand cased(Operand operand) {
        return switch (operand) {
            case AsWritten written -> written;
            case Texts texts -> texts;
            case Bytes bytes -> bytes;
            case Reference reference -> reference;
            case Expression expression ->
                Operand.illegalChain("'cased' after 're'", "leave it out: regular expressions are cased");
            case Networks n -> Operand.illegalChain("'cased' does not go with networks", "leave it out");
            case Bounded b -> Operand.illegalChain("'cased' does not go with numbers", "leave it out");
            case TimeOf t -> Operand.illegalChain("'cased' does not go with times", "leave it out");
            case Presence p -> Operand.illegalChain("'cased' does not go with 'exists'", "leave it out");
            case Operand.Illegal illegal -> illegal;
        };
    }

    private static Operand place(Operand operand, Test.Relation where) {
        return switch (operand) {
            case AsWritten(SigmaValue.Null none) ->
                Operand.illegalValue("null has no text to look for", "write the field without modifiers");
            case AsWritten(SigmaValue value) ->
                place(new Texts(List.of(SigmaString.parse(SigmaValue.spelling(value))), false), where);
            case Texts texts
            when texts.placed() ->
                Operand.illegalChain(
                        "two of 'contains', 'startswith' and 'endswith' on one value",
                        "use one of them, or a wildcard in the value");
            case Texts texts ->
                new Texts(
                        texts.alternatives().stream()
                                .map(text -> placed(text, where))
                                .toList(),
                        true);
            case Bytes bytes
            when bytes.asTexts().isEmpty() ->
                Operand.illegalChain(
                        "UTF-16 with bytes that are no text", "write 'base64' or 'base64offset' before it");
            case Bytes bytes ->
                place(
                        new Texts(
                                bytes.asTexts().stream()
                                        .map(SigmaString::literal)
                                        .toList(),
                                false),
                        where);
            case Expression expression -> anchored(expression, where);
            case Reference reference
            when reference.relation() == Test.Relation.EQUAL -> new Reference(reference.field(), where);
            case Reference reference ->
                Operand.illegalChain("two of 'contains', 'startswith' and 'endswith' on one value", "use one of them");
            case Networks n ->
                Operand.illegalChain("a network is no text", "leave it out: 'cidr' looks at the address");
            case Bounded b -> Operand.illegalChain("a comparison of numbers is no text", "leave one of them out");
            case TimeOf t -> Operand.illegalChain("a part of a time is no text", "leave one of them out");
            case Presence p -> Operand.illegalChain("'exists' does not look at the text", "leave one of them out");
            case Operand.Illegal illegal -> illegal;
        };
    }

    private static SigmaString placed(SigmaString text, Test.Relation where) {
        return switch (where) {
            case EQUAL -> text;
            case STARTS_WITH -> text.anythingAfter();
            case ENDS_WITH -> text.anythingBefore();
            case INCLUDES -> text.anythingBefore().anythingAfter();
        };
    }

    private static Expression anchored(Expression expression, Test.Relation where) {
        String regex =
                switch (where) {
                    case EQUAL, INCLUDES -> expression.regex();
                    case STARTS_WITH -> "\\A(?:" + expression.regex() + ")";
                    case ENDS_WITH -> "(?:" + expression.regex() + ")\\z";
                };
        return new Expression(regex, expression.ignoreCase(), expression.multiLine(), expression.dotAll());
    }

    /** The value as texts, null where it is none any more. */
    private static @Nullable Texts texts(Operand operand) {
        return switch (operand) {
            case Texts texts -> texts;
            case AsWritten(SigmaValue.Null none) -> null;
            case AsWritten(SigmaValue value) ->
                new Texts(List.of(SigmaString.parse(SigmaValue.spelling(value))), false);
            default -> null;
        };
    }

    private static Operand windash(Operand operand) {
        Texts texts = texts(operand);
        if (texts == null) {
            return Operand.illegalChain("'windash' works on texts", "write it next to the field's name");
        }
        if (areTooLong(texts)) {
            return TOO_LONG;
        }
        List<SigmaString> written = new ArrayList<>();
        for (SigmaString text : texts.alternatives()) {
            List<SigmaString> more = Encodings.dashes(text, MOST_TEXTS - written.size());
            if (more.isEmpty()) {
                return Operand.illegalValue(
                        "'windash' makes more than " + MOST_TEXTS + " texts of this value",
                        "split it with 'contains|all|windash'");
            }
            written.addAll(more);
        }
        return new Texts(written, texts.placed());
    }

    private static Operand utf16(Modifier.Utf16 encoding, Operand operand) {
        Texts texts = texts(operand);
        if (texts == null) {
            return Operand.illegalChain(
                    "a second encoding of one value", "use one of wide, utf16le, utf16be and utf16");
        }
        if (texts.placed() || texts.alternatives().stream().anyMatch(SigmaString::hasWildcards)) {
            return Operand.illegalChain("wildcards cannot be encoded", "write 'contains' last");
        }
        List<String> plain =
                texts.alternatives().stream().map(SigmaString::literalText).toList();
        List<String> bytes = plain.stream()
                .map(text -> Encodings.utf16(text, encoding.bigEndian(), encoding.byteOrderMark()))
                .toList();
        boolean readable = !encoding.byteOrderMark()
                && plain.stream().allMatch(text -> text.chars().allMatch(c -> c < 0x80));
        return new Bytes(bytes, readable ? bytes : List.of());
    }

    private static Operand base64(Operand operand, java.util.function.Function<String, List<String>> encoding) {
        List<String> bytes;
        if (operand instanceof Bytes encoded) {
            bytes = encoded.bytes();
        } else {
            Texts texts = texts(operand);
            if (texts == null) {
                return Operand.illegalChain("base64 is made of texts", "write it next to the field's name");
            }
            if (texts.placed() || texts.alternatives().stream().anyMatch(SigmaString::hasWildcards)) {
                return Operand.illegalChain("wildcards cannot be encoded", "write 'contains' after it");
            }
            bytes = texts.alternatives().stream()
                    .map(text -> Encodings.utf8(text.literalText()))
                    .toList();
        }
        List<SigmaString> texts = bytes.stream()
                .flatMap(value -> encoding.apply(value).stream())
                .map(SigmaString::literal)
                .toList();
        return texts.isEmpty()
                ? Operand.illegalValue("the value is too short to be found in base64", null)
                : new Texts(texts, false);
    }

    private static Operand flag(char flag, Operand operand) {
        if (!(operand instanceof Expression expression)) {
            return Operand.illegalChain("a flag of 're' without 're'", "write it after 're'");
        }
        return new Expression(
                expression.regex(),
                expression.ignoreCase() || flag == 'i',
                expression.multiLine() || flag == 'm',
                expression.dotAll() || flag == 's');
    }

    private static Operand cidr(Operand operand) {
        Texts texts = texts(operand);
        if (texts == null || texts.placed()) {
            return Operand.illegalChain(
                    "'cidr' takes networks as they are written", "write it next to the field's name");
        }
        List<String> networks = new ArrayList<>();
        for (SigmaString text : texts.alternatives()) {
            String network = text.glob();
            if (Network.parse(network) == null) {
                return Operand.illegalValue(
                        "'" + network + "' is no network in CIDR notation", "for example 10.0.0.0/8 or fe80::/10");
            }
            networks.add(network);
        }
        return new Networks(networks);
    }

    private Operand compare(Comparison comparison, Operand operand) {
        if (operand instanceof TimeOf time && time.comparison() == Comparison.EQUAL) {
            return new TimeOf(time.part(), comparison, time.bound());
        }
        Texts texts = texts(operand);
        boolean expanded = previous instanceof Modifier.Expand
                && texts != null
                && texts.alternatives().size() == 1;
        if (!(operand instanceof AsWritten) && !expanded) {
            return Operand.illegalChain("a comparison takes one number", "leave the other modifier out");
        }
        String spelling = texts == null ? "" : texts.alternatives().getFirst().literalText();
        BigDecimal bound = number(spelling);
        return bound == null
                ? Operand.illegalValue("'" + spelling + "' is no number", "lt, lte, gt and gte compare numbers")
                : new Bounded(comparison, bound);
    }

    /** The number that a rule writes, decimal, hexadecimal or octal as in YAML; null where the text is none. */
    public static @Nullable BigDecimal number(String spelling) {
        int radix = spelling.startsWith("0x") ? 16 : spelling.startsWith("0o") ? 8 : 10;
        if (radix == 10 || spelling.length() > LONGEST_NUMBER) {
            return Decimal.parse(spelling);
        }
        try {
            return new BigDecimal(new BigInteger(spelling.substring(2), radix));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static Operand exists(Operand operand) {
        if (!(operand instanceof AsWritten(SigmaValue value))) {
            return Operand.illegalChain("'exists' stands alone", "leave the other modifiers out");
        }
        return switch (SigmaValue.spelling(value)) {
            case "true" -> new Presence(true);
            case "false" -> new Presence(false);
            default -> Operand.illegalValue("'exists' takes true or false", null);
        };
    }

    private static Operand fieldRef(Operand operand) {
        if (!(operand instanceof AsWritten(SigmaValue value))) {
            return Operand.illegalChain(
                    "'fieldref' takes the name of a field as it is written", "write 'fieldref' first");
        }
        String field = SigmaValue.spelling(value);
        return field.replace("{}", "").isBlank()
                ? Operand.illegalValue("'fieldref' needs the name of a field", null)
                : new Reference(new FieldPath(field), Test.Relation.EQUAL);
    }

    private Operand expand(Operand operand) {
        Texts texts = texts(operand);
        if (texts == null) {
            return Operand.illegalChain("'expand' works on texts", "write it next to the field's name");
        }
        return areTooLong(texts) ? TOO_LONG : Expansion.of(texts, placeholders);
    }

    private static boolean areTooLong(Texts texts) {
        return texts.alternatives().stream()
                .anyMatch(text ->
                        text.parts().size() > MOST_PARTS || text.literalText().length() > LONGEST_TEXT);
    }

    private static Operand timePart(Test.Part part, Operand operand) {
        BigDecimal value =
                operand instanceof AsWritten(SigmaValue written) ? number(SigmaValue.spelling(written)) : null;
        if (value == null) {
            return operand instanceof AsWritten
                    ? Operand.illegalValue("a part of a time is a number", null)
                    : Operand.illegalChain(
                            "a part of a time is taken of the field itself", "write it next to its name");
        }
        int least = part == Test.Part.MINUTE || part == Test.Part.HOUR || part == Test.Part.YEAR ? 0 : 1;
        int most =
                switch (part) {
                    case MINUTE -> 59;
                    case HOUR -> 23;
                    case DAY -> 31;
                    case WEEK -> 53;
                    case MONTH -> 12;
                    case YEAR -> 9999;
                };
        boolean possible =
                value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
        return possible
                ? new TimeOf(part, Comparison.EQUAL, value)
                : Operand.illegalValue(
                        value.toPlainString() + " is no " + part.name().toLowerCase(java.util.Locale.ROOT),
                        "it is from " + least + " to " + most);
    }
}

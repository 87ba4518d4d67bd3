package io.tripline.dialect.sigma.value;

import io.tripline.rule.Comparison;
import io.tripline.rule.Test;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value modifier, the words after a field name: {@code CommandLine|contains|all}. Specification 2.1, appendix "Modifiers".
 * What each does to a value is said once, in {@link ModifierChain}.
 */
public sealed interface Modifier {

    /** The value is somewhere in the field. */
    record Contains() implements Modifier {}

    record StartsWith() implements Modifier {}

    record EndsWith() implements Modifier {}

    /** Every value of the list must hold, not any. */
    record All() implements Modifier {}

    /** Case matters. */
    record Cased() implements Modifier {}

    /** No value of the list holds. */
    record Neq() implements Modifier {}

    record Exists() implements Modifier {}

    /** A dash that begins an option may be any of five characters. */
    record Windash() implements Modifier {}

    /** {@code utf16le}, its other name {@code wide}, {@code utf16be}, and {@code utf16} with a byte order mark. */
    record Utf16(boolean bigEndian, boolean byteOrderMark) implements Modifier {}

    record Base64() implements Modifier {}

    /** Base64 of the value at each of the three offsets that it may have in a longer text. */
    record Base64Offset() implements Modifier {}

    record Re() implements Modifier {}

    /** @param flag i, m or s */
    record RegexFlag(char flag) implements Modifier {}

    record Cidr() implements Modifier {}

    record Compare(Comparison comparison) implements Modifier {}

    record Expand() implements Modifier {}

    /** The value is the name of another field of the event. */
    record FieldRef() implements Modifier {}

    record TimePart(Test.Part part) implements Modifier {}

    /** Every word that a rule may write. */
    List<String> WORDS = List.of(
            "contains",
            "startswith",
            "endswith",
            "all",
            "cased",
            "neq",
            "exists",
            "windash",
            "wide",
            "utf16le",
            "utf16be",
            "utf16",
            "base64",
            "base64offset",
            "re",
            "i",
            "m",
            "s",
            "ignorecase",
            "multiline",
            "dotall",
            "cidr",
            "lt",
            "lte",
            "gt",
            "gte",
            "expand",
            "fieldref",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "year");

    /** The modifier that a word names, null where it names none. Case does not matter. */
    static @Nullable Modifier named(String word) {
        return switch (word) {
            case "contains" -> new Contains();
            case "startswith" -> new StartsWith();
            case "endswith" -> new EndsWith();
            case "all" -> new All();
            case "cased" -> new Cased();
            case "neq" -> new Neq();
            case "exists" -> new Exists();
            case "windash" -> new Windash();
            case "wide", "utf16le" -> new Utf16(false, false);
            case "utf16be" -> new Utf16(true, false);
            case "utf16" -> new Utf16(false, true);
            case "base64" -> new Base64();
            case "base64offset" -> new Base64Offset();
            case "re" -> new Re();
            case "i", "ignorecase" -> new RegexFlag('i');
            case "m", "multiline" -> new RegexFlag('m');
            case "s", "dotall" -> new RegexFlag('s');
            case "cidr" -> new Cidr();
            case "lt" -> new Compare(Comparison.LESS);
            case "lte" -> new Compare(Comparison.AT_MOST);
            case "gt" -> new Compare(Comparison.GREATER);
            case "gte" -> new Compare(Comparison.AT_LEAST);
            case "expand" -> new Expand();
            case "fieldref" -> new FieldRef();
            case "minute" -> new TimePart(Test.Part.MINUTE);
            case "hour" -> new TimePart(Test.Part.HOUR);
            case "day" -> new TimePart(Test.Part.DAY);
            case "week" -> new TimePart(Test.Part.WEEK);
            case "month" -> new TimePart(Test.Part.MONTH);
            case "year" -> new TimePart(Test.Part.YEAR);
            default -> null;
        };
    }
}

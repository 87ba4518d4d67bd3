package io.tripline.dialect.sigma.value;

import io.tripline.event.Decimal;
import io.tripline.rule.Test;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The tests of texts: by the shape of their wildcards, and several of one kind as one. */
public final class Tests {

    private Tests() {}

    /** A text without wildcards is equality, one with a star at an end a beginning or an ending, all else a glob. */
    public static Test of(SigmaString text, boolean cased) {
        SigmaString inner = text.inner();
        if (inner.hasWildcards() || inner.parts().isEmpty() && text.hasWildcards()) {
            return new Test.Like(List.of(text.glob()), cased);
        }
        List<String> literal = List.of(inner.literalText());
        if (text.startsWithAnyText()) {
            return text.endsWithAnyText() ? new Test.Includes(literal, cased) : new Test.EndsWith(literal, cased);
        }
        return text.endsWithAnyText() ? new Test.StartsWith(literal, cased) : new Test.Is(literal, cased);
    }

    /** A number, whatever its spelling in the event; one that is not decimal also as the text that it is. */
    public static List<Test> ofNumber(String spelling) {
        BigDecimal number = ModifierChain.number(spelling);
        Test text = new Test.Is(List.of(spelling), false);
        if (number == null) {
            return List.of(text);
        }
        Test value = new Test.IsNumber(List.of(number));
        return Decimal.parse(spelling) == null ? List.of(text, value) : List.of(value);
    }

    /** Tests of one kind become one test of several texts, in the place of the first. */
    public static List<Test> merge(List<Test> tests) {
        List<Test> merged = new ArrayList<>();
        java.util.Map<Test, Integer> places = new java.util.HashMap<>();
        java.util.Map<Test, List<String>> texts = new java.util.HashMap<>();
        for (Test test : tests) {
            Test kind = with(test, List.of());
            Integer place = kind.equals(test) ? null : places.putIfAbsent(kind, merged.size());
            if (kind.equals(test) || place == null) {
                merged.add(test);
            }
            texts.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(texts(test));
        }
        places.forEach((kind, place) -> merged.set(
                place,
                with(
                        kind,
                        texts.getOrDefault(kind, List.of()).stream().distinct().toList())));
        return merged;
    }

    private static List<String> texts(Test test) {
        return switch (test) {
            case Test.Is is -> is.texts();
            case Test.StartsWith starts -> starts.texts();
            case Test.EndsWith ends -> ends.texts();
            case Test.Includes includes -> includes.texts();
            case Test.Like like -> like.globs();
            case Test.HasWords words -> words.phrases();
            case Test.Regex regex -> regex.expressions();
            case Test.InSubnet subnet -> subnet.networks();
            case Test.IsNumber is ->
                is.numbers().stream().map(BigDecimal::toString).toList();
            case Test.Length length -> List.of();
            case Test.Compare compare -> List.of();
            case Test.CompareText compare -> List.of();
            case Test.Exists exists -> List.of();
            case Test.IsNull none -> List.of();
            case Test.SameAs same -> List.of();
            case Test.TimePart part -> List.of();
        };
    }

    /** The same test of other texts; a test without texts is itself. */
    private static Test with(Test test, List<String> texts) {
        return switch (test) {
            case Test.Is is -> new Test.Is(texts, is.cased());
            case Test.StartsWith starts -> new Test.StartsWith(texts, starts.cased());
            case Test.EndsWith ends -> new Test.EndsWith(texts, ends.cased());
            case Test.Includes includes -> new Test.Includes(texts, includes.cased());
            case Test.Like like -> new Test.Like(texts, like.cased());
            case Test.HasWords words -> new Test.HasWords(texts);
            case Test.Regex regex ->
                new Test.Regex(texts, regex.wholeValue(), regex.ignoreCase(), regex.multiLine(), regex.dotAll());
            case Test.InSubnet subnet -> new Test.InSubnet(texts);
            case Test.IsNumber is ->
                new Test.IsNumber(texts.stream().map(BigDecimal::new).toList());
            case Test.Length length -> length;
            case Test.Compare compare -> compare;
            case Test.CompareText compare -> compare;
            case Test.Exists exists -> exists;
            case Test.IsNull none -> none;
            case Test.SameAs same -> same;
            case Test.TimePart part -> part;
        };
    }
}

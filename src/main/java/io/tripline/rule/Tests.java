package io.tripline.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alternatives on one field as few tests. */
public final class Tests {

    private Tests() {}

    /** Tests of one kind become one test of several texts, in the place of the first. */
    public static List<Test> merge(List<Test> tests) {
        List<Test> merged = new ArrayList<>();
        Map<Test, Integer> places = new HashMap<>();
        Map<Test, List<String>> texts = new HashMap<>();
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
            case Test.CompareWith compare -> List.of();
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
            case Test.CompareWith compare -> compare;
            case Test.Compare compare -> compare;
            case Test.CompareText compare -> compare;
            case Test.Exists exists -> exists;
            case Test.IsNull none -> none;
            case Test.SameAs same -> same;
            case Test.TimePart part -> part;
        };
    }
}

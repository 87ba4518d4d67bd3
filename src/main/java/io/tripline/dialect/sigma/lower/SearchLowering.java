package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.Blanks;
import io.tripline.dialect.sigma.read.Detections.Item;
import io.tripline.dialect.sigma.read.Detections.PlacedModifier;
import io.tripline.dialect.sigma.read.Detections.PlacedValue;
import io.tripline.dialect.sigma.read.Detections.Search;
import io.tripline.dialect.sigma.value.Modifier;
import io.tripline.dialect.sigma.value.ModifierChain;
import io.tripline.dialect.sigma.value.Operand;
import io.tripline.dialect.sigma.value.Operand.AsWritten;
import io.tripline.dialect.sigma.value.Operand.Texts;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.dialect.sigma.value.RegexTranslation;
import io.tripline.dialect.sigma.value.SigmaString;
import io.tripline.dialect.sigma.value.SigmaValue;
import io.tripline.dialect.sigma.value.ValueTests;
import io.tripline.event.FieldPath;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Condition;
import io.tripline.rule.Conditions;
import io.tripline.rule.Test;
import io.tripline.rule.Tests;
import java.util.ArrayList;
import java.util.List;

/** From a search to a condition: values through their modifiers, lists to any or all of them. */
final class SearchLowering {

    /** Of one value. */
    private static final int MOST_BLANKS = 20;

    private final Parameters parameters;
    private final Problems findings;
    private final List<Widened> widened = new ArrayList<>();

    /** A test that holds for more than the rule says; it must not stand under a {@code not}. */
    record Widened(Place place, String reason) {}

    /** @param widened the tests in it that hold for more than the rule says */
    record Lowered(Condition condition, List<Widened> widened) {
        Lowered {
            widened = List.copyOf(widened);
        }
    }

    SearchLowering(Parameters parameters, Problems findings) {
        this.parameters = parameters;
        this.findings = findings;
    }

    /** After an error the condition is of no use, but still a condition. */
    Lowered lower(Search search) {
        widened.clear();
        return new Lowered(condition(search), widened);
    }

    private Condition condition(Search search) {
        return switch (search) {
            case Search.AllOf all ->
                Conditions.all(all.items().stream().map(this::item).toList());
            case Search.AnyOf any ->
                Conditions.any(any.searches().stream().map(this::condition).toList());
        };
    }

    private Condition item(Item item) {
        boolean all = has(item, Modifier.All.class);
        List<List<Test>> tests = new ArrayList<>();
        boolean absent = false;
        for (PlacedValue value : values(item)) {
            Operand operand = operand(item, value);
            absent |= operand instanceof Operand.Presence(boolean wanted) && !wanted;
            tests.add(tests(item, value, operand));
        }
        Condition condition = all
                ? Conditions.all(tests.stream().map(some -> anyOf(item, some)).toList())
                : anyOf(item, tests.stream().flatMap(List::stream).toList());
        return absent != negated(item, all) ? Conditions.not(condition) : condition;
    }

    private boolean negated(Item item, boolean all) {
        for (PlacedModifier placed : item.modifiers()) {
            if (placed.modifier() instanceof Modifier.Neq) {
                if (all) {
                    findings.error(
                            placed.place(), "'neq' with 'all' can be read in two ways", "write 'not' in the condition");
                }
                return true;
            }
        }
        return false;
    }

    private static boolean has(Item item, Class<? extends Modifier> kind) {
        return item.modifiers().stream().anyMatch(placed -> kind.isInstance(placed.modifier()));
    }

    private static Condition anyOf(Item item, List<Test> tests) {
        String field = item.field();
        return Conditions.any(Tests.merge(tests).stream()
                .<Condition>map(test -> field == null
                        ? new Condition.AnyFieldTest(test)
                        : new Condition.FieldTest(new FieldPath(field), test))
                .toList());
    }

    /** The values of the item, with those of parameters in the place of their names. */
    private List<PlacedValue> values(Item item) {
        List<PlacedValue> values = new ArrayList<>();
        boolean regex = has(item, Modifier.Re.class);
        for (PlacedValue placed : item.values()) {
            switch (placed.value()) {
                case SigmaValue.Placeholder(String name) ->
                    replacement(name, placed.place())
                            .forEach(text -> values.add(new PlacedValue(new SigmaValue.Text(text), placed.place())));
                case SigmaValue.Text(String raw)
                when !regex ->
                    filledIn(raw, placed.place())
                            .forEach(text -> values.add(new PlacedValue(new SigmaValue.Text(text), placed.place())));
                case SigmaValue other -> values.add(placed);
            }
        }
        return values;
    }

    /** The values of a parameter; after an error none. */
    private List<String> replacement(String name, Place place) {
        List<String> replacement = parameters.values(name, place);
        if (replacement == null) {
            parameters.complainThatMissing(name, place);
            return List.of();
        }
        return replacement;
    }

    /** A text with values in the place of <code>{several-words}</code> inside of it; more than one where a parameter has more. */
    private List<String> filledIn(String text, Place place) {
        List<String> filled = List.of("");
        int at = 0;
        for (int blanks = 0; ; blanks++) {
            String blank = Blanks.inside(text, at);
            int begin = blank == null ? text.length() : text.indexOf(blank, at);
            String between = text.substring(at, begin);
            List<String> values =
                    blank == null ? List.of("") : replacement(blank.substring(1, blank.length() - 1), place);
            if (blanks > MOST_BLANKS || (long) filled.size() * values.size() > ModifierChain.MOST_TEXTS) {
                findings.error(place, "the placeholders make too many texts of this value", "use fewer of them");
                return List.of();
            }
            filled = filled.stream()
                    .flatMap(start -> values.stream().map(value -> start + between + value))
                    .toList();
            if (blank == null) {
                return filled;
            }
            at = begin + blank.length();
        }
    }

    private Operand operand(Item item, PlacedValue value) {
        ModifierChain chain = new ModifierChain(name -> parameters.values(name, value.place()));
        Operand operand = new AsWritten(value.value());
        warnOfBlank(item, value);
        for (PlacedModifier placed : item.modifiers()) {
            operand = chain.step(placed.modifier(), operand);
            if (operand instanceof Operand.Illegal illegal) {
                findings.error(
                        illegal.aboutValue() ? value.place() : placed.place(), illegal.message(), illegal.wayOut());
                return operand;
            }
        }
        refuseNul(item, value, operand);
        boolean encoded = has(item, Modifier.Base64.class) && has(item, Modifier.Base64Offset.class);
        if (encoded) {
            findings.error(
                    item.modifiers().getFirst().place(), "base64 of base64", "use one of base64 and base64offset");
        }
        if (operand instanceof Operand.Bytes(List<String> bytes, List<String> asTexts)) {
            if (asTexts.isEmpty()) {
                findings.error(
                        item.modifiers().getLast().place(),
                        "UTF-16 with bytes that are no text",
                        "write 'base64' or 'base64offset' after it");
            }
            return new Texts(asTexts.stream().map(SigmaString::literal).toList(), false);
        }
        // What an offset leaves of the text stands somewhere in a longer text, by its very nature.
        if (operand instanceof Texts(List<SigmaString> alternatives, boolean placed)
                && !placed
                && has(item, Modifier.Base64Offset.class)) {
            return chain.step(new Modifier.Contains(), operand);
        }
        return operand;
    }

    /** No log holds the character, and DRL cannot write it. */
    private void refuseNul(Item item, PlacedValue value, Operand operand) {
        List<String> texts =
                switch (operand) {
                    case AsWritten(SigmaValue written) -> List.of(SigmaValue.spelling(written));
                    case Texts(List<SigmaString> alternatives, boolean placed) ->
                        alternatives.stream().map(SigmaString::literalText).toList();
                    case Operand.Bytes(List<String> bytes, List<String> asTexts) -> asTexts;
                    case Operand.Expression expression -> List.of(expression.regex());
                    case Operand.Networks networks -> List.of();
                    case Operand.Bounded bounded -> List.of();
                    case Operand.TimeOf time -> List.of();
                    case Operand.Reference reference ->
                        List.of(reference.field().text());
                    case Operand.Presence presence -> List.of();
                    case Operand.Illegal illegal -> List.of();
                };
        if (texts.stream().noneMatch(text -> text.indexOf('\0') >= 0)) {
            return;
        }
        item.modifiers().stream()
                .filter(placed -> placed.modifier() instanceof Modifier.Utf16)
                .findFirst()
                .ifPresentOrElse(
                        wide -> findings.error(
                                wide.place(),
                                "'" + wide.word() + "' alone looks for bytes of UTF-16, with NUL between the letters:"
                                        + " no event has them as a text",
                                "write 'base64' or 'base64offset' after it, or leave it out"),
                        () -> findings.error(
                                value.place(),
                                "the value holds the character NUL, which no event has",
                                "leave it out"));
    }

    private void warnOfBlank(Item item, PlacedValue value) {
        if (!(value.value() instanceof SigmaValue.Text(String raw)) || has(item, Modifier.Expand.class)) {
            return;
        }
        boolean alone = item.modifiers().isEmpty() && item.field() != null;
        boolean percent = alone && raw.length() > 2 && raw.startsWith("%") && raw.endsWith("%") && raw.indexOf(' ') < 0;
        String blank = percent || has(item, Modifier.Re.class) ? null : Blanks.unfilled(raw, !alone);
        if (percent) {
            findings.warning(
                    value.place(),
                    "'" + raw + "' looks like a placeholder and is taken literally",
                    "write 'expand' after the name of the field to have it replaced");
        } else if (blank != null) {
            findings.warning(
                    value.place(),
                    "'" + blank + "' looks like a placeholder and is taken literally",
                    "write what you have in its place, or '{name_of_a_parameter}'");
        }
    }

    private List<Test> tests(Item item, PlacedValue value, Operand operand) {
        boolean cased = has(item, Modifier.Cased.class);
        boolean keyword = item.field() == null;
        return switch (operand) {
            case AsWritten(SigmaValue.Null none) -> keyword ? needsField(item) : List.of(new Test.IsNull());
            case AsWritten(SigmaValue.Text(String raw)) -> List.of(text(SigmaString.parse(raw), keyword, cased));
            case AsWritten(SigmaValue.Number(String spelling)) when !keyword -> ValueTests.ofNumber(spelling);
            case AsWritten(SigmaValue other) ->
                List.of(text(SigmaString.literal(SigmaValue.spelling(other)), keyword, cased));
            case Texts(List<SigmaString> alternatives, boolean placed) ->
                alternatives.stream()
                        .map(text -> text(text, keyword && !placed, cased))
                        .toList();
            case Operand.Expression expression -> regex(expression, item, value);
            case Operand.Networks networks -> List.of(new Test.InSubnet(networks.cidrs()));
            case Operand.Bounded bounded ->
                keyword ? needsField(item) : List.of(new Test.Compare(bounded.comparison(), bounded.bound()));
            case Operand.TimeOf time ->
                keyword ? needsField(item) : List.of(new Test.TimePart(time.part(), time.comparison(), time.bound()));
            case Operand.Reference reference ->
                keyword ? needsField(item) : List.of(new Test.SameAs(reference.field(), reference.relation(), cased));
            case Operand.Presence presence -> presence(item, keyword);
            case Operand.Bytes bytes -> List.of();
            case Operand.Illegal illegal -> List.of();
        };
    }

    /** A keyword stands anywhere in a value. */
    private static Test text(SigmaString text, boolean anywhere, boolean cased) {
        return ValueTests.of(anywhere ? text.anythingBefore().anythingAfter() : text, cased);
    }

    private List<Test> presence(Item item, boolean keyword) {
        if (item.values().size() > 1) {
            findings.error(item.place(), "'exists' takes one value", "true or false");
        }
        return keyword ? needsField(item) : List.of(new Test.Exists());
    }

    private List<Test> needsField(Item item) {
        findings.error(item.place(), "this test needs a field", "keywords are texts");
        return List.of();
    }

    private List<Test> regex(Operand.Expression expression, Item item, PlacedValue value) {
        String regex =
                switch (RegexTranslation.of(expression.regex())) {
                    case RegexTranslation.Exact(String same) -> same;
                    case RegexTranslation.Wider(String wider, String left) -> {
                        if (has(item, Modifier.Neq.class)) {
                            findings.error(value.place(), ConditionLowering.NEGATED_LOOK, ConditionLowering.NO_LOOK);
                        }
                        widened.add(new Widened(
                                value.place(),
                                "the regular expression is used without " + left
                                        + ", for which RE2 has no word: it may match more"));
                        yield wider;
                    }
                    case RegexTranslation.Impossible(String reason) -> {
                        findings.error(
                                value.place(),
                                "this regular expression cannot be used: " + reason,
                                "expressions are RE2's, without references back, recursion and conditions");
                        yield null;
                    }
                };
        return regex == null
                ? List.of()
                : List.of(new Test.Regex(
                        List.of(regex), false, expression.ignoreCase(), expression.multiLine(), expression.dotAll()));
    }
}

package io.tripline.event;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is one of some. Where either side is a number, they are compared as numbers, whatever their spelling; where
 * both spell an address, as addresses; all else by its text.
 */
final class Equality implements Predicate<FieldValue> {

    private final boolean ignoreCase;
    private final Set<String> texts;
    /** The numbers that arguments are or spell: what a number of an event is compared with. */
    private final Set<String> spelled = new HashSet<>();
    /** The numbers that arguments are: what a text of an event is compared with. */
    private final Set<String> numbers = new HashSet<>();

    private final Set<String> addresses = new HashSet<>();

    /** @param arguments Strings or Numbers */
    Equality(List<?> arguments, boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        Set<String> plain = new HashSet<>();
        for (Object argument : arguments) {
            if (argument instanceof Number number) {
                numbers.add(Decimal.text(number));
                continue;
            }
            FieldValue text = new FieldValue(argument.toString());
            plain.add(ignoreCase ? text.folded() : text.text());
            String spelling = text.numberText();
            if (spelling != null) {
                spelled.add(spelling);
            }
            String address = text.addressText();
            if (address != null) {
                addresses.add(address);
            }
        }
        this.texts = Set.copyOf(plain);
        spelled.addAll(numbers);
    }

    @Override
    public boolean test(FieldValue value) {
        if (value.isNull()) {
            return false;
        }
        if (value.isNumber()) {
            return spelled.contains(value.text());
        }
        return texts.contains(ignoreCase ? value.folded() : value.text())
                || !numbers.isEmpty() && contains(numbers, value.numberText())
                || !addresses.isEmpty() && contains(addresses, value.addressText());
    }

    private static boolean contains(Set<String> known, @Nullable String text) {
        return text != null && known.contains(text);
    }

    /** The same of two values of an event. */
    static boolean between(FieldValue one, FieldValue other, boolean ignoreCase) {
        if (one.isNull() || other.isNull()) {
            return false;
        }
        if (one.isNumber() || other.isNumber()) {
            String number = one.numberText();
            return number != null && number.equals(other.numberText());
        }
        if (ignoreCase ? one.folded().equals(other.folded()) : one.text().equals(other.text())) {
            return true;
        }
        String address = one.addressText();
        return address != null && address.equals(other.addressText());
    }
}

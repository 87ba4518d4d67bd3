package io.tripline.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phrases that are looked for in the words of a text, as Elasticsearch looks for them in a field of type {@code text}: the
 * words of a phrase stand next to each other, in order, without case. What a word is follows its standard analyser (Unicode
 * word boundaries): letters, digits and {@code _}; {@code . ' :} belong to it between two letters, {@code . , ; '} between
 * two digits; an ideograph is a word of its own. A {@code *} in a phrase stands for any part of a word.
 */
public final class Phrases {

    private static final String BETWEEN_LETTERS = ".':\u00B7\u2018\u2019\u2024\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";
    private static final String BETWEEN_DIGITS = ".',;\u2018\u2019\u2024\uFE10\uFE14\uFE52\uFF07\uFF0C\uFF0E\uFF1B";

    /** Phrases by their first word, so that hundreds of them cost one look-up for each word of the text. */
    private final Map<String, List<List<Word>>> byFirst = new HashMap<>();

    private final List<List<Word>> startingWithGlob = new ArrayList<>();

    private record Word(String text, @Nullable Glob glob) {

        static Word of(String text) {
            return new Word(text, text.indexOf('*') < 0 ? null : Glob.of(text));
        }

        boolean matches(String word) {
            return glob == null ? text.equals(word) : glob.matches(word);
        }
    }

    private Phrases() {}

    /** @throws IllegalArgumentException if a phrase has no word */
    static Phrases ofPhrases(Iterable<?> phrases) {
        Phrases words = new Phrases();
        for (Object phrase : phrases) {
            List<Word> parsed =
                    split(phrase.toString(), true).stream().map(Word::of).toList();
            if (parsed.isEmpty()) {
                throw new IllegalArgumentException("there is no word in '" + phrase + "'");
            }
            Word first = parsed.getFirst();
            (first.glob() == null
                            ? words.byFirst.computeIfAbsent(first.text(), w -> new ArrayList<>())
                            : words.startingWithGlob)
                    .add(parsed);
        }
        return words;
    }

    /** The words of a text, folded, in order. */
    public static List<String> of(String text) {
        return split(text, false);
    }

    /** The words of a phrase, folded, in order, with their stars. */
    public static List<String> ofPhrase(String phrase) {
        return split(phrase, true);
    }

    boolean foundIn(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (anyAt(byFirst.getOrDefault(words.get(i), List.of()), words, i) || anyAt(startingWithGlob, words, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAt(List<List<Word>> phrases, List<String> words, int start) {
        for (List<Word> phrase : phrases) {
            if (standsAt(phrase, words, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(List<Word> phrase, List<String> words, int start) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).matches(words.get(start + i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(String text, boolean globs) {
        List<String> words = new ArrayList<>();
        int start = -1;
        boolean meaningful = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean alone = isWordOfItsOwn(c);
            if (start >= 0 && (alone || !continues(text, i, c, globs))) {
                addIf(meaningful, text.substring(start, i), words);
                start = -1;
            }
            if (alone) {
                words.add(CaseFolding.fold(text.substring(i, next)));
            } else if (start < 0 && begins(c, globs)) {
                start = i;
                meaningful = false;
            }
            meaningful |= Character.isLetterOrDigit(c) || globs && c == '*';
            i = next;
        }
        if (start >= 0) {
            addIf(meaningful, text.substring(start), words);
        }
        return words;
    }

    /** Underscores alone are no word. */
    private static void addIf(boolean meaningful, String word, List<String> words) {
        if (meaningful) {
            words.add(CaseFolding.fold(word));
        }
    }

    private static boolean begins(int c, boolean globs) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION
                || globs && c == '*';
    }

    private static boolean continues(String text, int i, int c, boolean globs) {
        if (begins(c, globs) || isMark(c)) {
            return true;
        }
        if (i + 1 >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(i);
        int after = text.codePointAt(i + 1);
        if (globs && (before == '*' || after == '*') && BETWEEN_LETTERS.indexOf(c) >= 0) {
            return begins(before, true) && begins(after, true);
        }
        return BETWEEN_LETTERS.indexOf(c) >= 0 && isLetter(before) && isLetter(after)
                || BETWEEN_DIGITS.indexOf(c) >= 0 && Character.isDigit(before) && Character.isDigit(after);
    }

    private static boolean isLetter(int c) {
        return (Character.isLetter(c) || isMark(c)) && !isWordOfItsOwn(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isWordOfItsOwn(int c) {
        return Character.isIdeographic(c) || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA;
    }
}

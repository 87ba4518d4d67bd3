package io.tripline.rule;

import io.tripline.event.FieldPath;
import java.math.BigDecimal;
import java.util.List;

/**
 * What one value must be. Every family of texts is an "any of": it holds when one of its texts does. Case is explicit:
 * {@code cased = false} folds both sides by {@code event.CaseFolding}.
 */
public sealed interface Test {

    /** Equal to one of the texts. A number of the event is equal to every text that spells it; booleans compare by their text. */
    record Is(List<String> texts, boolean cased) implements Test {
        public Is {
            texts = List.copyOf(texts);
        }
    }

    /** One of the numbers, however the event spells it: as a number or in a text. */
    record IsNumber(List<BigDecimal> numbers) implements Test {
        public IsNumber {
            numbers = List.copyOf(numbers);
        }
    }

    record StartsWith(List<String> texts, boolean cased) implements Test {
        public StartsWith {
            texts = List.copyOf(texts);
        }
    }

    record EndsWith(List<String> texts, boolean cased) implements Test {
        public EndsWith {
            texts = List.copyOf(texts);
        }
    }

    /** One of the texts is somewhere in the value. */
    record Includes(List<String> texts, boolean cased) implements Test {
        public Includes {
            texts = List.copyOf(texts);
        }
    }

    /**
     * The words of one of the phrases stand next to each other in the value, in order and without case: Elasticsearch's
     * analysed text. A {@code *} is any part of a word.
     */
    record HasWords(List<String> phrases) implements Test {
        public HasWords {
            phrases = List.copyOf(phrases);
        }
    }

    /** The whole value matches a glob: {@code *} any text, {@code ?} one character, {@code \*}, {@code \?}, {@code \\} literal. */
    record Like(List<String> globs, boolean cased) implements Test {
        public Like {
            globs = List.copyOf(globs);
        }
    }

    /**
     * One of the expressions (RE2 syntax) finds a match in the value.
     *
     * @param wholeValue the match must span the value, as in EQL and Lucene
     * @param ignoreCase flag i
     * @param multiLine flag m: ^ and $ at line ends
     * @param dotAll flag s: the dot takes line ends
     */
    record Regex(List<String> expressions, boolean wholeValue, boolean ignoreCase, boolean multiLine, boolean dotAll)
            implements Test {
        public Regex {
            expressions = List.copyOf(expressions);
        }
    }

    /** An IPv4 or IPv6 address inside one of the networks, in CIDR notation. */
    record InSubnet(List<String> networks) implements Test {
        public InSubnet {
            networks = List.copyOf(networks);
        }
    }

    /** A number, or a text that is one, compared with a bound. */
    record Compare(Comparison comparison, BigDecimal bound) implements Test {}

    /** A text compared with a bound by code point, KQL ranges on keywords. ISO-8601 times compare as instants. */
    record CompareText(Comparison comparison, String bound) implements Test {}

    /** The field has a value that is not null. */
    record Exists() implements Test {}

    /** The field is absent, null or empty. */
    record IsNull() implements Test {}

    /** The value relates to a value of another field of the same event, Sigma {@code fieldref}, or to what is worked out of some. */
    record SameAs(Subject other, Relation relation, boolean cased) implements Test {
        public SameAs(FieldPath other, Relation relation, boolean cased) {
            this(new Subject.Field(other), relation, cased);
        }
    }

    /**
     * The value in its order to a value of another subject: as numbers where either is one, as moments where both texts are, else by
     * code unit.
     */
    record CompareWith(Comparison comparison, Subject other) implements Test {}

    /** A part of the value read as a time, UTC: Sigma {@code minute} to {@code year}. */
    record TimePart(Part part, Comparison comparison, BigDecimal bound) implements Test {}

    /** How two values relate. */
    enum Relation {
        EQUAL,
        STARTS_WITH,
        ENDS_WITH,
        INCLUDES
    }

    /** Sigma's time modifiers; {@code WEEK} is the ISO week of the year. */
    enum Part {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }
}

package io.tripline.ingest;

import io.tripline.event.Origin;
import io.tripline.problem.Spelling;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which log events come from, as somebody says who must know: the sender of a body, the user of a command, the event itself. In
 * the words of Sigma's {@code logsource}, lower case; null: nothing is said of that part. Immutable.
 */
public record SaidLog(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service) {

    public static final SaidLog NOTHING = new SaidLog(null, null, null);

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public boolean isNothing() {
        return product == null && category == null && service == null;
    }

    /**
     * This, with one more part.
     *
     * @param part {@code product}, {@code category} or {@code service}
     * @throws IllegalArgumentException with a sentence for whoever said it: the part is none or is there already; the word is
     *     none, or nearly one that the formats know
     */
    public SaidLog and(String part, String word, EventFormats formats) {
        Origin.Vocabulary known = formats.words();
        return switch (part) {
            case "product" -> new SaidLog(checked(part, word, product, known.products(), known), category, service);
            case "category" -> new SaidLog(product, checked(part, word, category, known.categories(), known), service);
            case "service" -> new SaidLog(product, category, checked(part, word, service, known.services(), known));
            default ->
                throw new IllegalArgumentException("'" + part
                        + "' is none of product, category and service, which say from which log events come");
        };
    }

    private static String checked(
            String part, String written, @Nullable String before, Set<String> known, Origin.Vocabulary all) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        if (before != null) {
            throw new IllegalArgumentException("there are two words for the " + part);
        } else if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "the " + part
                            + " is one word of Sigma's logsource, of up to 64 letters, digits and . _ -, such as windows or sysmon");
        }
        String complaint = known.contains(word) ? null : complaint(part, word, known, all);
        if (complaint != null) {
            throw new IllegalArgumentException("no format knows the " + part + " '" + word + "': " + complaint
                    + " If it is meant, name it under 'words' in the file of tripline.formats");
        }
        return word;
    }

    /** An own log may have any word; one that is nearly another, or another part's, is a slip. */
    private static @Nullable String complaint(String part, String word, Set<String> known, Origin.Vocabulary all) {
        String suggestion = Spelling.suggestion(word, known);
        if (suggestion != null) {
            return suggestion;
        } else if (!part.equals("product") && all.products().contains(word)) {
            return "it is a product.";
        } else if (!part.equals("category") && all.categories().contains(word)) {
            return "it is a category.";
        }
        return !part.equals("service") && all.services().contains(word) ? "it is a service." : null;
    }
}

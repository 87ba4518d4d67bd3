package io.tripline.dialect;

import io.tripline.problem.SourceText;
import java.util.List;
import java.util.function.Predicate;

/** Reads one dialect. Implementations are stateless and never throw for any text. */
public interface RuleParser {

    /** {@code sigma}, {@code elastic} … */
    String dialect();

    /** File name endings, with the dot. */
    List<String> extensions();

    /** Whether a text without a file name is probably of this dialect. */
    boolean recognises(String text);

    /** Whether nothing in the text looks like a part of a rule: such a file is somebody's other file. */
    boolean holdsNone(String text);

    /** The rules of a file that are translated each for itself, and what they share; a file of other dialects is one part. */
    default List<FilePart> parts(SourceText file) {
        return List.of(new FilePart("", file));
    }

    /**
     * Whether what a text translates to may hang on any other text of the dialect: it is translated again whenever one of them
     * changes.
     */
    default boolean hangsOnOthers(String text) {
        return false;
    }

    /** Which other texts of the dialect may translate to something else once this one has come, or gone. */
    default Predicate<String> concerns(SourceText source) {
        return other -> false;
    }

    /**
     * @param parameters what the user set for placeholders, and the shipped defaults
     * @param others the other rules that this one may refer to: Sigma correlations and filters across files
     */
    Parsed parse(SourceText source, ParameterValues parameters, OtherSources others);
}

package io.tripline.dialect;

import io.tripline.problem.SourceText;

/** Reads one dialect. Implementations are stateless and never throw for any text. */
public interface RuleParser {

    /** {@code sigma}, {@code elastic} … */
    String dialect();

    /** File name endings, with the dot. */
    java.util.List<String> extensions();

    /** Whether a text without a file name is probably of this dialect. */
    boolean recognises(String text);

    /** Whether nothing in the text looks like a part of a rule: such a file is somebody's other file. */
    boolean holdsNone(String text);

    /**
     * @param parameters what the user set for placeholders, and the shipped defaults
     * @param others the other rules that this one may refer to: Sigma correlations and filters across files
     */
    Parsed parse(SourceText source, ParameterValues parameters, OtherSources others);
}

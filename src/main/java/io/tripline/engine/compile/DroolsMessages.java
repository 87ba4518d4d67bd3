package io.tripline.engine.compile;

import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.KnowledgeBuilderResult;

/** Drools' own findings, said with our positions. */
final class DroolsMessages {

    private static final Pattern PARSER =
            Pattern.compile("\\[ERR \\d+]\\s*(?:Line (\\d+):(\\d+)\\s*)?(.*)", Pattern.DOTALL);

    private DroolsMessages() {}

    static Problem problem(SourceText text, KnowledgeBuilderResult result) {
        String message = firstSentence(result.getMessage());
        Matcher matcher = PARSER.matcher(message);
        boolean known = matcher.matches();
        String sentence = known ? matcher.group(3) : message;
        if (known && matcher.group(1) != null) {
            return at(text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)) + 1, sentence);
        }
        if (result instanceof ParserError error && error.getRow() > 0) {
            return at(text, error.getRow(), error.getCol() + 1, sentence);
        }
        int[] lines = result.getLines();
        return at(text, lines.length > 0 && lines[0] > 0 ? lines[0] : 0, 0, sentence);
    }

    private static Problem at(SourceText text, int line, int column, String sentence) {
        return text.error(line, column, 1, sentence, null);
    }

    private static String firstSentence(String message) {
        String oneLine = message.replaceAll("\\s+", " ").strip();
        int trace = oneLine.indexOf(" at org.");
        String shown = trace > 0 ? oneLine.substring(0, trace) : oneLine;
        return shown.length() > 400 ? shown.substring(0, 400) + " …" : shown;
    }
}

package io.tripline.engine.compile;

import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import io.tripline.problem.SourceText;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Tells a slip in our own vocabulary, which is an error, from a constraint that is MVEL's business, which is a note. */
final class ConstraintVocabulary {

    private static final Pattern OURS =
            Pattern.compile("\\b(field|anyField|hasField|fromProduct|fromCategory|fromService|atLeast)\\s*\\(");

    private static final Pattern VARIABLE = Pattern.compile("(?<![\"\\w])\\$\\w+");

    private ConstraintVocabulary() {}

    /** Uses our calls, and nothing of the rule's variables that only Drools can resolve. */
    static boolean isOurs(String constraint) {
        String withoutTexts = constraint.replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"", "\"\"");
        return OURS.matcher(withoutTexts).find()
                && !VARIABLE.matcher(withoutTexts).find();
    }

    static Problem problem(SourceText text, ExprConstraintDescr constraint, UnrecognisedConstraint e, boolean isError) {
        String expression = constraint.getExpression();
        int offset = Math.min(e.offset(), expression.length());
        String before = expression.substring(0, offset);
        int lineBreaks = (int) before.chars().filter(c -> c == '\n').count();
        int column = lineBreaks == 0 ? constraint.getColumn() + 1 + offset : offset - before.lastIndexOf('\n');
        String message = isError
                ? String.valueOf(e.getMessage())
                : "this constraint is evaluated by the MVEL interpreter: slower, and not in the index";
        return text.problem(
                isError ? Severity.ERROR : Severity.NOTE, constraint.getLine() + lineBreaks, column, 1, message, null);
    }
}

package io.tripline.drl;

import io.tripline.drl.DrlRule.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rule says of itself at length, in a comment at the end of its file, so that its logic stands on top:
 *
 * <pre>
 * // About "Title":
 * //
 * //   Description: |
 * //     Of several lines, each
 * //     as it was written.
 * //   References:
 * //     - https://…
 * //   Created: 2026-01-31
 * </pre>
 *
 * The engine reads it as it reads annotations ({@code engine.read.AboutComments}).
 */
final class AboutPrinter {

    /** What is short, and what alerts show. */
    private static final Set<String> ON_TOP = Set.of(
            "id",
            "title",
            "titleFrom",
            "level",
            "levelFrom",
            "riskScore",
            "riskScoreFrom",
            "buildingBlock",
            "tags",
            "source",
            "reason");

    private static final Set<String> TEXTS = Set.of("status", "description", "license", "created", "modified", "note");

    private AboutPrinter() {}

    /** Whether an annotation stands at its rule. */
    static boolean isOnTop(Annotation annotation) {
        return ON_TOP.contains(annotation.name());
    }

    static void print(DrlLines out, DrlRule rule) {
        List<Annotation> about = rule.annotations().stream()
                .filter(annotation -> !isOnTop(annotation))
                .toList();
        if (about.isEmpty()) {
            return;
        }
        out.blank().line(0, "// About \"" + rule.name() + "\":").line(0, "//");
        about.forEach(annotation -> print(out, annotation));
    }

    private static void print(DrlLines out, Annotation annotation) {
        String label = "//   " + label(annotation.name()) + ":";
        List<String> values = annotation.values().stream()
                .map(value -> switch (value) {
                    case DrlConstant.Text(String text) -> text;
                    case DrlConstant.Number(java.math.BigDecimal number) -> DrlLiteral.plain(number);
                })
                .toList();
        if (!TEXTS.contains(annotation.name())) {
            out.line(0, label);
            values.forEach(value -> lines(out, "- ", value));
            return;
        }
        String value = String.join("\n", values);
        List<String> lines = DrlName.textLines(value);
        if (lines.size() == 1 && !lines.getFirst().equals("|")) {
            out.line(0, label + " " + lines.getFirst());
        } else {
            out.line(0, label + " |");
            lines(out, "", value);
        }
    }

    private static void lines(DrlLines out, String first, String text) {
        String indent = first;
        for (String line : DrlName.textLines(text)) {
            out.line(0, line.isEmpty() ? "//" : "//     " + indent + line);
            indent = " ".repeat(first.length());
        }
    }

    /** {@code False positives}. */
    private static String label(String name) {
        String words =
                String.join(" ", Stream.of(name.split("(?=[A-Z])")).toList()).toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

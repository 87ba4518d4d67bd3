package io.tripline.web.rules;

import io.tripline.config.ParameterOrigins;
import io.tripline.config.RuleParameters;
import io.tripline.live.rules.DrlChoice;
import io.tripline.live.rules.FolderStatus.Entry;
import io.tripline.problem.Problem;
import io.tripline.problem.ProblemPrinter;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told of a rule's files: its source, its DRL, and what a person changed. Stateless. */
final class RuleFiles {

    private RuleFiles() {}

    /** Null where the DRL is as it was generated, or has no source. */
    static @Nullable String difference(Entry entry) {
        Translation translation = entry.translation();
        String generated = translation == null ? null : translation.drl();
        return generated != null && entry.choice() instanceof DrlChoice.Edited(RuleSource drl, Translation of)
                ? Difference.of(generated, drl.text().text())
                : null;
    }

    /**
     * The placeholders of a rule's source.
     *
     * @param configured parameters, as the program has them
     */
    static List<RuleView.ParameterView> parameters(Entry entry, String id, RuleParameters configured) {
        Translation translation = entry.translation();
        if (translation == null) {
            return List.of();
        }
        ParameterOrigins origins = ParameterOrigins.read(configured);
        return translation.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .flatMap(rule -> rule.parameters().stream())
                .map(used -> new RuleView.ParameterView(
                        used.name(),
                        used.values(),
                        switch (used.origin()) {
                            case RULE -> "the rule";
                            case SHIPPED_DEFAULT -> "default of the program";
                            case CONFIGURATION ->
                                origins.configured(
                                        used.name(),
                                        id,
                                        Path.of(translation.source().text().file()));
                        },
                        "tripline.rules." + id + ".parameters." + used.name()))
                .toList();
    }

    static RuleView.ProblemView problem(Problem problem) {
        return new RuleView.ProblemView(
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.file(),
                problem.line(),
                problem.column(),
                problem.message(),
                problem.wayOut(),
                ProblemPrinter.print(problem));
    }
}

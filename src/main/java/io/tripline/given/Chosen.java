package io.tripline.given;

import io.tripline.drl.DrlGenerator;
import io.tripline.engine.compile.DrlSource;
import io.tripline.live.rules.DrlChoice;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what was chosen, file by file. */
final class Chosen {

    /** By the DRL file of the detection, as the server loads them: of two that clash the same one runs. */
    private final Map<String, List<DrlSource>> texts = new TreeMap<>();

    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> translated = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Problem> problems;

    /** @param unreadable files that are no rules because nobody can read them */
    Chosen(List<Problem> unreadable) {
        problems = new ArrayList<>(unreadable);
        unreadable.forEach(problem -> refused.add(problem.file()));
    }

    /** @param drl the file beside the source; null where there is none */
    void add(Translation translation, DrlChoice choice, @Nullable RuleSource drl) {
        RuleSource source = translation.source();
        String file = source.shown();
        if (!(choice instanceof DrlChoice.Edited)) {
            problems.addAll(translation.problems());
        }
        switch (choice) {
            case DrlChoice.Translated(Translation same, String text) -> {
                if (drl == null) {
                    add(source, new SourceText(file, text));
                    translated.add(file);
                } else if (DrlGenerator.isSame(text, drl.text().text())) {
                    add(drl, drl.text());
                } else {
                    taken.add(drl.text().file());
                    add(source, new SourceText(file, text));
                    translated.add(file);
                }
            }
            case DrlChoice.Edited edited -> add(edited.drl(), edited.drl().text());
            case DrlChoice.Former former -> {
                add(former.drl(), former.drl().text());
                refused.add(file);
            }
            case DrlChoice.Refused none -> refused.add(file);
            case DrlChoice.Withheld none -> {}
            case DrlChoice.Alone alone -> add(alone.drl(), alone.drl().text());
            case DrlChoice.NoRule none -> {
                if (translation.isSkipped()) {
                    skipped.add(file);
                }
            }
        }
    }

    /** A text, unless that of its file was added or replaced already. */
    void add(RuleSource detection, SourceText text) {
        if (taken.add(text.file())) {
            texts.computeIfAbsent(detection.drlFile(), file -> new ArrayList<>())
                    .add(new DrlSource(text.file(), text.text()));
        }
    }

    GivenRules rules() {
        return new GivenRules(
                texts.values().stream().flatMap(List::stream).toList(),
                translated,
                List.copyOf(refused),
                skipped,
                problems,
                List.of());
    }
}

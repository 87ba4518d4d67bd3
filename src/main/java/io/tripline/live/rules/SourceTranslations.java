package io.tripline.live.rules;

import io.tripline.config.RuleParameters;
import io.tripline.dialect.Dialects;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.RuleParser;
import io.tripline.drl.DrlGenerator;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import io.tripline.translate.Translator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The source rules of the folder and what they translate to now. Rules refer to each other, so a change can concern more than
 * the file that changed. One thread.
 */
final class SourceTranslations {

    /** Asked, and never given a text to translate: parsers keep what they read of the others. */
    private final Dialects dialects = Dialects.all();

    private final Runnable afterEach;
    private final Map<String, RuleSource> sources = new TreeMap<>();
    private final Map<String, Translation> translations = new HashMap<>();

    /** Sources whose translation hangs on others. */
    private final Set<String> hanging = new HashSet<>();

    private @Nullable RuleParameters parameters;

    /** @param afterEach told after each source that was translated */
    SourceTranslations(Runnable afterEach) {
        this.afterEach = afterEach;
    }

    /** Values of placeholders; what was translated stays as it is until the next {@link #apply} of everything. */
    void parameters(RuleParameters values) {
        this.parameters = values;
    }

    private ParameterValues valuesOf(RuleSource source) {
        return parameters == null ? ParameterValues.NONE : parameters.of(source);
    }

    /** Whether the DRL of a source would be another if the user had set no parameters. */
    boolean dependOnConfiguration(String drlFile) {
        return translations.values().stream()
                .filter(translation -> translation.source().drlFile().equals(drlFile) && translation.drl() != null)
                .anyMatch(this::dependsOnConfiguration);
    }

    private boolean dependsOnConfiguration(Translation translation) {
        ParameterValues values = valuesOf(translation.source());
        if (!values.isSet()) {
            return false;
        }
        Translator asShipped =
                new Translator(Dialects.all().parsers(), new ParameterValues(Map.of(), Map.of(), values.shipped()));
        return asShipped.translate(List.of(translation.source()), sources.values()).stream()
                .anyMatch(shipped -> !String.valueOf(translation.drl()).equals(String.valueOf(shipped.drl())));
    }

    /** All relative paths. */
    Set<String> all() {
        return Set.copyOf(sources.keySet());
    }

    @Nullable
    RuleSource source(String relative) {
        return sources.get(relative);
    }

    @Nullable
    Translation translation(String relative) {
        return translations.get(relative);
    }

    /**
     * Takes sources out and in and translates what that concerns.
     *
     * @param everything whether all others are translated as well
     * @return the translations of what changed, and those that are another than before
     */
    List<Translation> apply(Collection<String> gone, Collection<RuleSource> changed, boolean everything) {
        if (gone.isEmpty() && changed.isEmpty() && !everything) {
            return List.of();
        }
        List<Predicate<RuleSource>> concerns = new ArrayList<>();
        Set<String> packages = new HashSet<>();
        for (String relative : gone) {
            packages.add(DrlGenerator.packageName(relative));
            concerns.add(concernedBy(sources.remove(relative)));
            translations.remove(relative);
            hanging.remove(relative);
        }
        for (RuleSource source : changed) {
            concerns.add(concernedBy(sources.put(source.relative(), source)));
            concerns.add(concernedBy(source));
            packages.add(DrlGenerator.packageName(source.relative()));
            RuleParser parser = dialects.choose(source.text());
            if (parser != null && parser.hangsOnOthers(source.text().text())) {
                hanging.add(source.relative());
            } else {
                hanging.remove(source.relative());
            }
        }
        Set<String> concerned = new LinkedHashSet<>();
        for (RuleSource source : sources.values()) {
            // of two files with one package neither may be written
            if (everything
                    || packages.contains(DrlGenerator.packageName(source.relative()))
                    || hanging.contains(source.relative())
                    || concerns.stream().anyMatch(concern -> concern.test(source))) {
                concerned.add(source.relative());
            }
        }
        return translated(concerned, changed.stream().map(RuleSource::relative).collect(Collectors.toSet()));
    }

    /** Which others a source concerns, those of its dialect at most. */
    private Predicate<RuleSource> concernedBy(@Nullable RuleSource source) {
        RuleParser parser = source == null ? null : dialects.choose(source.text());
        if (source == null || parser == null) {
            return other -> false;
        }
        Predicate<String> concerns = parser.concerns(source.text());
        return other -> concerns.test(other.text().text()) && parser.equals(dialects.choose(other.text()));
    }

    private List<Translation> translated(Set<String> concerned, Set<String> changedSources) {
        List<RuleSource> some = new ArrayList<>();
        concerned.forEach(relative -> {
            RuleSource source = sources.get(relative);
            if (source != null) {
                some.add(source);
            }
        });
        if (some.isEmpty()) {
            return List.of();
        }
        List<Translation> changed = new ArrayList<>();
        for (Translation translation :
                new Translator(Dialects.all().parsers(), this::valuesOf).translate(some, sources.values(), afterEach)) {
            Translation before = translations.put(translation.source().relative(), translation);
            if (before == null
                    || changedSources.contains(translation.source().relative())
                    || !before.problems().equals(translation.problems())
                    || !String.valueOf(before.drl()).equals(String.valueOf(translation.drl()))) {
                changed.add(translation);
            }
        }
        return changed;
    }
}

package io.tripline.live.rules;

import io.tripline.config.BadConfiguration;
import io.tripline.config.RuleParameters;
import io.tripline.config.Settings;
import io.tripline.config.UnusedParameters;
import io.tripline.drl.DrlFolder;
import io.tripline.drl.DrlFolder.WriteResult;
import io.tripline.engine.Engine;
import io.tripline.engine.compile.DrlSource;
import io.tripline.list.ValueLists;
import io.tripline.live.rules.FolderChanges.Changes;
import io.tripline.live.rules.FolderScan.Kind;
import io.tripline.problem.Problem;
import io.tripline.problem.SourceText;
import io.tripline.translate.FoundRules;
import io.tripline.translate.RuleSource;
import io.tripline.translate.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the engine at what the rules folder says, at the start and while people edit it: translates sources, loads
 * what {@link DrlChoice} says, takes out what is deleted. Writes nothing but DRL, and that through {@link DrlFolder} alone. One
 * thread; {@link FolderStatus} tells the others.
 */
public final class RuleFolderWatcher {

    private final Path folder;
    private final Settings settings;
    private final DrlFolder output;
    private final DrlLoader loader;
    private final FolderStatus status;
    private final RuleLog log;
    private final Runnable afterChange;
    private final FolderNotices notices;
    private final FolderChanges changes;
    private final LoadingProgress progress;
    private final SourceTranslations translations;
    private final ValueLists lists;

    /** DRL by relative path. */
    private final Map<String, RuleSource> drl = new TreeMap<>();

    /** DRL that somebody deleted while its source stays: not written again until the source changes. */
    private final Set<String> deleted = new HashSet<>();

    /** DRL files that come from a change of their sources: of the two together one entry of the log tells. */
    private final Map<String, Translation> justTranslated = new TreeMap<>();

    private final Set<Problem> unreadable = new HashSet<>();
    private boolean started;
    private boolean unreachable;

    /** What was found and could not be applied to its end: part of the next changes. */
    private Changes unapplied = Changes.NONE;

    /**
     * @param notices of the same folder
     * @param afterChange told after the engine's rules have changed
     */
    public RuleFolderWatcher(
            Path folder,
            FolderNotices notices,
            Settings settings,
            Engine engine,
            FolderStatus status,
            RuleLog log,
            InstantSource clock,
            Runnable afterChange) {
        this.folder = folder;
        this.notices = notices;
        this.settings = settings;
        this.output = new DrlFolder(folder);
        this.progress = new LoadingProgress(log, clock);
        this.translations = new SourceTranslations(progress::translated);
        this.loader = new DrlLoader(engine, settings.disabled(), clock, progress::loaded);
        this.status = status;
        this.log = log;
        this.afterChange = afterChange;
        this.changes = new FolderChanges(clock);
        this.lists = engine.lists();
        lists.limit(settings.lists());
        lists.lookIn(List.of(folder.resolve(ValueLists.FOLDER)));
    }

    /** @throws IOException the folder is not there or cannot be read */
    public void start() throws IOException {
        Changes all = changes.begin(FolderScan.look(folder, notices));
        RuleParameters parameters = settings.ruleParameters();
        translations.parameters(parameters);
        FoundRules files = FoundRules.find(List.of(folder), folder);
        apply(all, files, true, Set.of());
        UnusedParameters.warnings(parameters, files.sources(), folder).forEach(log::warning);
        drl.forEach((file, text) -> {
            if (DrlChoice.of(text).isByHand() && translations.dependOnConfiguration(file)) {
                log.parametersWithoutEffect(folder.resolve(file));
            }
        });
        started = true;
    }

    /**
     * Looks whether anything changed, unless it is known that nothing has. To be called a few times a second, and again after
     * whatever it throws: nothing that it found is lost.
     */
    public void look() {
        boolean rest = changes.rest() && unapplied.isEmpty() && !unreachable;
        if (!notices.mayHaveChanged() && rest) {
            return;
        }
        try {
            Changes found = changes.next(FolderScan.look(folder, notices));
            if (rest && !(found.isEmpty() && changes.rest())) {
                notices.somethingHasChanged();
            }
            Changes again = unapplied;
            unapplied = again.and(found);
            if (!unapplied.isEmpty()) {
                readLists(unapplied);
                apply(unapplied, read(unapplied.changed()), changedParameters(unapplied), again.changed());
                unapplied = Changes.NONE;
            }
            unreachable = false;
        } catch (IOException e) {
            if (!unreachable) {
                unreachable = true;
                log.unreachable(folder, e);
            }
        }
    }

    /** Lists come before rules: one that is put there together with its rule is found by it. */
    private void readLists(Changes found) {
        Set<String> touched = new TreeSet<>();
        touched(found, Kind.LIST).forEach(file -> touched.add(FolderScan.list(file)));
        List<ValueLists.Read> read = lists.reload(touched);
        read.forEach(log::list);
        loader.listsChanged(read.stream().map(ValueLists.Read::list).toList());
    }

    /** Whether other values hold from now on; a file that cannot be read leaves those that held. */
    private boolean changedParameters(Changes found) {
        if (touched(found, Kind.PARAMETERS).isEmpty()) {
            return false;
        }
        try {
            RuleParameters now = settings.ruleParameters();
            translations.all().forEach(source -> now.of(folder.resolve(source)));
            translations.parameters(now);
            return true;
        } catch (BadConfiguration bad) {
            log.parametersUnreadable(String.valueOf(bad.getMessage()));
            return false;
        }
    }

    /** A file that went away since the look is not there; the next look says so. */
    private FoundRules read(Collection<String> names) {
        List<RuleSource> sources = new ArrayList<>();
        List<RuleSource> drlFiles = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            if (Kind.of(name) == Kind.LIST) {
                continue;
            }
            try {
                FoundRules one = FoundRules.find(List.of(folder.resolve(name)), folder);
                sources.addAll(of(one.sources(), Kind.SOURCE));
                drlFiles.addAll(one.drl());
                problems.addAll(one.problems());
            } catch (IOException gone) {
                continue;
            }
        }
        return new FoundRules(sources, drlFiles, problems);
    }

    private static List<RuleSource> of(List<RuleSource> files, Kind kind) {
        return files.stream().filter(file -> Kind.of(file.file()) == kind).toList();
    }

    private static List<String> touched(Changes found, Kind kind) {
        List<String> touched = new ArrayList<>(of(found.changed(), kind));
        touched.addAll(of(found.gone(), kind));
        return touched;
    }

    private static List<String> of(Collection<String> names, Kind kind) {
        return names.stream().filter(name -> Kind.of(name) == kind).toList();
    }

    /**
     * @param everything whether all sources are translated again
     * @param again files that may have been applied in part
     */
    private void apply(Changes found, FoundRules read, boolean everything, Set<String> again) {
        progress.begin();
        tellUnreadable(read);
        List<String> goneDrl = of(found.gone(), Kind.DRL);
        goneDrl.forEach(drl::remove);
        deleted.addAll(goneDrl);
        Map<String, RuleSource> toLoad = new TreeMap<>();
        read.drl().forEach(file -> toLoad.put(file.relative(), file));
        drl.putAll(toLoad);
        deleted.removeAll(toLoad.keySet());

        List<RuleSource> changedSources = read.sources().stream()
                .filter(source ->
                        again.contains(source.relative()) || !source.equals(translations.source(source.relative())))
                .toList();
        changedSources.forEach(source -> deleted.remove(source.drlFile()));
        for (Translation translation : translations.apply(goneSources(found, read), changedSources, everything)) {
            RuleSource written = taken(translation);
            if (written != null) {
                drl.put(written.relative(), written);
                toLoad.put(written.relative(), written);
            }
        }
        load(goneDrl, toLoad.values());
    }

    private void tellUnreadable(FoundRules read) {
        Set<String> wellRead = new HashSet<>();
        read.drl().forEach(file -> wellRead.add(file.text().file()));
        read.sources().forEach(file -> wellRead.add(file.text().file()));
        unreadable.removeIf(problem -> wellRead.contains(problem.file()));
        read.problems().stream().filter(unreadable::add).forEach(log::problem);
    }

    /** Those of files that are gone, and parts that files no longer have. */
    private List<String> goneSources(Changes found, FoundRules read) {
        Set<String> readFiles = new HashSet<>();
        Set<String> readSources = new HashSet<>();
        for (RuleSource source : read.sources()) {
            readFiles.add(source.file());
            readSources.add(source.relative());
        }
        List<String> gone = new ArrayList<>();
        for (String source : new TreeSet<>(translations.all())) {
            RuleSource known = translations.source(source);
            if (known != null
                    && (found.gone().contains(known.file())
                            || readFiles.contains(known.file()) && !readSources.contains(source))) {
                gone.add(source);
                Path drlFile = folder.resolve(known.drlFile());
                log.sourceGone(folder.resolve(known.file()), drlFile, drl.containsKey(known.drlFile()));
            }
        }
        return gone;
    }

    /** The DRL of a translation if that is to run and was not there before; null if there is none. */
    private @Nullable RuleSource taken(Translation translation) {
        translation.problems().forEach(log::problem);
        Path source = folder.resolve(translation.source().file());
        return switch (choice(translation)) {
            case DrlChoice.Translated chosen -> written(chosen);
            case DrlChoice.Edited edited -> {
                if (translation.isRefused()) {
                    log.refused(source, true);
                } else if (started) {
                    justTranslated.put(engineName(edited.drl().relative()), translation);
                    log.edited(
                            source,
                            folder.toAbsolutePath()
                                    .normalize()
                                    .resolve(edited.drl().relative()));
                }
                yield null;
            }
            case DrlChoice.Former former -> {
                log.refused(source, true);
                yield null;
            }
            case DrlChoice.Refused refused -> {
                log.refused(source, false);
                yield null;
            }
            case DrlChoice.Withheld withheld -> null;
            case DrlChoice.Alone alone -> null;
            case DrlChoice.NoRule none -> null;
        };
    }

    private DrlChoice choice(Translation translation) {
        String drlFile = translation.source().drlFile();
        String name = engineName(drlFile);
        boolean withheld = deleted.contains(drlFile)
                || unreadable.stream().anyMatch(problem -> problem.file().equals(name));
        return DrlChoice.of(translation, drl.get(drlFile), withheld);
    }

    /** The text stands in the folder, or it could not be written there and runs all the same; null if an edit came between. */
    private @Nullable RuleSource written(DrlChoice.Translated chosen) {
        RuleSource source = chosen.translation().source();
        Path file = folder.resolve(source.file());
        String drlFile = source.drlFile();
        if (started) {
            justTranslated.put(engineName(drlFile), chosen.translation());
        }
        try {
            switch (output.write(drlFile, chosen.text(), false)) {
                case WriteResult.Written written -> {
                    if (!started && written.before() != null) {
                        log.writtenAnew(file, written, chosen.text());
                    }
                    changes.written(drlFile, FolderScan.look(folder, drlFile));
                }
                case WriteResult.Unchanged unchanged -> {}
                case WriteResult.Refused refused -> log.notWritten(file, refused.reason());
                case WriteResult.Edited edited -> {
                    if (started) {
                        log.edited(file, edited.file());
                    }
                    return null;
                }
            }
        } catch (IOException e) {
            log.notWritten(file, String.valueOf(e.getMessage()));
        }
        return new RuleSource(drlFile, new SourceText(engineName(drlFile), chosen.text()));
    }

    private String engineName(String drlFile) {
        return folder.resolve(drlFile).toString();
    }

    private void load(List<String> goneDrl, Collection<RuleSource> toLoad) {
        List<DrlLoader.Change> loaded = loader.apply(
                goneDrl.stream().map(this::engineName).toList(),
                toLoad.stream()
                        .map(file ->
                                new DrlSource(file.text().file(), file.text().text()))
                        .toList());
        for (DrlLoader.Change change : loaded) {
            DrlState after = change.after();
            if (started || after != null && !after.problems().isEmpty()) {
                log.changed(change, justTranslated.remove(change.file()));
            }
        }
        justTranslated.values().forEach(same -> log.translated(same, ""));
        justTranslated.clear();
        status.replace(entries());
        if (!loaded.isEmpty() || !started) {
            afterChange.run();
        }
    }

    private Map<String, FolderStatus.Entry> entries() {
        Map<String, FolderStatus.Entry> entries = new HashMap<>();
        for (String source : translations.all()) {
            Translation translation = translations.translation(source);
            if (translation != null) {
                DrlChoice choice = choice(translation);
                if (choice.translation() != null) {
                    String file = translation.source().drlFile();
                    entries.put(file, entry(file, choice));
                }
            }
        }
        drl.forEach((file, text) -> entries.computeIfAbsent(file, only -> entry(only, DrlChoice.of(text))));
        return entries;
    }

    private FolderStatus.Entry entry(String file, DrlChoice choice) {
        String name = engineName(file);
        return new FolderStatus.Entry(file, name, choice, loader.state(name));
    }
}

package io.tripline.dialect.sigma;

import io.tripline.dialect.RuleLibrary;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents of the other files of a translation, read when something asks for them. Any thread; what was read is kept
 * as long as the library.
 */
final class SigmaLibrary {

    private final RuleLibrary library;
    private final Map<String, List<SigmaDocument>> read = new ConcurrentHashMap<>();

    SigmaLibrary(RuleLibrary library) {
        this.library = library;
    }

    boolean isFor(RuleLibrary other) {
        return library == other;
    }

    /** The filters of all files but this one. */
    List<SigmaFilter> filters(SourceText except) {
        List<SigmaFilter> filters = new ArrayList<>();
        for (SigmaDocument document : documents("filter", except)) {
            if (document instanceof SigmaFilter filter) {
                filters.add(filter);
            }
        }
        return filters;
    }

    /** The rules and correlations of other files that have this id or, where none has, this name. */
    List<SigmaDocument> find(String reference, SourceText except) {
        List<SigmaDocument> candidates = documents(reference, except).stream()
                .filter(document -> !(document instanceof SigmaFilter))
                .toList();
        List<SigmaDocument> byId = candidates.stream()
                .filter(document -> document.header().id().equals(reference))
                .toList();
        return byId.isEmpty()
                ? candidates.stream()
                        .filter(document -> reference.equals(document.header().name()))
                        .toList()
                : byId;
    }

    /** The correlations of other files that refer to this document of the given file. */
    List<SigmaCorrelation> correlationsOver(SigmaDocument document, SourceText except) {
        List<SigmaCorrelation> over = new ArrayList<>();
        for (SourceText source : library.sources()) {
            if (source.file().equals(except.file()) || !source.text().contains("correlation:")) {
                continue;
            }
            for (SigmaDocument other : documents(source)) {
                if (other instanceof SigmaCorrelation correlation && refersTo(correlation, document, source)) {
                    over.add(correlation);
                }
            }
        }
        return over;
    }

    private boolean refersTo(SigmaCorrelation correlation, SigmaDocument document, SourceText source) {
        return correlation.rules().stream().anyMatch(reference -> {
            String name = reference.text();
            boolean ofItsOwnFile = documents(source).stream()
                    .anyMatch(own -> own.header().id().equals(name)
                            || name.equals(own.header().name()));
            return !ofItsOwnFile
                    && (document.header().id().equals(name)
                            || name.equals(document.header().name()));
        });
    }

    /** The documents of the files whose text holds a word: a file without it need not be read. */
    private List<SigmaDocument> documents(String word, SourceText except) {
        List<SigmaDocument> found = new ArrayList<>();
        for (SourceText source : library.sources()) {
            if (!source.file().equals(except.file()) && source.text().contains(word)) {
                found.addAll(documents(source));
            }
        }
        return found;
    }

    List<SigmaDocument> documents(SourceText source) {
        if (!SigmaParser.looksLikeSigma(source.text())) {
            return List.of();
        }
        return read.computeIfAbsent(source.file(), file -> new DocumentReader(source, new Findings(source)).read());
    }
}

package io.tripline.dialect.sigma.read;

import io.tripline.dialect.OtherSources;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the other files of a translation, read when something asks for them. Any thread; what was read is kept
 * as long as this is, so that thousands of files that share it are read once.
 */
public final class OtherDocuments {

    private final OtherSources others;
    private final Map<String, ReadFile> read = new ConcurrentHashMap<>();
    private volatile @Nullable List<SigmaFilter> filters;
    private volatile @Nullable List<SigmaCorrelation> correlations;

    /** @param findings what was wrong with it while it was read; not to be added to */
    private record ReadFile(List<SigmaDocument> documents, Problems findings) {}

    public OtherDocuments(OtherSources others) {
        this.others = others;
    }

    public boolean isFor(OtherSources other) {
        return others == other;
    }

    /** The filters of all files but this one. */
    public List<SigmaFilter> filters(SourceText except) {
        List<SigmaFilter> all = filters;
        if (all == null) {
            all = all(SigmaFilter.class, "filter:");
            filters = all;
        }
        return all.stream().filter(filter -> isElsewhere(filter, except)).toList();
    }

    /** The documents of all files but this one. */
    public List<SigmaDocument> everything(SourceText except) {
        List<SigmaDocument> all = new ArrayList<>();
        for (SourceText source : others.sources()) {
            if (!source.file().equals(except.file())) {
                all.addAll(documents(source));
            }
        }
        return all;
    }

    /** The correlations of other files that refer to this document of the given file. */
    public List<SigmaCorrelation> correlationsOver(SigmaDocument document, SourceText except) {
        List<SigmaCorrelation> all = correlations;
        if (all == null) {
            all = all(SigmaCorrelation.class, "correlation:");
            correlations = all;
        }
        return all.stream()
                .filter(correlation -> isElsewhere(correlation, except) && refersTo(correlation, document))
                .toList();
    }

    private static boolean isElsewhere(SigmaDocument document, SourceText except) {
        return !document.header().source().file().equals(except.file());
    }

    /** A key is written with its colon: a text without it has no such document and need not be read. */
    private <T extends SigmaDocument> List<T> all(Class<T> kind, String key) {
        List<T> all = new ArrayList<>();
        for (SourceText source : others.sources()) {
            if (source.text().contains(key)) {
                for (SigmaDocument document : documents(source)) {
                    if (kind.isInstance(document)) {
                        all.add(kind.cast(document));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private boolean refersTo(SigmaCorrelation correlation, SigmaDocument document) {
        return correlation.rules().stream()
                .map(reference -> reference.text().strip())
                .anyMatch(name -> isCalled(document, name)
                        && documents(correlation.header().source()).stream().noneMatch(own -> isCalled(own, name)));
    }

    private static boolean isCalled(SigmaDocument document, String name) {
        return document.header().id().equals(name)
                || name.equals(document.header().name());
    }

    /** The rules and correlations of other files that have this id or, where none has, this name. */
    public List<SigmaDocument> find(String reference, SourceText except) {
        List<SigmaDocument> candidates = new ArrayList<>();
        for (SourceText source : others.sources()) {
            if (!source.file().equals(except.file()) && source.text().contains(reference)) {
                documents(source).stream()
                        .filter(document -> !(document instanceof SigmaFilter))
                        .forEach(candidates::add);
            }
        }
        List<SigmaDocument> byId = candidates.stream()
                .filter(document -> document.header().id().equals(reference))
                .toList();
        return byId.isEmpty()
                ? candidates.stream()
                        .filter(document -> reference.equals(document.header().name()))
                        .toList()
                : byId;
    }

    public List<SigmaDocument> documents(SourceText source) {
        return DocumentReader.looksLikeSigma(source.text()) ? readFile(source).documents() : List.of();
    }

    /** The problems of reading a file, to which those of using it can be added. */
    public Problems findings(SourceText source) {
        return readFile(source).findings().copy();
    }

    private ReadFile readFile(SourceText source) {
        return read.computeIfAbsent(source.file(), file -> {
            Problems findings = new Problems(source);
            return new ReadFile(new DocumentReader(source, findings).read(), findings);
        });
    }
}

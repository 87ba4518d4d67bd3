package io.tripline.dialect.sigma.lower;

import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.sigma.read.OtherDocuments;
import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaFilter;
import io.tripline.dialect.sigma.value.DeclaredParameter;
import io.tripline.dialect.sigma.value.Parameters;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a translation of one file can refer to: the documents of the file, those of the other files, and the values of
 * parameters. References are looked up in the file first, then by id, then by name.
 */
public final class RuleReferences {

    private final SourceText source;
    private final List<SigmaDocument> documents;
    private final OtherDocuments elsewhere;
    private final ParameterValues values;
    private final Problems findings;

    public RuleReferences(
            SourceText source,
            List<SigmaDocument> documents,
            OtherDocuments elsewhere,
            ParameterValues values,
            Problems findings) {
        this.source = source;
        this.documents = List.copyOf(documents);
        this.elsewhere = elsewhere;
        this.values = values;
        this.findings = findings;
    }

    List<SigmaDocument> documents() {
        return documents;
    }

    Problems findings() {
        return findings;
    }

    /** The filters of this file and of the others. */
    List<SigmaFilter> filters() {
        List<SigmaFilter> filters = new ArrayList<>();
        for (SigmaDocument document : documents) {
            if (document instanceof SigmaFilter filter) {
                filters.add(filter);
            }
        }
        filters.addAll(elsewhere.filters(source));
        return filters;
    }

    /** The documents of this file and of the others. */
    List<SigmaDocument> everything() {
        List<SigmaDocument> all = new ArrayList<>(documents);
        all.addAll(elsewhere.everything(source));
        return all;
    }

    /** Null, and an error at the reference, where there is none or more than one. */
    @Nullable
    SigmaDocument resolve(Yaml.Scalar reference) {
        String name = reference.text().strip();
        List<SigmaDocument> found = inFile(name);
        if (found.isEmpty()) {
            found = elsewhere.find(name, source);
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            findings.error(
                    reference.place(),
                    "there is no rule with the id or name '" + name + "'",
                    Spelling.wayOut(name, names(), "give the rule that is meant a name: or id:"));
        } else {
            List<String> files = found.stream()
                    .map(document -> document.header().source().file())
                    .distinct()
                    .limit(3)
                    .toList();
            findings.error(
                    reference.place(),
                    found.size() + " rules have the name '" + name + "', in " + String.join(", ", files),
                    "refer to the rule by its id");
        }
        return null;
    }

    /** The one document that a reference means, null where there is none or more than one; says nothing. */
    @Nullable
    SigmaDocument lookUp(String name) {
        List<SigmaDocument> found = inFile(name);
        if (found.isEmpty()) {
            found = elsewhere.find(name, source);
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    private List<SigmaDocument> inFile(String name) {
        List<SigmaDocument> candidates = documents.stream()
                .filter(document -> !(document instanceof SigmaFilter))
                .toList();
        List<SigmaDocument> byId = candidates.stream()
                .filter(document -> document.header().id().equals(name))
                .toList();
        return byId.isEmpty()
                ? candidates.stream()
                        .filter(document -> name.equals(document.header().name()))
                        .toList()
                : byId;
    }

    private List<String> names() {
        return documents.stream().map(document -> document.header().label()).toList();
    }

    /** The correlations, here or in another file, that refer to a document of this file. */
    List<SigmaCorrelation> correlationsOver(SigmaDocument document) {
        List<SigmaCorrelation> over = new ArrayList<>();
        for (SigmaDocument other : documents) {
            if (other instanceof SigmaCorrelation correlation
                    && correlation.rules().stream()
                            .anyMatch(reference ->
                                    inFile(reference.text().strip()).contains(document))) {
                over.add(correlation);
            }
        }
        over.addAll(elsewhere.correlationsOver(document, source));
        return over;
    }

    /** Where the problems of a text go: this file's, or those of another one as they are known so far. */
    Problems findings(SourceText text) {
        return text == source ? findings : elsewhere.findings(text);
    }

    /** The book from which a document is read: its references are looked up in its own file first. */
    RuleReferences of(SigmaDocument document) {
        SourceText other = document.header().source();
        return other == source
                ? this
                : new RuleReferences(other, elsewhere.documents(other), elsewhere, values, elsewhere.findings(other));
    }

    /** The parameters of a rule that is about to be translated. */
    Parameters parameters(List<String> ruleIds) {
        Map<String, DeclaredParameter> declared = new LinkedHashMap<>();
        for (SigmaDocument document : documents) {
            document.header().parameters().forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
        }
        return new Parameters(ruleIds, values, declared, findings);
    }
}

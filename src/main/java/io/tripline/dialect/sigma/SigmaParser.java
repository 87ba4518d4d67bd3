package io.tripline.dialect.sigma;

import io.tripline.dialect.Blanks;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleParser;
import io.tripline.dialect.sigma.lower.RuleReferences;
import io.tripline.dialect.sigma.lower.SigmaLowering;
import io.tripline.dialect.sigma.read.DocumentReader;
import io.tripline.dialect.sigma.read.OtherDocuments;
import io.tripline.dialect.sigma.read.SigmaCorrelation;
import io.tripline.dialect.sigma.read.SigmaDocument;
import io.tripline.dialect.sigma.read.SigmaRule;
import io.tripline.dialect.sigma.value.DeclaredParameter;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.rule.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sigma: rules, correlations and filters of specification 2.1, several documents in a file. Any thread. The only
 * thing it keeps is what it read of the other files last, which many calls in a row share.
 */
public final class SigmaParser implements RuleParser {

    /** What is left of a rule whose author made a mistake still has one of these somewhere. */
    private static final Pattern PART = Pattern.compile(
            "(?i)\\b(?:title|logsource|detection|correlation|condition|selection|falsepositives)\\b|\\x00");

    private static final Pattern FILTER = Pattern.compile("(?m)^filter\\s*:");
    private static final Pattern CORRELATION = Pattern.compile("(?m)^correlation\\s*:");

    private volatile @Nullable OtherDocuments last;

    @Override
    public String dialect() {
        return "sigma";
    }

    @Override
    public List<String> extensions() {
        return List.of(".yml", ".yaml");
    }

    @Override
    public boolean recognises(String text) {
        return DocumentReader.looksLikeSigma(text);
    }

    @Override
    public boolean holdsNone(String text) {
        return !PART.matcher(text).find();
    }

    /** A correlation refers to rules of other files. */
    @Override
    public boolean hangsOnOthers(String text) {
        return CORRELATION.matcher(text).find();
    }

    /** A filter changes rules that do not know of it; rules that a correlation refers to alert no more on their own. */
    @Override
    public Predicate<String> concerns(SourceText source) {
        if (FILTER.matcher(source.text()).find()) {
            return other -> true;
        }
        if (!hangsOnOthers(source.text())) {
            return other -> false;
        }
        Set<String> references = references(source);
        return other -> references.stream().anyMatch(other::contains);
    }

    private static Set<String> references(SourceText source) {
        try {
            return new DocumentReader(source, new Problems(source))
                    .read().stream()
                            .filter(SigmaCorrelation.class::isInstance)
                            .flatMap(correlation -> ((SigmaCorrelation) correlation).rules().stream())
                            .map(reference -> reference.text().strip())
                            .collect(Collectors.toSet());
        } catch (RuntimeException | StackOverflowError stumbled) {
            // parse() says so; what cannot be read refers to nothing
            return Set.of();
        }
    }

    @Override
    public Parsed parse(SourceText source, ParameterValues parameters, OtherSources elsewhere) {
        Problems findings = new Problems(source);
        List<SigmaDocument> documents = List.of();
        List<Rule> rules = List.of();
        try {
            documents = new DocumentReader(source, findings).read();
            warnOfUnused(documents, findings);
            rules = new SigmaLowering(new RuleReferences(source, documents, of(elsewhere), parameters, findings))
                    .lower();
        } catch (RuntimeException | StackOverflowError stumbled) {
            // A hostile text that gets here has found a gap in the limits; it must not take the others down with it.
            findings.error(Place.WHOLE_FILE, "this text cannot be translated: " + stumbled, null);
        }
        String type = type(documents);
        if (!findings.hasErrors()) {
            return new Parsed.Accepted(type, rules, findings.problems());
        }
        SigmaDocument main = main(documents);
        return new Parsed.Rejected(
                type,
                main == null || !main.header().ownId() ? "" : main.header().id(),
                main == null ? "" : main.header().title(),
                findings.problems());
    }

    private static void warnOfUnused(List<SigmaDocument> documents, Problems findings) {
        Set<String> written = Blanks.names(findings.source().text());
        for (SigmaDocument document : documents) {
            for (DeclaredParameter parameter : document.header().parameters()) {
                if (!written.contains(parameter.name())) {
                    findings.warning(
                            parameter.place(),
                            "the parameter '" + parameter.name() + "' stands nowhere in the rule",
                            Spelling.wayOut(
                                    parameter.name(), written, "write '{" + parameter.name() + "}' where it belongs"));
                }
            }
        }
    }

    private OtherDocuments of(OtherSources elsewhere) {
        OtherDocuments known = last;
        if (known == null || !known.isFor(elsewhere)) {
            known = new OtherDocuments(elsewhere);
            last = known;
        }
        return known;
    }

    private static String type(List<SigmaDocument> documents) {
        if (documents.stream().anyMatch(SigmaCorrelation.class::isInstance)) {
            return "correlation";
        }
        if (documents.stream().anyMatch(SigmaRule.class::isInstance)) {
            return "rule";
        }
        return documents.isEmpty() ? "" : "filter";
    }

    /** The document by which the file is known: its last correlation, else its first. */
    private static @Nullable SigmaDocument main(List<SigmaDocument> documents) {
        SigmaDocument main = null;
        for (SigmaDocument document : documents) {
            if (main == null || document instanceof SigmaCorrelation) {
                main = document;
            }
        }
        return main;
    }
}

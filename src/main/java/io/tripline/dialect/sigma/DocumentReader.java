package io.tripline.dialect.sigma;

import io.tripline.dialect.sigma.SigmaDocument.Header;
import io.tripline.dialect.sigma.Yaml.Entry;
import io.tripline.dialect.sigma.Yaml.Mapping;
import io.tripline.dialect.sigma.Yaml.Scalar;
import io.tripline.dialect.sigma.Yaml.Sequence;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.rule.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one file. {@code action: global, reset, repeat} are resolved here (specification 1.0). */
final class DocumentReader {

    private static final List<String> DOCUMENT_KEYS =
            List.of("detection", "correlation", "filter", "logsource", "title");

    private final SourceText source;
    private final Findings findings;
    private final HeaderReader headers;
    private final DetectionReader detections;

    DocumentReader(SourceText source, Findings findings) {
        this.source = source;
        this.findings = findings;
        this.headers = new HeaderReader(source, findings);
        this.detections = new DetectionReader(findings);
    }

    List<SigmaDocument> read() {
        List<SigmaDocument> documents = new ArrayList<>();
        for (Mapping mapping : complete(YamlReader.read(source, findings))) {
            SigmaDocument document = document(mapping);
            if (document != null) {
                documents.add(distinct(document, documents));
            }
        }
        return documents;
    }

    /** Two documents of one file may have the same title, but not the same id. */
    private SigmaDocument distinct(SigmaDocument document, List<SigmaDocument> before) {
        Header header = document.header();
        boolean taken = before.stream().anyMatch(other -> other.header().id().equals(header.id()));
        if (!taken) {
            return document;
        }
        if (header.ownId()) {
            findings.warning(header.place(), "another document of this file has the id " + header.id(), null);
        }
        Header renamed = new Header(
                header.source(),
                NameBasedId.of(header.id(), String.valueOf(before.size() + 1)),
                header.ownId(),
                header.name(),
                header.title(),
                header.place(),
                header.metadata(),
                header.parameters());
        return switch (document) {
            case SigmaRule rule -> new SigmaRule(renamed, rule.logSource(), rule.detections(), rule.splunk());
            case SigmaFilter filter ->
                new SigmaFilter(renamed, filter.logSource(), filter.rules(), filter.detections());
            case SigmaCorrelation correlation -> correlation.ownHeader(renamed);
        };
    }

    private List<Mapping> complete(List<Yaml> documents) {
        List<Mapping> complete = new ArrayList<>();
        Mapping global = null;
        Mapping previous = null;
        for (Yaml document : documents) {
            if (document instanceof Scalar none && none.isNull()) {
                continue;
            }
            if (!(document instanceof Mapping mapping)) {
                findings.error(document.place(), "a Sigma rule is a map", "it begins with title:");
                continue;
            }
            String action =
                    mapping.get("action") instanceof Scalar word ? word.text().strip() : "";
            Mapping own = action.isEmpty() ? mapping : mapping.without("action");
            switch (action) {
                case "global" -> global = own;
                case "reset" -> {
                    global = null;
                    previous = own.entries().isEmpty() ? previous : own;
                    addUnlessEmpty(own, complete);
                }
                case "repeat" -> {
                    previous = previous == null ? own : previous.mergedWith(own);
                    complete.add(withGlobal(previous, global));
                }
                case "" -> {
                    previous = own;
                    complete.add(withGlobal(own, global));
                }
                default -> {
                    Entry entry = mapping.entry("action");
                    findings.error(
                            entry == null ? mapping.place() : entry.value().place(),
                            "unknown action '" + action + "'",
                            Spelling.wayOut(
                                    action,
                                    List.of("global", "reset", "repeat"),
                                    "the actions are global, reset and repeat"));
                }
            }
        }
        if (complete.isEmpty() && !findings.hasErrors()) {
            findings.error(Place.FILE, "the file holds no Sigma rule", "a rule has title:, logsource: and detection:");
        }
        return complete;
    }

    private static void addUnlessEmpty(Mapping mapping, List<Mapping> into) {
        if (!mapping.entries().isEmpty()) {
            into.add(mapping);
        }
    }

    private static Mapping withGlobal(Mapping document, @Nullable Mapping global) {
        if (global == null) {
            return document;
        }
        boolean isRule =
                !(document.get("correlation") instanceof Mapping) && !(document.get("filter") instanceof Mapping);
        return isRule
                ? global.mergedWith(document)
                : global.without("detection").without("logsource").mergedWith(document);
    }

    /** A key that stands twice in a map; in a search it means that both lines hold, and is not asked about here. */
    private void refuseRepeated(Mapping mapping, boolean inward) {
        for (Entry entry : mapping.repeated()) {
            findings.error(entry.key().place(), "'" + entry.name() + "' stands twice in one map", "leave one out");
        }
        for (Entry entry : mapping.entries()) {
            if (inward && entry.value() instanceof Mapping inner) {
                boolean searches =
                        entry.name().equals("detection") || entry.name().equals("filter");
                refuseRepeated(inner, !searches);
            }
        }
    }

    private @Nullable SigmaDocument document(Mapping mapping) {
        refuseRepeated(mapping, true);
        // Some rules have a remark under 'correlation': only a map is one.
        if (mapping.get("correlation") instanceof Mapping section) {
            return new CorrelationReader(findings).read(headers.read(mapping), section);
        }
        if (mapping.get("filter") instanceof Mapping section) {
            return filter(mapping, section);
        }
        Header header = headers.read(mapping);
        Yaml section = mapping.get("detection");
        if (!(section instanceof Mapping detection)) {
            findings.error(
                    section == null ? mapping.place() : section.place(),
                    section == null ? "the detection is missing" : "the detection is a map of searches and a condition",
                    section == null ? misspelt(mapping) : null);
            return null;
        }
        Yaml splunk = mapping.get("splunk");
        return new SigmaRule(
                header,
                logSource(mapping, true),
                detections.read(detection, Set.of()),
                splunk instanceof Scalar text && !text.text().isBlank() ? text : null);
    }

    private static @Nullable String misspelt(Mapping mapping) {
        for (Entry entry : mapping.entries()) {
            String suggestion = DOCUMENT_KEYS.contains(entry.name())
                    ? null
                    : Spelling.suggestion(entry.name(), List.of("detection", "correlation", "filter"));
            if (suggestion != null) {
                return "'" + entry.name() + "': " + suggestion;
            }
        }
        return "a rule has detection:, a correlation correlation:, a filter filter:";
    }

    private SigmaFilter filter(Mapping mapping, Mapping section) {
        Header header = headers.read(mapping);
        List<Scalar> rules = new ArrayList<>();
        Yaml written = section.get("rules");
        switch (written) {
            case Scalar scalar when scalar.isNull() || scalar.text().equals("any") -> {}
            case Scalar scalar -> rules.add(scalar);
            case Sequence list ->
                list.elements().forEach(element -> {
                    if (element instanceof Scalar scalar && !scalar.isNull()) {
                        rules.add(scalar);
                    } else {
                        findings.error(element.place(), "a rule is named by its id or name", null);
                    }
                });
            case null -> {}
            case Mapping map -> findings.error(map.place(), "'rules' is a list of ids or names, or any", null);
        }
        return new SigmaFilter(header, logSource(mapping, false), rules, detections.read(section, Set.of("rules")));
    }

    private LogSource logSource(Mapping mapping, boolean expected) {
        Entry entry = mapping.entry("logsource");
        if (entry == null) {
            if (expected) {
                findings.warning(
                        mapping.place(), "the log source is missing: the rule looks at every event", "add logsource:");
            }
            return LogSource.ANY;
        }
        if (entry.value() instanceof Mapping section) {
            return new LogSource(names(section, "product"), names(section, "category"), names(section, "service"));
        }
        if (!(entry.value() instanceof Scalar none && none.isNull())) {
            findings.error(entry.value().place(), "the log source is a map", "of product, category and service");
        }
        return LogSource.ANY;
    }

    private List<String> names(Mapping section, String part) {
        if (section.get(part) instanceof Mapping map) {
            findings.error(map.place(), "'" + part + "' is a name or a list of names", null);
        }
        return HeaderReader.texts(section, part).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}

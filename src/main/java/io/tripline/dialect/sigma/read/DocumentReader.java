package io.tripline.dialect.sigma.read;

import io.tripline.dialect.sigma.read.SigmaDocument.Header;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.problem.Spelling;
import io.tripline.rule.LogSource;
import io.tripline.yaml.Yaml;
import io.tripline.yaml.Yaml.Entry;
import io.tripline.yaml.Yaml.Mapping;
import io.tripline.yaml.Yaml.Scalar;
import io.tripline.yaml.Yaml.Sequence;
import io.tripline.yaml.YamlReader;
import io.tripline.yaml.YamlSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one file. {@code action: global, reset, repeat} are resolved here (specification 1.0). */
public final class DocumentReader {

    private static final List<String> DOCUMENT_KEYS =
            List.of("detection", "correlation", "filter", "logsource", "title");

    private static final Pattern SCIM = Pattern.compile("\\b(?:eq|ne|co|sw|ew|gt|ge|lt|le) \"");

    private static final Set<String> DECIDING = Set.of(
            "aggregation",
            "allowlist",
            "condition",
            "exceptions",
            "exclusions",
            "group-by",
            "group_by",
            "suppress",
            "suppression",
            "threshold",
            "throttle",
            "timeframe",
            "timespan",
            "whitelist");

    private static final YamlSettings YAML =
            new YamlSettings(YamlSettings.Schema.CORE, 4 * 1024 * 1024, 50, 1000, 500_000);

    private final SourceText source;
    private final Problems findings;
    private final HeaderReader headers;
    private final DetectionReader detections;

    public DocumentReader(SourceText source, Problems findings) {
        this.source = source;
        this.findings = findings;
        this.headers = new HeaderReader(source, findings);
        this.detections = new DetectionReader(findings);
    }

    /** Whether a line of the text begins as one of a Sigma document does. */
    public static boolean looksLikeSigma(String text) {
        return text.lines()
                .anyMatch(line -> line.startsWith("detection:")
                        || line.startsWith("correlation:")
                        || line.startsWith("filter:")
                        || line.startsWith("logsource:"));
    }

    public List<SigmaDocument> read() {
        List<SigmaDocument> documents = new ArrayList<>();
        for (Mapping mapping : complete(YamlReader.read(source, YAML, findings))) {
            int before = findings.approximations().size();
            SigmaDocument document = document(mapping);
            if (document != null) {
                List<String> all = findings.approximations();
                Header header = document.header();
                documents.add(distinct(
                        document.with(header.with(
                                header.id(),
                                all.subList(before, all.size()).stream()
                                        .distinct()
                                        .toList())),
                        documents));
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
        String id = NameBasedId.of(header.id(), String.valueOf(before.size() + 1));
        return document.with(header.with(id, header.restrictions()));
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
                case "correlation" ->
                    findings.error(
                            placeOfAction(mapping),
                            "'action: correlation' is a form from before the specification of correlations",
                            "write correlation: and below it type:, rules:, group-by:, timespan: and, for counts, condition:");
                default -> {
                    findings.error(
                            placeOfAction(mapping),
                            "unknown action '" + action + "'",
                            Spelling.wayOut(
                                    action,
                                    List.of("global", "reset", "repeat"),
                                    "the actions are global, reset and repeat"));
                }
            }
        }
        if (complete.isEmpty() && !findings.hasErrors()) {
            findings.error(
                    Place.WHOLE_FILE, "the file holds no Sigma rule", "a rule has title:, logsource: and detection:");
        }
        return complete;
    }

    private static Place placeOfAction(Mapping mapping) {
        Entry entry = mapping.entry("action");
        return entry == null ? mapping.place() : entry.value().place();
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
        mapping.entries().forEach(this::tellUntaken);
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
        if (isOktasCatalogue(detection)) {
            findings.error(
                    section.place(),
                    "these are searches of Okta's System Log, in the form of Okta's own catalogue, and no Sigma detection",
                    "write what they compare as a search and a condition: selection: {eventType: …}, condition: selection");
            return null;
        }
        Yaml splunk = mapping.get("splunk");
        return new SigmaRule(
                header,
                logSource(mapping, true),
                detections.read(detection, Set.of()),
                splunk instanceof Scalar text && !text.text().isBlank() ? text : null);
    }

    /** A key of the specification's own is allowed, and so is any other; of these the author expects that they decide. */
    private void tellUntaken(Entry entry) {
        if (DECIDING.contains(entry.name())) {
            findings.approximation(
                    entry.key().place(),
                    "'" + entry.name() + "' means nothing beside the detection and is not taken",
                    entry.name().equals("condition") || entry.name().equals("timeframe")
                            ? "move it into detection:"
                            : "write a correlation, or a filter");
        }
    }

    /** {@code detection: {okta_systemlog: {OIE: 'eventType eq "…"'}}}: expressions of SCIM where searches are expected. */
    private static boolean isOktasCatalogue(Mapping detection) {
        return detection.get("condition") == null
                && detection.entries().stream()
                        .anyMatch(entry -> entry.name().startsWith("okta") || holdsExpression(entry.value()));
    }

    private static boolean holdsExpression(Yaml yaml) {
        return switch (yaml) {
            case Scalar scalar -> SCIM.matcher(scalar.text()).find();
            case Sequence list -> list.elements().stream().anyMatch(DocumentReader::holdsExpression);
            case Mapping map -> map.entries().stream().anyMatch(entry -> holdsExpression(entry.value()));
        };
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

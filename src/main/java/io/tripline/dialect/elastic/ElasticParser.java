package io.tripline.dialect.elastic;

import io.tripline.dialect.FilePart;
import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleParser;
import io.tripline.dialect.elastic.RuleReader.RuleTables;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.problem.SourceText;
import io.tripline.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Elastic's detection rules, in TOML as its repository has them and as Kibana exports them. Types that compute tables or read what other
 * jobs found are refused by name.
 */
public final class ElasticParser implements RuleParser {

    /** The ending of Kibana's exports. */
    static final String EXPORT = ".ndjson";

    private static final Pattern RULE_TABLE = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*rule[ \\t]*\\]");

    private static final Pattern EXCEPTIONS =
            Pattern.compile("exceptions_list(?:\\s*[=:]\\s*\\[\\s*\\{|\"?\\s*:\\s*\\[\\s*\\{|\\s*\\]\\])");

    @Override
    public String dialect() {
        return "elastic";
    }

    @Override
    public List<String> extensions() {
        return List.of(".toml", EXPORT);
    }

    @Override
    public boolean recognises(String text) {
        return isJson(text)
                ? KibanaExport.isOne(text)
                : RULE_TABLE.matcher(text).find();
    }

    @Override
    public boolean holdsNone(String text) {
        return isJson(text) ? !KibanaExport.isOne(text) : !text.contains("rule") && !text.contains("query");
    }

    /** No TOML begins so. */
    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** A rule names exception lists that stand in another file. */
    @Override
    public boolean hangsOnOthers(String text) {
        return EXCEPTIONS.matcher(text).find();
    }

    @Override
    public List<FilePart> parts(SourceText file) {
        return KibanaExport.parts(file);
    }

    /** Elastic's rules have no placeholders; of the other texts, exception lists are looked for in those that stand beside the rule. */
    @Override
    public Parsed parse(SourceText source, ParameterValues parameters, OtherSources others) {
        Problems report = new Problems(source);
        if (isJson(source.text())) {
            return exported(report, others);
        }
        RuleTables tables = new RuleReader(report).tables();
        return tables == null ? new Parsed.Rejected("", "", "", report.problems()) : parsed(tables, report, others);
    }

    private static Parsed parsed(RuleTables tables, Problems report, OtherSources others) {
        Rule rule = rule(tables, report, others);
        String type = text(tables, "type");
        return rule == null || report.hasErrors()
                ? new Parsed.Rejected(type, text(tables, "rule_id"), text(tables, "name"), report.problems())
                : new Parsed.Accepted(type, List.of(rule), report.problems());
    }

    private static @Nullable Rule rule(RuleTables tables, Problems report, OtherSources others) {
        ElasticRule read = new RuleReader(report).read(tables, others);
        return read == null ? null : new ElasticLowering(report).lower(read);
    }

    /** Mostly one rule, or exception lists; of a text that was given whole, all that is in it. */
    private static Parsed exported(Problems report, OtherSources others) {
        List<TableReader> objects = KibanaExport.objects(report);
        List<RuleTables> tables = objects.stream()
                .filter(object -> KibanaExport.kind(object.source()) == KibanaExport.Kind.RULE)
                .map(object -> new RuleTables(object, null))
                .toList();
        ExceptionLists.check(objects);
        if (tables.size() == 1) {
            return parsed(tables.getFirst(), report, others);
        }
        List<Rule> rules = new ArrayList<>();
        for (RuleTables each : tables) {
            Rule rule = rule(each, report, others);
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (rules.isEmpty() && !report.hasErrors() && objects.isEmpty()) {
            report.error(
                    Place.WHOLE_FILE, "there is no rule in the file", "an object of JSON a line, as Kibana exports");
        }
        return report.hasErrors()
                ? new Parsed.Rejected("", "", "", report.problems())
                : new Parsed.Accepted(rules.isEmpty() ? "exceptions" : "", rules, report.problems());
    }

    private static String text(RuleTables tables, String key) {
        return Objects.requireNonNullElse(KibanaExport.text(tables.rule(), key), "");
    }
}

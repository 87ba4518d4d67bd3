package io.tripline.dialect.elastic;

import io.tripline.dialect.OtherSources;
import io.tripline.dialect.ParameterValues;
import io.tripline.dialect.Parsed;
import io.tripline.dialect.RuleParser;
import io.tripline.dialect.elastic.RuleReader.RuleTables;
import io.tripline.problem.SourceText;
import io.tripline.rule.Rule;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Elastic's detection rules: types {@code query}, {@code threshold}, {@code new_terms} and {@code eql}. Everything else is
 * refused by name.
 */
public final class ElasticParser implements RuleParser {

    private static final Pattern RULE_TABLE = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*rule[ \\t]*\\]");

    @Override
    public String dialect() {
        return "elastic";
    }

    @Override
    public List<String> extensions() {
        return List.of(".toml");
    }

    @Override
    public boolean recognises(String text) {
        return RULE_TABLE.matcher(text).find();
    }

    @Override
    public boolean holdsNone(String text) {
        return !text.contains("rule") && !text.contains("query");
    }

    /** Elastic's rules have no placeholders and refer to no other rule, so the last two are not looked at. */
    @Override
    public Parsed parse(SourceText source, ParameterValues parameters, OtherSources others) {
        Report report = new Report(source);
        RuleReader reader = new RuleReader(report);
        RuleTables tables = reader.tables();
        if (tables == null) {
            return new Parsed.Rejected("", "", "", report.problems());
        }
        String type = text(tables, "type");
        ElasticRule read = reader.read(tables);
        Rule rule = read == null ? null : new ElasticLowering(report).lower(read);
        return rule == null || report.hasErrors()
                ? new Parsed.Rejected(type, text(tables, "rule_id"), text(tables, "name"), report.problems())
                : new Parsed.Accepted(type, List.of(rule), report.problems());
    }

    private static String text(RuleTables tables, String key) {
        @Nullable QueryText text = tables.rule().text(key);
        return text == null ? "" : text.text();
    }
}

package io.tripline.dialect.elastic;

import io.tripline.dialect.elastic.kql.Kql;
import io.tripline.dialect.elastic.kql.KqlLiteral;
import io.tripline.dialect.elastic.kql.KqlLowering;
import io.tripline.dialect.elastic.query.ElasticField;
import io.tripline.dialect.elastic.query.ElasticField.Mapping;
import io.tripline.dialect.elastic.query.QueryProblem;
import io.tripline.dialect.elastic.query.Span;
import io.tripline.dialect.elastic.query.Translation;
import io.tripline.event.Glob;
import io.tripline.problem.Place;
import io.tripline.problem.Problems;
import io.tripline.rule.Condition;
import io.tripline.rule.Test;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elasticsearch's queries of one field, as filters and exceptions hold them. What a value means depends on the field's mapping, as in KQL.
 * Null where the report then holds an error.
 */
final class FieldQueries {

    private final Problems report;

    FieldQueries(Problems report) {
        this.report = report;
    }

    @Nullable
    Condition exists(String field, Place place) {
        return one(field, new KqlLiteral.Wildcard(List.of("", ""), Span.NONE), place);
    }

    /** {@code match_phrase}, {@code term}. */
    @Nullable
    Condition equal(String field, String value, Place place) {
        return one(field, new KqlLiteral.Quoted(value, Span.NONE), place);
    }

    private @Nullable Condition one(String field, KqlLiteral value, Place place) {
        return lower(
                new Kql.FieldValues(new KqlLiteral.Quoted(field, Span.NONE), new Kql.Values.One(value), Span.NONE),
                place);
    }

    @Nullable
    Condition lower(Kql query, Place place) {
        Translation translation = KqlLowering.lower(query);
        for (QueryProblem finding : translation.findings()) {
            report.add(finding.severity(), place, finding.message(), finding.wayOut());
        }
        return translation.condition();
    }

    /** @param pattern Lucene's: a backslash takes any character behind it literally */
    @Nullable
    Condition wildcard(String field, String pattern, boolean ignoreCase, Place place) {
        return like(field, glob(pattern), ignoreCase, place);
    }

    @Nullable
    Condition like(String name, String glob, boolean ignoreCase, Place place) {
        if (!ElasticField.isName(name)) {
            report.error(place, "not the name of one field: '" + name + "'", "write the whole name");
            return null;
        }
        ElasticField field = ElasticField.of(name);
        if (field.mapping() == Mapping.TEXT || field.mapping() == Mapping.DATE) {
            report.error(place, "a wildcard on the field '" + name + "' is not supported", "write it in the query");
            return null;
        }
        boolean cased = field.mapping() != Mapping.CASELESS && !ignoreCase;
        return new Condition.FieldTest(field.path(), new Test.Like(List.of(glob), cased));
    }

    /** Lucene takes the character behind any backslash literally, a glob only the three that mean something. */
    private static String glob(String lucene) {
        StringBuilder glob = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < lucene.length(); i++) {
            char c = lucene.charAt(i);
            if (c == '*' || c == '?') {
                glob.append(Glob.escape(literal.toString())).append(c);
                literal.setLength(0);
            } else {
                literal.append(c == '\\' && i + 1 < lucene.length() ? lucene.charAt(++i) : c);
            }
        }
        return glob.append(Glob.escape(literal.toString())).toString();
    }
}

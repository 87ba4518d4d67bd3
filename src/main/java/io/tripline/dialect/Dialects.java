package io.tripline.dialect;

import io.tripline.dialect.elastic.ElasticParser;
import io.tripline.problem.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Temporary. */
public final class Dialects {
    private final List<RuleParser> parsers;

    public Dialects(List<RuleParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    public static Dialects all() {
        return new Dialects(List.of(new ElasticParser()));
    }

    public List<RuleParser> parsers() {
        return parsers;
    }

    public @Nullable RuleParser choose(SourceText source) {
        for (RuleParser parser : parsers) {
            if (parser.extensions().stream().anyMatch(source.file()::endsWith)) {
                return parser;
            }
        }
        for (RuleParser parser : parsers) {
            if (parser.recognises(source.text())) {
                return parser;
            }
        }
        return null;
    }
}

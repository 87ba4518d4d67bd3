package io.tripline.dialect;

import io.tripline.dialect.elastic.ElasticParser;
import io.tripline.dialect.sigma.SigmaParser;
import io.tripline.problem.SourceText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The dialects that rules may be written in. */
public final class Dialects {

    /** What ends so is a test of rules, never a rule. */
    public static final String TEST_EXTENSION = ".test.yml";

    private final List<RuleParser> parsers;

    /** @param parsers asked in this order */
    public Dialects(List<RuleParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** All of them. */
    public static Dialects all() {
        return new Dialects(List.of(
                new SigmaParser(), // one line for each dialect
                new ElasticParser()));
    }

    public List<RuleParser> parsers() {
        return parsers;
    }

    /** The parser for a file by the ending of its name; null where it is no rule in any dialect. */
    public @Nullable RuleParser forFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(TEST_EXTENSION)) {
            return null;
        }
        for (RuleParser parser : parsers) {
            if (parser.extensions().stream().anyMatch(name::endsWith)) {
                return parser;
            }
        }
        return null;
    }

    /** The parser for a text without a name; null where no dialect recognises it. */
    public @Nullable RuleParser forText(String text) {
        for (RuleParser parser : parsers) {
            if (parser.recognises(text)) {
                return parser;
            }
        }
        return null;
    }

    /** By the ending of the name, else by the text. A test of rules is no rule, whatever it holds. */
    public @Nullable RuleParser choose(SourceText source) {
        RuleParser parser = forFile(source.file());
        boolean isTest = source.file().toLowerCase(Locale.ROOT).endsWith(TEST_EXTENSION);
        return parser != null || isTest ? parser : forText(source.text());
    }
}

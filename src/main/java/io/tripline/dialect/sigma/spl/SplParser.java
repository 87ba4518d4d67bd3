package io.tripline.dialect.sigma.spl;

import io.tripline.dialect.sigma.spl.SplCommand.Aggregate;
import io.tripline.dialect.sigma.spl.SplToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the commands of a text; one that cannot be read is outside the subset. */
final class SplParser {

    private static final int MOST_COMMANDS = 200;
    private static final int MOST_TOKENS = 1000;
    private static final int LONGEST = 100_000;

    private final SplText.Segment segment;
    private final String name;
    private final int offset;

    private SplParser(SplText.Segment segment, String name, int offset) {
        this.segment = segment;
        this.name = name;
        this.offset = offset;
    }

    static List<SplCommand> commands(String text) {
        List<SplCommand> commands = new ArrayList<>();
        if (text.length() > LONGEST) {
            return List.of(new SplCommand.Outside("search", "the text is too long", 0));
        }
        List<SplText.Segment> segments = SplText.segments(text);
        for (int i = 0; i < Math.min(segments.size(), MOST_COMMANDS); i++) {
            SplText.Segment segment = segments.get(i);
            if (segment.text().isBlank()) {
                continue;
            }
            SplToken first = SplLexer.tokens(segment, 0, false).getFirst();
            int begin = first.offset() - segment.offset();
            boolean head = i == 0 && !first.isWord("search");
            SplParser parser = new SplParser(segment, head ? "search" : first.text(), first.offset());
            commands.addAll(parser.command(head ? begin : begin + first.text().length()));
        }
        return commands;
    }

    private List<SplCommand> command(int start) {
        try {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "search" -> List.of(search(start));
                case "fields", "table", "sort" -> List.of(new SplCommand.Show(offset));
                case "head", "dedup" -> List.of(new SplCommand.Newest(name, offset));
                case "spath" -> List.of(spath(words(start)));
                case "rename" -> List.of(rename(words(start)));
                case "bin", "bucket" -> List.of(bin(words(start)));
                case "eval" -> new SplExpressionParser(expression(start)).assignments(offset);
                case "where" ->
                    List.of(new SplCommand.Where(new SplExpressionParser(expression(start)).condition(), offset));
                case "stats" -> List.of(stats(words(start)));
                default -> List.of(new SplCommand.Outside(name, "the command is not supported", offset));
            };
        } catch (SplUnreadable unreadable) {
            return List.of(new SplCommand.Outside(name, unreadable.why(), offset));
        }
    }

    /** A search with {@code <} or {@code >}, as they stand behind stats, says the same as a where. */
    private SplCommand search(int start) throws SplUnreadable {
        try {
            return new SplCommand.Search(new SplSearchParser(words(start)).parse(), offset);
        } catch (SplUnreadable unreadable) {
            try {
                return new SplCommand.Where(new SplExpressionParser(expression(start)).condition(), offset);
            } catch (SplUnreadable neither) {
                throw unreadable;
            }
        }
    }

    private SplTokens words(int start) throws SplUnreadable {
        return tokens(start, false);
    }

    private SplTokens expression(int start) throws SplUnreadable {
        return tokens(start, true);
    }

    private SplTokens tokens(int start, boolean expression) throws SplUnreadable {
        List<SplToken> tokens = SplLexer.tokens(segment, start, expression);
        if (tokens.size() > MOST_TOKENS) {
            throw new SplUnreadable("more than " + MOST_TOKENS + " words");
        }
        return new SplTokens(tokens);
    }

    private SplCommand rename(SplTokens tokens) throws SplUnreadable {
        Map<String, String> names = new LinkedHashMap<>();
        while (!tokens.atEnd()) {
            String old = tokens.name();
            tokens.expectWord("as");
            names.put(old, tokens.name());
            tokens.accept(",");
        }
        if (names.keySet().stream().anyMatch(old -> old.indexOf('*') >= 0)) {
            throw new SplUnreadable("a wildcard in a name");
        }
        return new SplCommand.Rename(names, offset);
    }

    /** The parts of an event have names here already: {@code spath a.b output=c} is another one. */
    private SplCommand spath(SplTokens tokens) throws SplUnreadable {
        String path = "";
        String output = "";
        while (!tokens.atEnd()) {
            String word = tokens.name();
            if (!tokens.accept("=")) {
                path = word;
                continue;
            }
            String value = tokens.name();
            switch (word.toLowerCase(Locale.ROOT)) {
                case "path" -> path = value;
                case "output" -> output = value;
                default -> throw new SplUnreadable("'" + word + "=' names what is none of the event's own fields");
            }
        }
        return new SplCommand.Rename(path.isEmpty() || output.isEmpty() ? Map.of() : Map.of(path, output), offset);
    }

    private SplCommand bin(SplTokens tokens) throws SplUnreadable {
        String field = "";
        String span = "";
        String as = "";
        while (!tokens.atEnd()) {
            String word = tokens.name();
            if (tokens.accept("=")) {
                String value = tokens.name();
                span = word.equalsIgnoreCase("span") ? value : span;
            } else if (word.equalsIgnoreCase("as")) {
                as = tokens.name();
            } else {
                field = word;
            }
        }
        if (!field.equals("_time") || span.isEmpty()) {
            throw new SplUnreadable("only 'bin _time span=…' is supported");
        }
        return new SplCommand.Bin(field, span, as.isEmpty() ? field : as, offset);
    }

    private SplCommand stats(SplTokens tokens) throws SplUnreadable {
        List<Aggregate> aggregates = new ArrayList<>();
        List<String> by = new ArrayList<>();
        while (!tokens.atEnd()) {
            if (tokens.acceptWord("by")) {
                while (!tokens.atEnd()) {
                    by.add(tokens.name());
                    tokens.accept(",");
                }
                break;
            }
            aggregates.add(aggregate(tokens));
            tokens.accept(",");
        }
        if (aggregates.isEmpty()) {
            throw new SplUnreadable("no function is named");
        }
        return new SplCommand.Stats(aggregates, by, offset);
    }

    private static Aggregate aggregate(SplTokens tokens) throws SplUnreadable {
        String function = tokens.word().toLowerCase(Locale.ROOT);
        String argument = "";
        if (tokens.accept("(")) {
            if (!tokens.accept(")")) {
                argument = tokens.name();
                tokens.expect(")");
            }
        }
        String as = argument.isEmpty() ? function : function + "(" + argument + ")";
        if (tokens.peek().kind() == Kind.WORD && tokens.acceptWord("as")) {
            as = tokens.name();
        }
        return new Aggregate(function, argument, as);
    }
}

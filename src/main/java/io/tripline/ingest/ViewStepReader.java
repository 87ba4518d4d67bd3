package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Glob;
import io.tripline.ingest.ViewStep.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the words of one line of a field view: how a name gets its value, and from what. One thread, top to bottom. */
final class ViewStepReader {

    private static final Map<String, Conversion> CONVERSIONS = conversions();

    private final LogNames.Builder names;

    /** What the lines so far take from: the rest is the rest of that. */
    private final Set<String> mentioned = new HashSet<>();

    /** @param names told of every source */
    ViewStepReader(LogNames.Builder names) {
        this.names = names;
    }

    /** A line cannot be read; the caller knows where it stands. */
    static final class WrongLine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongLine(String message) {
            super(message);
        }
    }

    /**
     * @param name of the field that gets a value
     * @param how the word for it
     * @throws WrongLine the words behind it mean nothing
     * @throws IndexOutOfBoundsException there are too few of them
     */
    ViewStep step(String name, String how, List<String> words) {
        Names.Style style =
                switch (how) {
                    case "snake", "rest", "indexed" -> Names.Style.SNAKE;
                    case "camel" -> Names.Style.CAMEL;
                    case "lower-named", "lower-case" -> Names.Style.LOWER;
                    case "undotted" -> Names.Style.UNDOTTED;
                    default -> Names.Style.AS_THEY_ARE;
                };
        Names target = Names.of(name.equals(ViewStep.TOP) ? "" : name, style);
        return switch (how) {
            case "is" -> new ViewStep.Constant(target, atLeastOne(words));
            case "from", "snake", "camel", "lower-case", "undotted" -> new ViewStep.Copy(target, sources(words));
            case "rest" -> new ViewStep.Rest(target, Set.copyOf(mentioned));
            case "choice" -> new ViewStep.Choice(target, source(words), cases(words.subList(1, words.size())));
            case "text" -> new ViewStep.Text(target, pieces(words.getFirst()));
            case "indexed" -> new ViewStep.Indexed(target, source(words));
            case "written" -> new ViewStep.Written(target, source(words));
            case "part" -> new ViewStep.Part(target, source(words), words.get(1).toLowerCase(Locale.ROOT));
            case "list" -> new ViewStep.Pairs(target, pairs(words));
            case "keys" -> new ViewStep.Keys(target, words.get(0), words.get(1));
            case "where" -> where(target, words);
            case "named", "lower-named" ->
                new ViewStep.Named(
                        target,
                        source(words).path(),
                        SourcePath.of(words.get(1)),
                        atLeastOne(words.subList(2, words.size())).stream()
                                .map(SourcePath::of)
                                .toList());
            default -> {
                Conversion conversion = CONVERSIONS.get(how);
                if (conversion == null) {
                    throw new WrongLine("'" + how
                            + "' is none of is, from, snake, camel, lower-case, undotted, same,"
                            + " same-snake, rest, choice, text, list, keys, where, named, lower-named, indexed, written,"
                            + " part, own, all, "
                            + String.join(
                                    ", ", CONVERSIONS.keySet().stream().sorted().toList()));
                }
                yield new ViewStep.Converted(target, sources(words), conversion);
            }
        };
    }

    private static Map<String, Conversion> conversions() {
        Map<String, Conversion> byWord = new HashMap<>();
        for (Conversion conversion : Conversion.values()) {
            byWord.put(conversion.word(), conversion);
        }
        return Map.copyOf(byWord);
    }

    private static List<String> atLeastOne(List<String> words) {
        if (words.isEmpty()) {
            throw new IndexOutOfBoundsException();
        }
        return words;
    }

    private ViewStep where(Names target, List<String> words) {
        String[] equation = words.get(1).split("=", 2);
        if (equation.length < 2) {
            throw new WrongLine("where needs list, field=value, field");
        }
        return new ViewStep.Where(
                target, source(words).path(), SourcePath.of(equation[0]), equation[1], SourcePath.of(words.get(2)));
    }

    /** @throws IndexOutOfBoundsException there is none */
    List<ViewSource> sources(List<String> words) {
        return atLeastOne(words).stream().map(this::source).toList();
    }

    private ViewSource source(List<String> words) {
        return source(words.getFirst());
    }

    private ViewSource source(String word) {
        ViewSource source = ViewSource.of(word);
        mentioned.add(source.path().top());
        names.source(word);
        return source;
    }

    private static List<ViewStep.Case> cases(List<String> words) {
        List<ViewStep.Case> cases = new ArrayList<>();
        for (String word : words) {
            int equals = word.lastIndexOf('=');
            if (equals < 0) {
                throw new WrongLine("'" + word + "' should be pattern=value");
            }
            cases.add(new ViewStep.Case(
                    Glob.of(CaseFolding.fold(word.substring(0, equals))),
                    List.of(word.substring(equals + 1).split(","))));
        }
        return cases;
    }

    /** {@code {field}text{field}} */
    private List<Piece> pieces(String template) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < template.length()) {
            int open = template.indexOf('{', from);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                pieces.add(new Piece(template.substring(from), false));
                break;
            }
            if (open > from) {
                pieces.add(new Piece(template.substring(from, open), false));
            }
            pieces.add(new Piece(source(template.substring(open + 1, close)).name(), true));
            from = close + 1;
        }
        return pieces;
    }

    private List<ViewStep.Pair> pairs(List<String> words) {
        return atLeastOne(words).stream()
                .map(word -> {
                    String[] sides = word.split("=", 2);
                    if (sides.length < 2) {
                        throw new WrongLine("'" + word + "' should be name=field");
                    }
                    return new ViewStep.Pair(sides[0], source(sides[1]));
                })
                .toList();
    }
}

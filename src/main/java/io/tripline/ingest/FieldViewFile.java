package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of a field view: a line for each further name, in columns: name, how it gets its value, from what. A line that
 * begins with a blank goes on with the one before; {@code #} begins a comment line. {@link ViewStep} says what the words mean.
 */
final class FieldViewFile {

    private final String name;
    private final List<ViewStep> steps = new ArrayList<>();
    private final Set<String> mentioned = new HashSet<>();

    private FieldViewFile(String name) {
        this.name = name;
    }

    /**
     * @param name for messages: the file
     * @throws IllegalArgumentException naming file and line
     */
    static FieldView read(String name, String text) {
        FieldViewFile file = new FieldViewFile(name);
        String[] lines = text.split("\r?\n", -1);
        StringBuilder entry = new StringBuilder();
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                file.entry(start, entry.toString());
                entry.setLength(0);
                start = i + 1;
            }
            entry.append(line.strip()).append(' ');
        }
        file.entry(start, entry.toString());
        return new FieldView(name, file.steps);
    }

    private void entry(int line, String text) {
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        if (text.isBlank()) {
            return;
        }
        if (words.size() < 2) {
            throw problem(line, "a line is: name, how, from what");
        }
        try {
            steps.add(step(words.get(0), words.get(1), words.subList(2, words.size())));
        } catch (IndexOutOfBoundsException tooFew) {
            throw problem(line, "'" + words.get(1) + "' needs more than " + (words.size() - 2) + " words behind it");
        } catch (IllegalArgumentException wrong) {
            throw problem(line, String.valueOf(wrong.getMessage()));
        }
    }

    private ViewStep step(String name, String how, List<String> words) {
        Names target = Names.of(name.equals(ViewStep.TOP) ? "" : name, how.equals("snake") || how.equals("rest"));
        return switch (how) {
            case "is" -> new ViewStep.Constant(target, words.getFirst());
            case "from" -> new ViewStep.Copy(target, sources(words));
            case "snake" -> new ViewStep.Snake(target, source(words.getFirst()));
            case "rest" -> new ViewStep.Rest(target, Set.copyOf(mentioned));
            case "choice" ->
                new ViewStep.Choice(target, source(words.getFirst()), cases(words.subList(1, words.size())));
            case "word" -> new ViewStep.Word(target, source(words.getFirst()));
            case "json" -> new ViewStep.Json(target, source(words.getFirst()));
            case "pairs" -> new ViewStep.Pairs(target, source(words.getFirst()));
            case "split" -> new ViewStep.Split(target, sources(words));
            case "keys" -> new ViewStep.Keys(target, words.get(0), words.get(1));
            case "where" -> where(target, words);
            default ->
                throw new IllegalArgumentException("'" + how + "' is none of is, from, snake, rest, choice, word, json,"
                        + " pairs, split, keys, where");
        };
    }

    private ViewStep where(Names target, List<String> words) {
        String[] equation = words.get(1).split("=", 2);
        if (equation.length < 2) {
            throw new IllegalArgumentException("where needs list, field=value, field");
        }
        mentioned.add(words.get(0));
        return new ViewStep.Where(
                target,
                SourcePath.of(words.get(0)),
                SourcePath.of(equation[0]),
                equation[1],
                SourcePath.of(words.get(2)));
    }

    private List<ViewSource> sources(List<String> words) {
        if (words.isEmpty()) {
            throw new IndexOutOfBoundsException();
        }
        return words.stream().map(this::source).toList();
    }

    private ViewSource source(String word) {
        ViewSource source = ViewSource.of(word);
        if (source.path() != null) {
            mentioned.add(source.path().top());
        }
        return source;
    }

    private static List<ViewStep.Case> cases(List<String> words) {
        List<ViewStep.Case> cases = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' should be pattern=value");
            }
            cases.add(new ViewStep.Case(
                    Glob.of(CaseFolding.fold(word.substring(0, equals))),
                    List.of(word.substring(equals + 1).split(","))));
        }
        return cases;
    }

    private IllegalArgumentException problem(int line, String message) {
        return new IllegalArgumentException(name + ":" + line + ": " + message);
    }
}

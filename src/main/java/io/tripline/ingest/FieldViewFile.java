package io.tripline.ingest;

import io.tripline.event.CaseFolding;
import io.tripline.event.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of a field view: a line for each further name, in columns: name, how it gets its value, from what. A line that
 * begins with a blank goes on with the one before; {@code #} begins a comment line; {@code [field=value,value field]} says for
 * which events the lines below count. {@link ViewStep} says what the words mean, {@code okta-system.view} shows them.
 */
final class FieldViewFile {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*+\")++");

    /** In the place of a field in a guard: the lines below count for tables that are read for events of this form. */
    private static final String FORM = "form";

    private final String name;
    private final Form form;
    private final List<FieldView.Block> blocks = new ArrayList<>();
    private List<FieldView.Guard> guards = List.of();
    private List<ViewStep> steps = new ArrayList<>();
    private boolean otherForm;
    private final LogNames.Builder names;
    private final ViewStepReader reader;

    /** Which names the events have that the table is read for. */
    enum Form {
        /** Those of the log itself. */
        LOG,
        /** Those of Elastic's Common Schema. */
        ECS
    }

    private FieldViewFile(String name, Form form) {
        this.name = name;
        this.form = form;
        this.names = new LogNames.Builder(form);
        this.reader = new ViewStepReader(names);
    }

    /** What is read: how names are given, and which there are. */
    record Read(List<FieldView.Block> blocks, LogNames names) {}

    /**
     * @param name for messages: the file
     * @throws IllegalArgumentException naming file and line
     */
    static Read read(String name, String text, Form form) {
        FieldViewFile file = new FieldViewFile(name, form);
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
        file.endBlock();
        return new Read(file.blocks, file.names.build());
    }

    private void entry(int line, String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return;
        }
        try {
            if (text.startsWith("[")) {
                endBlock();
                guards = guards(line, text.strip());
                return;
            }
            if (words.size() < 2) {
                throw problem(line, "a line is: name, how, from what");
            }
            line(words.get(0), words.get(1), words.subList(2, words.size()));
        } catch (IndexOutOfBoundsException tooFew) {
            throw problem(line, "'" + words.get(1) + "' needs more than " + (words.size() - 2) + " words behind it");
        } catch (ViewStepReader.WrongLine wrong) {
            throw problem(line, String.valueOf(wrong.getMessage()));
        }
    }

    /** Between blanks; what stands in double quotes stays together. */
    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toList();
    }

    private void endBlock() {
        if (!steps.isEmpty() && !otherForm) {
            blocks.add(new FieldView.Block(guards, steps));
        }
        steps = new ArrayList<>();
    }

    private List<FieldView.Guard> guards(int line, String text) {
        if (!text.endsWith("]")) {
            throw problem(line, "'[' without ']'");
        }
        List<FieldView.Guard> found = new ArrayList<>();
        otherForm = false;
        for (String term : words(text.substring(1, text.length() - 1))) {
            String[] sides = term.split("=", 2);
            List<String> values = sides.length == 1 ? List.of() : List.of(sides[1].split(","));
            if (sides[0].equals(FORM)) {
                otherForm = !values.equals(List.of(CaseFolding.fold(form.name())));
            } else {
                found.add(new FieldView.Guard(
                        ViewSource.of(sides[0]),
                        values.stream()
                                .map(value -> Glob.of(CaseFolding.fold(value)))
                                .toList()));
            }
        }
        return found;
    }

    private void line(String target, String how, List<String> words) {
        switch (how) {
            case "same", "same-snake" -> same(target, how.equals("same-snake"), words);
            case "own" -> names.own(form == Form.LOG ? words : List.of());
            case "all" -> names.all(words);
            default -> {
                steps.add(reader.step(target, how, words));
                if (!otherForm) {
                    names.derived(target, how, sourcesOf(how, words));
                }
            }
        }
    }

    /** Those of a line's words that say where its value comes from. */
    private static List<String> sourcesOf(String how, List<String> words) {
        return switch (how) {
            case "choice", "part", "where", "named", "lower-named", "keys" -> words.subList(0, 1);
            default -> words;
        };
    }

    /** One value under several names: what there is gives the others theirs. */
    private void same(String ecs, boolean snake, List<String> log) {
        Names.Style there = snake ? Names.Style.SNAKE : Names.Style.AS_THEY_ARE;
        Names.Style here = snake ? Names.Style.CAMEL : Names.Style.AS_THEY_ARE;
        List<ViewSource> sources = reader.sources(log);
        boolean whole = log.getFirst().equals(ViewStep.TOP);
        if (form == Form.LOG) {
            steps.add(
                    whole
                            ? new ViewStep.Rest(Names.of(ecs, there), Set.of())
                            : new ViewStep.Copy(Names.of(ecs, there), sources));
            names.derived(ecs, "same", log);
            names.own(log);
        }
        if (form == Form.ECS || log.size() > 1) {
            List<ViewSource> all = Stream.concat(
                            form == Form.ECS ? Stream.of(ViewSource.of(ecs)) : Stream.of(), sources.stream())
                    .toList();
            for (String each : log) {
                steps.add(new ViewStep.Copy(Names.of(each.equals(ViewStep.TOP) ? "" : each, here), all));
                if (form == Form.ECS) {
                    names.derived(each, "same", List.of(ecs));
                }
            }
        }
        if (form == Form.ECS) {
            names.own(List.of(ecs));
            if (!whole) {
                steps.add(new ViewStep.Copy(Names.of(ecs, there), sources));
            }
        }
    }

    private IllegalArgumentException problem(int line, String message) {
        return new IllegalArgumentException(String.format(Locale.ROOT, "%s:%d: %s", name, line, message));
    }
}

package io.tripline.list;

import io.tripline.event.Event;
import io.tripline.list.ListFile.Form;
import io.tripline.list.ListLookup.Question;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the look-ups of rules from the files of folders. Any thread; who reads a file keeps others from reading, never those who
 * ask.
 */
public final class ValueLists {

    /** The folder beside the rules. */
    public static final String FOLDER = "lists";

    /** What can be told of a file that has been read, or could not be. */
    public record Read(String list, int entries, @Nullable Problem problem) {}

    /**
     * How much one question to a list may hold.
     *
     * @param entries a text that spells a number counts twice, since it is found as either
     * @param bytes of memory
     */
    public record Limits(long entries, long bytes) {

        public static final Limits DEFAULT = new Limits(5_000_000, 512L << 20);
    }

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,99}");

    private List<Path> folders = List.of();
    private Limits limits = Limits.DEFAULT;

    /** By the name of the list; of each, the look-ups of rules that are there. */
    private final Map<String, Set<ListLookup>> asked = new TreeMap<>();

    /** Whether a list can have the name: it is a file's, and never a path. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The list to which a file belongs by its name, as content or as settings; null: to none. */
    public static @Nullable String listOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String ending = dot < 0 ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT);
        boolean known = ending.equals(ListSettings.ENDING);
        for (Form form : Form.values()) {
            known |= ending.equals(form.ending());
        }
        String name = known ? fileName.substring(0, dot) : "";
        return isName(name) ? name : null;
    }

    /** @param folders the first that has a list counts; they need not be there */
    public synchronized void lookIn(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Of what is read from now on. */
    public synchronized void limit(Limits limits) {
        this.limits = limits;
    }

    /** Answers them from now on. */
    public synchronized void connect(Collection<ListLookup> lookups) {
        Map<String, List<ListLookup>> fresh = new TreeMap<>();
        for (ListLookup lookup : lookups) {
            Set<ListLookup> same =
                    asked.computeIfAbsent(lookup.list(), list -> Collections.newSetFromMap(new IdentityHashMap<>()));
            Entries known = same.stream()
                    .filter(other -> other.isKnown() && other.question().equals(lookup.question()))
                    .findFirst()
                    .map(ListLookup::entries)
                    .orElse(null);
            if (same.add(lookup)) {
                if (known == null) {
                    fresh.computeIfAbsent(lookup.list(), list -> new ArrayList<>())
                            .add(lookup);
                } else {
                    lookup.answer(known);
                }
            }
        }
        fresh.forEach(this::read);
    }

    /** Forgets all others. */
    public synchronized void retain(Collection<ListLookup> lookups) {
        Set<ListLookup> stay = Collections.newSetFromMap(new IdentityHashMap<>());
        stay.addAll(lookups);
        asked.values().forEach(some -> some.removeIf(lookup -> !stay.contains(lookup)));
        asked.values().removeIf(Set::isEmpty);
    }

    /** Reads lists again, those that some rule asks. What cannot be read leaves what was there. */
    public synchronized List<Read> reload(Collection<String> lists) {
        List<Read> read = new ArrayList<>();
        for (String list : lists) {
            Set<ListLookup> lookups = asked.get(list);
            if (lookups != null) {
                read.add(read(list, lookups));
            }
        }
        return read;
    }

    private Read read(String list, Collection<ListLookup> lookups) {
        Problem problem = null;
        try {
            Found found = find(list);
            if (found != null) {
                problem = read(found, lookups);
            } else if (lookups.stream().anyMatch(ListLookup::isKnown)) {
                throw new BadList(Problem.ofFile(
                        Severity.WARNING,
                        folders.getFirst().resolve(list).toString(),
                        "the file of the list is gone; rules go on with what was in it",
                        "put it back; after the next start it would be missed"));
            }
        } catch (BadList bad) {
            problem = bad.problem();
            lookups.forEach(lookup -> lookup.stays(bad.problem()));
        } catch (IOException e) {
            Problem unreadable = Problem.ofFile(
                    Severity.ERROR,
                    list,
                    "the list cannot be read (" + e.getClass().getSimpleName() + ")",
                    null);
            problem = unreadable;
            lookups.forEach(lookup -> lookup.stays(unreadable));
        }
        return new Read(list, lookups.stream().mapToInt(ListLookup::size).max().orElse(0), problem);
    }

    private @Nullable Problem read(Found found, Collection<ListLookup> lookups) throws IOException {
        ListSettings settings = settings(found);
        Map<Question, EntriesBuilder> builders = new HashMap<>();
        for (ListLookup lookup : lookups) {
            builders.computeIfAbsent(lookup.question(), question -> new EntriesBuilder(lookup, settings, limits));
        }
        Collection<EntriesBuilder> all = builders.values();
        try (ListLines lines = lines(found.file())) {
            ListFile.read(found.form(), lines, new All(all));
        }
        Problem problem = null;
        Map<Question, Entries> answers = new HashMap<>();
        for (EntriesBuilder builder : all) {
            Problem bad = builder.failure();
            if (bad == null) {
                answers.put(builder.lookup().question(), builder.build(found.name()));
            }
        }
        for (ListLookup lookup : lookups) {
            EntriesBuilder builder = java.util.Objects.requireNonNull(builders.get(lookup.question()));
            Problem said =
                    builder.failure() == null ? builder.remark(found.file().toString()) : builder.failure();
            Entries answer = answers.get(lookup.question());
            if (answer != null) {
                lookup.answer(answer);
            }
            if (said != null) {
                lookup.stays(said);
                problem = said;
            }
        }
        return problem;
    }

    /** What is wrong for one question alone leaves the others. */
    private record All(Collection<EntriesBuilder> builders) implements ListFile.Taker {

        @Override
        public void columns(List<String> names, ListLines lines) {
            builders.forEach(builder -> builder.attempt(() -> builder.columns(names, lines)));
        }

        @Override
        public void entry(Event entry, ListLines lines) {
            builders.forEach(builder -> builder.attempt(() -> builder.entry(entry, lines)));
        }
    }

    private ListSettings settings(Found found) throws IOException {
        Path file = found.file().resolveSibling(found.list() + ListSettings.ENDING);
        if (!Files.isRegularFile(file)) {
            return ListSettings.NONE;
        }
        try (ListLines lines = lines(file)) {
            return ListSettings.read(lines);
        }
    }

    private static ListLines lines(Path file) throws IOException {
        return new ListLines(file.toString(), Files.newInputStream(file));
    }

    private record Found(String list, Path file, Form form) {
        String name() {
            return list + form.ending();
        }
    }

    private @Nullable Found find(String list) throws IOException {
        for (Path folder : folders) {
            Found found = null;
            for (Form form : Form.values()) {
                Path file = folder.resolve(list + form.ending());
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                if (found != null) {
                    throw new BadList(Problem.ofFile(
                            Severity.ERROR,
                            file.toString(),
                            "the list '" + list + "' has a second file, " + found.file(),
                            "keep one of them"));
                }
                if (!staysInside(file, folder)) {
                    throw new BadList(Problem.ofFile(
                            Severity.ERROR,
                            file.toString(),
                            "a link out of the folder is not followed",
                            "copy the file into the folder"));
                }
                found = new Found(list, file, form);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** In the folder of lists or in that of the rules, of which it is a part. */
    private static boolean staysInside(Path file, Path folder) throws IOException {
        Path around = folder.toAbsolutePath().getParent();
        return file.toRealPath().startsWith((around == null ? folder : around).toRealPath());
    }
}

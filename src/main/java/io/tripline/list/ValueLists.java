package io.tripline.list;

import io.tripline.config.ListLimits;
import io.tripline.event.Event;
import io.tripline.list.ListFile.Form;
import io.tripline.list.ListFolders.Found;
import io.tripline.list.ListLookup.Question;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import java.io.IOException;
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

    /**
     * What can be told of a file that has been read, or could not be.
     *
     * @param entries as the rule sees them that asks most
     * @param memory bytes that they take for that rule
     */
    public record Read(
            String list, int entries, long memory, @Nullable Problem problem) {}

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,99}");

    private ListFolders folders = new ListFolders(List.of());
    private ListLimits limits = ListLimits.DEFAULT;

    /** By the name of the list; of each, the look-ups of rules that are there. */
    private final Map<String, Set<ListLookup>> asked = new TreeMap<>();

    /** What the files of each list were when it was read last. */
    private final Map<String, String> seen = new HashMap<>();

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
        this.folders = new ListFolders(folders);
    }

    /** Of what is read from now on. */
    public synchronized void limit(ListLimits limits) {
        this.limits = limits;
    }

    /** Answers them from now on. */
    public synchronized void connect(Collection<ListLookup> lookups) {
        Map<String, List<ListLookup>> fresh = new TreeMap<>();
        for (ListLookup lookup : lookups) {
            Set<ListLookup> same =
                    asked.computeIfAbsent(lookup.list(), list -> Collections.newSetFromMap(new IdentityHashMap<>()));
            ListLookup known = same.stream()
                    .filter(other -> other.isKnown() && other.question().equals(lookup.question()))
                    .findFirst()
                    .orElse(null);
            if (same.add(lookup)) {
                if (known == null) {
                    fresh.computeIfAbsent(lookup.list(), list -> new ArrayList<>())
                            .add(lookup);
                } else {
                    lookup.answerAs(known);
                }
            }
        }
        fresh.forEach((list, some) -> {
            // where the file is another by now, all are answered from that
            boolean other = isOther(list);
            read(list, other ? asked.getOrDefault(list, Set.of()) : some);
        });
    }

    /** Whether the files of a list are others than when it was read last. */
    private boolean isOther(String list) {
        String now = folders.fingerprint(list);
        return !now.equals(seen.put(list, now));
    }

    /** Forgets all others. */
    public synchronized void retain(Collection<ListLookup> lookups) {
        Set<ListLookup> stay = Collections.newSetFromMap(new IdentityHashMap<>());
        stay.addAll(lookups);
        asked.values().forEach(some -> some.removeIf(lookup -> !stay.contains(lookup)));
        asked.values().removeIf(Set::isEmpty);
        seen.keySet().retainAll(asked.keySet());
    }

    /** Reads lists again, those that some rule asks and whose files are others than before. What cannot be read leaves what was there. */
    public synchronized List<Read> reload(Collection<String> lists) {
        List<Read> read = new ArrayList<>();
        for (String list : lists) {
            Set<ListLookup> lookups = asked.get(list);
            if (lookups != null && isOther(list)) {
                read.add(read(list, lookups));
            }
        }
        return read;
    }

    private Read read(String list, Collection<ListLookup> lookups) {
        Problem problem = null;
        try {
            Found found = folders.find(list);
            if (found != null) {
                problem = read(found, lookups);
            } else if (lookups.stream().anyMatch(ListLookup::isKnown)) {
                throw new BadList(Problem.ofFile(
                        Severity.WARNING,
                        folders.first(list),
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
        return new Read(
                list,
                lookups.stream().mapToInt(ListLookup::size).max().orElse(0),
                lookups.stream().mapToLong(ListLookup::memory).max().orElse(0),
                problem);
    }

    private @Nullable Problem read(Found found, Collection<ListLookup> lookups) throws IOException {
        ListSettings settings = found.settings();
        Map<Question, EntriesBuilder> builders = new HashMap<>();
        for (ListLookup lookup : lookups) {
            builders.computeIfAbsent(lookup.question(), question -> new EntriesBuilder(lookup, settings, limits));
        }
        Collection<EntriesBuilder> all = builders.values();
        try (ListLines lines = found.lines()) {
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
}

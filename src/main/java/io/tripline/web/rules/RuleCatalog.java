package io.tripline.web.rules;

import io.tripline.problem.Problem;
import io.tripline.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of every file of the rules folder: written by the watcher, read by anybody. */
public final class RuleCatalog {

    private volatile Map<String, Entry> entries = Map.of();

    /**
     * A detection of the folder: a source, its DRL, or both.
     *
     * @param file relative path of the DRL file, whether or not there is one
     * @param engineName the name under which the engine knows the DRL file
     * @param translation what the source translates to now; null where there is no source
     * @param drl null where there is no DRL file
     * @param edited whether a person edited, or wrote, the DRL
     */
    record Entry(
            String file,
            String engineName,
            @Nullable Translation translation,
            @Nullable DrlState drl,
            boolean edited) {

        /** Everything that is wrong, or worth a look. */
        List<Problem> problems() {
            List<Problem> all = new java.util.ArrayList<>();
            if (translation != null) {
                all.addAll(translation.problems());
            }
            if (drl != null) {
                all.addAll(drl.problems());
            }
            return all;
        }

        /** Whether something runs that is not what its files say now: the DRL is broken, or its source is refused. */
        boolean runsOlderText() {
            return drl != null && drl.liveText() != null && (drl.isBroken() || !edited && isRefused());
        }

        boolean isRefused() {
            return translation != null && translation.isRefused();
        }
    }

    void replace(Map<String, Entry> all) {
        entries = java.util.Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** By relative path of the DRL file. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Files that do not run as they stand: broken DRL, sources that are refused. */
    public long broken() {
        return entries.values().stream()
                .filter(entry -> entry.drl() != null && entry.drl().isBroken()
                        || entry.isRefused() && (entry.drl() == null || !entry.edited()))
                .count();
    }

    /** Files under whose names an older text runs, because the one in the folder cannot. */
    public long former() {
        return entries.values().stream().filter(Entry::runsOlderText).count();
    }
}

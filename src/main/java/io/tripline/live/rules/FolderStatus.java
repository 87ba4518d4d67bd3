package io.tripline.live.rules;

import io.tripline.problem.Problem;
import io.tripline.translate.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of every file of the rules folder: written by the watcher, read by anybody. */
public final class FolderStatus {

    private volatile Map<String, Entry> entries = Map.of();

    /**
     * A detection of the folder: a source, its DRL, or both.
     *
     * @param file relative path of the DRL file, whether or not there is one
     * @param engineName the name under which the engine knows the DRL file
     * @param choice which text is to run
     * @param drl what became of the DRL file in the engine; null where there is none
     */
    public record Entry(
            String file,
            String engineName,
            DrlChoice choice,
            @Nullable DrlState drl) {

        /** What the source translates to now; null where there is no source. */
        public @Nullable Translation translation() {
            return choice.translation();
        }

        /** Everything that is wrong, or worth a look. */
        public List<Problem> problems() {
            List<Problem> all = new ArrayList<>();
            Translation translation = choice.translation();
            if (translation != null) {
                all.addAll(translation.problems());
            }
            if (drl != null) {
                all.addAll(drl.problems());
            }
            return all;
        }

        /** Whether something runs that is not what its files say now: the DRL is broken, or its source is refused. */
        public boolean runsOlderText() {
            return drl instanceof DrlState.Older || drl instanceof DrlState.Live && choice instanceof DrlChoice.Former;
        }

        boolean isBroken() {
            return drl != null && drl.isBroken() || choice.lacksTranslation();
        }
    }

    void replace(Map<String, Entry> all) {
        entries = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** By relative path of the DRL file. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** Files that do not run as they stand: broken DRL, sources that are refused. */
    public long broken() {
        return entries.values().stream().filter(Entry::isBroken).count();
    }

    /** Files under whose names an older text runs, because the one in the folder cannot. */
    public long former() {
        return entries.values().stream().filter(Entry::runsOlderText).count();
    }
}

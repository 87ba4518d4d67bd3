package io.tripline.engine.correlate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells all that groups hold once more, some of it at a time, while events go on: a group that changes meanwhile is told whole
 * before or after that, and one that comes or goes is told by its changes. One thread at a time; over when the rules change.
 */
final class Rewriting {

    private final Journal journal;
    private final Iterator<Group> left;

    Rewriting(Map<Correlations, List<LevelGroups>> files, Journal journal) {
        this.journal = journal;
        files.forEach(journal::stands);
        this.left = files.values().stream()
                .flatMap(List::stream)
                .flatMap(Rewriting::groups)
                .iterator();
    }

    private static Stream<Group> groups(LevelGroups level) {
        return level.byKey().values().stream();
    }

    /**
     * @param facts about so many, and at least one group
     * @return whether there is more to tell
     */
    boolean tell(long facts) {
        long told = 0;
        while (told <= facts && left.hasNext()) {
            Group group = left.next();
            if (group.groups().byKey().get(group.key()) == group) {
                journal.whole(group);
                told += 1 + group.facts().size();
            }
        }
        if (left.hasNext()) {
            return true;
        }
        journal.rewritten();
        return false;
    }
}

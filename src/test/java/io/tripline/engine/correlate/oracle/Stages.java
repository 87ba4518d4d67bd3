package io.tripline.engine.correlate.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sequences as Elasticsearch's EQL has them, stage by stage, over all matches of a window each time.
 *
 * @param steps which kinds are each step, in order
 * @param missing by the step behind which they must not come, 0 before the first: which kinds
 * @param until which kinds end what is under way
 */
public record Stages(List<Set<String>> steps, Map<Integer, Set<String>> missing, Set<String> until) {

    public Stages {
        steps = List.copyOf(steps);
        missing = Map.copyOf(missing);
        until = Set.copyOf(until);
    }

    private Set<String> missingAfter(int step) {
        return missing.getOrDefault(step, Set.of());
    }

    /** Whether the last of a window completes a sequence. */
    public boolean completes(List<Happening> window) {
        Happening last = window.getLast();
        return complete(window).stream().anyMatch(sequence -> sequence.getLast() == last);
    }

    /** All that are found, in order. */
    private List<List<Happening>> complete(List<Happening> window) {
        List<List<Happening>> found = new ArrayList<>();
        @Nullable List<Happening>[] waiting = newWaiting();
        for (Happening happening : window) {
            for (int step = steps.size(); step >= 1; step--) {
                List<Happening> before = step == 1 ? List.of() : waiting[step - 1];
                if (before != null && steps.get(step - 1).contains(happening.kind())) {
                    List<Happening> longer = new ArrayList<>(before);
                    longer.add(happening);
                    waiting[step - 1] = null;
                    if (step < steps.size()) {
                        waiting[step] = longer;
                    } else if (isFlawless(longer, window)) {
                        found.add(longer);
                    }
                }
            }
            if (until.contains(happening.kind())) {
                waiting = newWaiting();
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private @Nullable List<Happening>[] newWaiting() {
        return new List[steps.size()];
    }

    /** Whether nothing came that must be missing, as far as the window shows: it begins a span before its last. */
    private boolean isFlawless(List<Happening> sequence, List<Happening> window) {
        for (Happening other : window) {
            if (other.time() < sequence.getFirst().time() && missingAfter(0).contains(other.kind())) {
                return false;
            }
            for (int i = 1; i < sequence.size(); i++) {
                if (missingAfter(i).contains(other.kind())
                        && other.time() > sequence.get(i - 1).time()
                        && other.time() < sequence.get(i).time()) {
                    return false;
                }
            }
        }
        return true;
    }
}

package io.tripline.engine.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers in ascending order, equal ones as often as they were added. Kept in runs of at most {@value #LONGEST_RUN}, so that
 * one more or less among many thousands moves a few hundred.
 */
final class SortedNumbers {

    private static final int LONGEST_RUN = 256;

    /** Each in order, none empty, no number less than one of a run before. */
    private final List<List<BigDecimal>> runs = new ArrayList<>();

    private int size;

    int size() {
        return size;
    }

    void clear() {
        runs.clear();
        size = 0;
    }

    void add(BigDecimal number) {
        size++;
        if (runs.isEmpty()) {
            runs.add(new ArrayList<>(List.of(number)));
            return;
        }
        int at = Math.min(run(number), runs.size() - 1);
        List<BigDecimal> run = runs.get(at);
        int found = Collections.binarySearch(run, number);
        run.add(found < 0 ? -found - 1 : found, number);
        if (run.size() > LONGEST_RUN) {
            List<BigDecimal> upper = run.subList(LONGEST_RUN / 2, run.size());
            runs.add(at + 1, new ArrayList<>(upper));
            upper.clear();
        }
    }

    /** Takes out one that is there; of others it does nothing. */
    void remove(BigDecimal number) {
        int at = run(number);
        if (at == runs.size()) {
            return;
        }
        List<BigDecimal> run = runs.get(at);
        int found = Collections.binarySearch(run, number);
        if (found >= 0) {
            run.remove(found);
            size--;
            if (run.isEmpty()) {
                runs.remove(at);
            }
        }
    }

    /** The first run whose greatest number is not less; the number of runs if there is none. */
    private int run(BigDecimal number) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).getLast().compareTo(number) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param rank 0 for the least */
    BigDecimal get(int rank) {
        int before = 0;
        for (List<BigDecimal> run : runs) {
            if (rank < before + run.size()) {
                return run.get(rank - before);
            }
            before += run.size();
        }
        throw new IndexOutOfBoundsException(rank);
    }
}

package io.tripline.store;

/**
 * How far a store is.
 *
 * @param commits the newest
 * @param first whose changes count: from the beginning, or from where all was told once more
 * @param sequence the newest alert's
 * @param dropped alerts that went
 */
record Position(long commits, long first, long sequence, long dropped) {

    int checksum() {
        return Checksum.of(commits, first, sequence, dropped);
    }
}

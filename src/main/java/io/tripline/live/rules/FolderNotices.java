package io.tripline.live.rules;

/** What is known of a folder without looking at its files. */
@FunctionalInterface
public interface FolderNotices {

    /** Nothing is known: it has to be looked at each time. */
    FolderNotices NONE = () -> true;

    /** Whether something in the folder or below may have changed since the last call. Never waits. */
    boolean mayHaveChanged();
}

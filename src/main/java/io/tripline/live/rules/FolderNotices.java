package io.tripline.live.rules;

import java.nio.file.Path;

/** What is known of a folder without looking at its files. One thread. */
public interface FolderNotices {

    /** Nothing is known: it has to be looked at each time. */
    FolderNotices NONE = new FolderNotices() {

        @Override
        public boolean mayHaveChanged() {
            return true;
        }

        @Override
        public void listenTo(Path directory) {}

        @Override
        public void somethingHasChanged() {}
    };

    /** Whether something in the folder or below may have changed since the last call. Never waits. */
    boolean mayHaveChanged();

    /** Somebody is about to look at a folder: from now on changes in it are told. One that is listened to already stays so. */
    void listenTo(Path directory);

    /** The look that followed the last {@link #mayHaveChanged} found a change; what should have been told was not, perhaps. */
    void somethingHasChanged();
}

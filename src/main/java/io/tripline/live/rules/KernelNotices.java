package io.tripline.live.rules;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a folder and of those in it that have been looked at. Every now and then something may have changed
 * though it told nothing: it does not tell of network mounts. Where that turns out, or it tells nothing at all, that is said once,
 * and from then on something may always have changed. One thread.
 */
public final class KernelNotices implements FolderNotices, AutoCloseable {

    /** So long the kernel's silence is believed. */
    static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Path folder;
    private final LongSupplier nanoClock;
    private final RuleLog log;
    private @Nullable WatchService service;
    private long toldAt;

    /** Nothing was told: silence has only been believed for long enough. */
    private boolean silent;

    /** Of the folder itself: another one that is renamed into its place tells nothing. Empty: it is not there. */
    private String identity;

    /** @param nanoClock as {@link System#nanoTime} */
    public KernelNotices(Path folder, LongSupplier nanoClock, RuleLog log) {
        this.folder = folder;
        this.nanoClock = nanoClock;
        this.log = log;
        try {
            this.service = folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            log.withoutNotices(folder, e);
        }
        this.toldAt = nanoClock.getAsLong();
        this.identity = identity();
    }

    @Override
    public boolean mayHaveChanged() {
        long now = nanoClock.getAsLong();
        silent = service != null && !drain() && !isAnother();
        if (silent && now - toldAt < BELIEVED.toNanos()) {
            return false;
        }
        toldAt = now;
        return true;
    }

    private boolean isAnother() {
        String before = identity;
        identity = identity();
        return !identity.equals(before);
    }

    private String identity() {
        try {
            return String.valueOf(
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void somethingHasChanged() {
        // what happened since the question has been told by now
        if (silent && !drain()) {
            log.withoutNotices(folder, new IOException("of a change that was found nothing had been told"));
            close();
        }
    }

    /** Takes all that has been told; false if that is nothing. */
    private boolean drain() {
        boolean any = false;
        try {
            WatchKey key;
            while (service != null && (key = service.poll()) != null) {
                key.pollEvents();
                key.reset();
                any = true;
            }
        } catch (ClosedWatchServiceException e) {
            return true;
        }
        return any;
    }

    @Override
    public void listenTo(Path directory) {
        WatchService to = service;
        if (to == null) {
            return;
        }
        try {
            directory.register(to, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            // one that is gone, or that nobody may read, holds no rules
            return;
        } catch (IOException | ClosedWatchServiceException e) {
            log.withoutNotices(folder, e);
            close();
        }
    }

    @Override
    public void close() {
        WatchService open = service;
        service = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            log.withoutNotices(folder, e);
        }
    }
}

package io.tripline.live.rules;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a folder and of those in it that have been looked at. Every now and then something may have changed
 * though it told nothing: it does not tell of network mounts, nor of folders behind links. Where it tells nothing at all, that is
 * said once. One thread.
 */
public final class KernelNotices implements FolderNotices, AutoCloseable {

    /** So long the kernel's silence is believed. */
    static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Path folder;
    private final LongSupplier nanoClock;
    private final RuleLog log;
    private @Nullable WatchService service;
    private long toldAt;

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
    }

    @Override
    public boolean mayHaveChanged() {
        long now = nanoClock.getAsLong();
        if (service != null && !drain() && now - toldAt < BELIEVED.toNanos()) {
            return false;
        }
        toldAt = now;
        return true;
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

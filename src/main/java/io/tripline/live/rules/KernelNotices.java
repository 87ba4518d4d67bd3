package io.tripline.live.rules;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a folder and all folders in it. Every now and then something may have changed though it told nothing:
 * it does not tell of network mounts, nor of folders behind links. Where it tells nothing at all, that is said once. One thread.
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
        listen();
    }

    @Override
    public boolean mayHaveChanged() {
        long now = nanoClock.getAsLong();
        if (service != null && !drain() && now - toldAt < BELIEVED.toNanos()) {
            return false;
        }
        toldAt = now;
        listen();
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

    /** To the folder, and to all that are in it now: what is listened to already stays so. */
    private void listen() {
        WatchService to = service;
        if (to == null) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    boolean hidden = !directory.equals(folder)
                            && String.valueOf(directory.getFileName()).startsWith(".");
                    if (hidden) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    listen(directory, to);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | ClosedWatchServiceException e) {
            log.withoutNotices(folder, e);
            close();
        }
    }

    /** One that is gone, or that nobody may read, holds no rules. */
    private static void listen(Path directory, WatchService service) throws IOException {
        try {
            directory.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            return;
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

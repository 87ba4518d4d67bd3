package io.tripline.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Ends a verb with a message for its user; not an error of ours. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** @param exitCode one of {@link ExitCode} */
    CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** A file that cannot be read or written. */
    static CommandFailure of(Path file, IOException cause) {
        return new CommandFailure(ExitCode.INPUT_OUTPUT, file + ": " + reason(cause));
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case ZipException broken -> "is no gzip that can be read: " + broken.getMessage();
            case EOFException cut -> "is cut off: its gzip data ends too early";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    int exitCode() {
        return exitCode;
    }

    /** For messages: never null here. */
    String text() {
        return String.valueOf(getMessage());
    }
}

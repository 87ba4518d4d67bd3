package io.tripline.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder in which the program lies: its configuration and the rules that come with it stand there. */
public final class ProgramFolder {

    /** Set by the launcher. */
    private static final String ENVIRONMENT = "TRIPLINE_HOME";

    private ProgramFolder() {}

    /** Null where nobody knows: the program was started by its jar. */
    public static @Nullable Path find() {
        String launcher = System.getenv(ENVIRONMENT);
        if (launcher != null && !launcher.isBlank()) {
            return Path.of(launcher);
        }
        // a native binary that was started directly
        if ("runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            return ProcessHandle.current()
                    .info()
                    .command()
                    .map(command -> Path.of(command).getParent())
                    .orElse(null);
        }
        return null;
    }

    /**
     * A path of the configuration. A relative one is looked for where the user is, then beside the program.
     *
     * @param here what relative paths are relative to first
     */
    public static Path resolve(Path here, String configured) {
        Path inPlace = here.resolve(configured);
        Path program = find();
        if (program == null || Files.exists(inPlace)) {
            return inPlace;
        }
        Path beside = program.resolve(configured);
        return Files.exists(beside) ? beside : inPlace;
    }

    /** The same of what may have to be made: beside the program, where that is known, so that it is found again from anywhere. */
    public static Path resolveNew(Path here, String configured) {
        Path inPlace = here.resolve(configured);
        Path program = find();
        return program == null || Files.exists(inPlace) ? inPlace : program.resolve(configured);
    }
}

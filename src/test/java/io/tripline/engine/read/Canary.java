package io.tripline.engine.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whatever of it a rule reaches, the rule has got out. */
public final class Canary {

    /** Each would be seen, if it ran, in one of three ways. */
    public static final List<String> CALLS = List.of(
            "io.tripline.engine.read.Canary.touch()",
            "new io.tripline.engine.read.Canary()",
            "java.lang.System.setProperty( \"tripline.canary\", \"reached\" )",
            "System.setProperty( \"tripline.canary\", \"reached\" )",
            "Class.forName( \"io.tripline.engine.read.Canary\" ).newInstance()",
            "\"\".getClass().forName( \"io.tripline.engine.read.Canary\" ).newInstance()",
            "java.lang.Runtime.getRuntime().exec( \"touch target/canary\" )",
            "new java.io.File( \"target/canary\" ).createNewFile()",
            "drools.getKieRuntime().getGlobals().get( \"io.tripline.engine.read.Canary\" )",
            "drools.getKieRuntime().halt()",
            "kcontext.getKieRuntime().halt()");

    private static final Path FILE = Path.of("target/canary");

    private static volatile boolean touched;

    /** As a rule might make one. */
    public Canary() {
        touched = true;
    }

    public static boolean touch() {
        touched = true;
        return true;
    }

    static boolean isUntouched() {
        return !touched && System.getProperty("tripline.canary") == null && !Files.exists(FILE);
    }

    static void reset() throws IOException {
        touched = false;
        System.clearProperty("tripline.canary");
        Files.deleteIfExists(FILE);
    }
}

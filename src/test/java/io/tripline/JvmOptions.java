package io.tripline;

import java.util.List;

/** What tests start a JVM of the program with: as the launcher does, without whose options it prints warnings of its own. */
public final class JvmOptions {

    public static final List<String> OF_THE_LAUNCHER = List.of(
            "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");

    private JvmOptions() {}
}

package io.tripline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./tripline} builds, and what it starts: with a JDK and a Maven that only say what they are asked for. */
class LauncherTest {

    @TempDir
    private Path place;

    private Path project;

    @BeforeEach
    void aProject() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "no bash here");
        project = Files.createDirectory(place.resolve("project"));
        Files.copy(Path.of("tripline"), project.resolve("tripline"));
        write("src/main/java/A.java", "class A {}");
        write("pom.xml", "<project/>");
        write(".mvn/jvm.config", "");
        script("jdk/bin/java", "case \"$*\" in *AOTCacheOutput*) ;; *) echo \"java $*\" ;; esac");
        script("jdk/bin/javac", "");
        Files.writeString(place.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/native-image", "");
        script("bin/mvn", """
                case "$*" in
                    *-version*) echo "Apache Maven 3.9.0"; exit ;;
                    *-Pnative*) mkdir -p target; touch target/quarkus-artifact.properties
                        printf '#!/bin/sh\\necho "native $*"\\n' >target/x-runner; chmod +x target/x-runner ;;
                    *) mkdir -p target/quarkus-app; touch target/quarkus-app/quarkus-run.jar ;;
                esac
                echo "$*" >>"$BUILDS"
                """);
    }

    @Test
    void theFirstUseBuildsAndSaysHowLongThatTakes() throws Exception {
        String first = run(project, "version");
        String second = run(project, "version");
        assertTrue(first.contains("Building Tripline (a minute;"), first);
        assertTrue(second.startsWith("java ") && second.endsWith(" version\n"), second);
        assertEquals(1, builds().size());
    }

    @Test
    void anEditIsBuiltAndACopyOfTheFolderOrANewTimeIsNot() throws Exception {
        // Given
        run(project, "version");
        Path copy = place.resolve("copy");
        copy(project, copy);

        // When nothing but times differs
        Files.setLastModifiedTime(
                copy.resolve("src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        run(copy, "version");

        // Then
        assertEquals(1, builds().size());

        // When the content differs, however old it says it is
        Files.writeString(copy.resolve("src/main/java/A.java"), "class A { }");
        Files.setLastModifiedTime(copy.resolve("src/main/java/A.java"), FileTime.from(Instant.EPOCH));
        run(copy, "version");

        // Then
        assertEquals(2, builds().size());
    }

    @Test
    void aNativeBinaryIsPreferredWhileItIsUpToDate() throws Exception {
        // When
        String built = run(project, "build", "--native", place.resolve("jdk").toString());

        // Then
        assertTrue(built.contains("Building the native binary (10 to 20 minutes"), built);
        assertEquals("native check rules\n", run(project, "check", "rules"));

        // When
        write("src/main/java/A.java", "class A { }");

        // Then
        assertTrue(run(project, "check", "rules").contains("\njava "));
    }

    @Test
    void verbsThatEndSoonAreCompiledLittleAndAServiceIsCompiledWell() throws Exception {
        run(project, "version");
        assertTrue(run(project, "check", "rules").contains("-XX:TieredStopAtLevel=1"));
        String serve = run(project, "serve");
        assertTrue(!serve.contains("-XX:TieredStopAtLevel=1") && serve.contains("quarkus-run.jar serve"), serve);
    }

    @Test
    void withoutAGraalVmItSaysWhatToInstall() throws Exception {
        String said =
                run(project, "verify", "--native", place.resolve("nowhere").toString());
        assertTrue(said.contains("needs GraalVM or Mandrel 25") && said.contains("nowhere"), said);
        assertTrue(said.endsWith("exit code 78\n"), said);
    }

    /** What it says on both outputs, and the exit code if that is not 0. */
    private String run(Path folder, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder start =
                new ProcessBuilder("/bin/bash", folder.resolve("tripline").toString());
        start.command().addAll(List.of(arguments));
        start.environment().keySet().removeIf(name -> name.matches("TRIPLINE_.*|JAVA_HOME|GRAALVM_HOME"));
        start.environment().put("TRIPLINE_JAVA", place.resolve("jdk").toString());
        start.environment().put("BUILDS", place.resolve("builds").toString());
        start.environment().merge("PATH", place.resolve("bin").toString(), (path, own) -> own + ":" + path);
        start.redirectErrorStream(true);
        Process process = start.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return exitCode == 0 ? said : said + "exit code " + exitCode + "\n";
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(place.resolve("builds"));
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void script(String file, String text) throws IOException {
        Path path = place.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/bash\n" + text + "\n");
        assertTrue(path.toFile().setExecutable(true));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path path : files.sorted().toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}

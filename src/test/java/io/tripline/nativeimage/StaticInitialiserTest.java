package io.tripline.nativeimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The native binary initialises classes when it is built: what a static initialiser reads there is frozen into it. So none of ours,
 * nor anything of ours that one calls, reads the environment, the clock, chance, a file or the network, or starts a thread.
 */
class StaticInitialiserTest {

    /** {@code owner.method}, with slashes. */
    private static final Pattern OUTSIDE = Pattern.compile(String.join(
            "|",
            "java/lang/System\\.(getenv|getProperty|getProperties|currentTimeMillis|nanoTime|console|exit|load.*)",
            "java/lang/(Integer\\.getInteger|Long\\.getLong|Boolean\\.getBoolean|Math\\.random)",
            "java/lang/(Thread|Process|ProcessBuilder|ProcessHandle|Runtime|InheritableThreadLocal)\\..*",
            "java/util/(Random|SplittableRandom|Timer|Scanner)\\..*",
            "java/util/UUID\\.randomUUID",
            "java/util/(Locale|TimeZone)\\.getDefault",
            "java/util/random/.*",
            "java/util/concurrent/(Executors|ThreadLocalRandom|ForkJoinPool|CompletableFuture|.*Executor.*)\\..*",
            "java/security/SecureRandom\\..*",
            "java/time/\\w+\\.now",
            "java/time/(Clock\\.(system|tick).*|ZoneId\\.systemDefault|InstantSource\\.system)",
            "java/nio/charset/Charset\\.defaultCharset",
            "java/nio/file/(Files|FileSystem|FileSystems)\\..*",
            "java/nio/channels/.*",
            "java/io/(File|RandomAccessFile|FileInputStream|FileOutputStream|FileReader|FileWriter|Console)\\..*",
            "java/net/(?!URI\\.).*",
            "java/lang/management/.*",
            "org/eclipse/microprofile/config/.*"));

    private static final Map<String, ClassModel> CLASSES = new HashMap<>();
    private static final Map<String, Set<String>> SUBTYPES = new HashMap<>();

    /** A method of ours. */
    private record Call(String owner, String name, String descriptor) {

        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + name;
        }
    }

    @BeforeAll
    static void readClasses() throws IOException {
        read(Path.of("target/classes/io/tripline"));
    }

    private static void read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel model = ClassFile.of().parse(file);
                String name = model.thisClass().asInternalName();
                CLASSES.put(name, model);
                model.superclass().ifPresent(parent -> subtype(parent.asInternalName(), name));
                model.interfaces().forEach(parent -> subtype(parent.asInternalName(), name));
            }
        }
    }

    private static void subtype(String parent, String child) {
        SUBTYPES.computeIfAbsent(parent, name -> new HashSet<>()).add(child);
    }

    @Test
    void noStaticInitialiserLooksOutside() {
        assertTrue(CLASSES.size() > 100, "the classes are not where they are looked for");
        Set<String> found = new TreeSet<>();
        CLASSES.keySet().forEach(name -> found.addAll(outside(name)));
        assertEquals(Set.of(), found);
    }

    @Test
    void oneThatLooksOutsideIsFoundThroughWhatItCalls() throws IOException {
        // Given
        read(Path.of("target/test-classes/io/tripline/nativeimage"));

        // When
        Set<String> found = outside("io/tripline/nativeimage/StaticInitialiserTest$LooksOutside");

        // Then
        assertEquals(
                Set.of(
                        "StaticInitialiserTest$LooksOutside reads java/lang/System.getenv by way of io.tripline.nativeimage.StaticInitialiserTest$Home.folder",
                        "StaticInitialiserTest$LooksOutside reads java/time/Instant.now by way of io.tripline.nativeimage.StaticInitialiserTest$LooksOutside.lambda$static$0"),
                found);
    }

    /** What the initialiser of a class reaches of what is outside. Lambdas count as called: some are. */
    private static Set<String> outside(String name) {
        Set<String> found = new TreeSet<>();
        Set<Call> seen = new HashSet<>();
        ArrayDeque<Call> open = new ArrayDeque<>(List.of(new Call(name, "<clinit>", "()V")));
        while (!open.isEmpty()) {
            Call call = open.remove();
            if (seen.add(call)) {
                for (Call next : calls(call)) {
                    String target = next.owner() + "." + next.name();
                    if (OUTSIDE.matcher(target).matches()) {
                        found.add(
                                name.substring(name.lastIndexOf('/') + 1) + " reads " + target + " by way of " + call);
                    }
                    open.addAll(implementations(next));
                }
            }
        }
        return found;
    }

    private static List<Call> calls(Call call) {
        ClassModel owner = CLASSES.get(call.owner());
        return owner == null
                ? List.of()
                : owner.methods().stream()
                        .filter(method -> method.methodName().equalsString(call.name())
                                && method.methodType().equalsString(call.descriptor()))
                        .flatMap(StaticInitialiserTest::code)
                        .flatMap(StaticInitialiserTest::called)
                        .toList();
    }

    private static Stream<CodeElement> code(MethodModel method) {
        return method.code().stream().flatMap(code -> code.elementStream());
    }

    private static Stream<Call> called(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call ->
                Stream.of(new Call(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue()));
            case InvokeDynamicInstruction call ->
                call.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(DirectMethodHandleDesc.class::cast)
                        .map(handle -> new Call(
                                internal(handle.owner().descriptorString()),
                                handle.methodName(),
                                handle.lookupDescriptor()));
            default -> Stream.empty();
        };
    }

    private static String internal(String descriptor) {
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    /** The methods that a call may end in: of the type, of those below it, of the classes above it. */
    private static List<Call> implementations(Call call) {
        Set<String> types = new HashSet<>();
        ArrayDeque<String> below = new ArrayDeque<>(List.of(call.owner()));
        while (!below.isEmpty()) {
            String type = below.remove();
            if (types.add(type) && CLASSES.containsKey(call.owner())) {
                below.addAll(SUBTYPES.getOrDefault(type, Set.of()));
            }
        }
        ClassModel above = CLASSES.get(call.owner());
        while (above != null && above.superclass().isPresent()) {
            String parent = above.superclass().get().asInternalName();
            types.add(parent);
            above = CLASSES.get(parent);
        }
        return types.stream()
                .map(type -> new Call(type, call.name(), call.descriptor()))
                .toList();
    }

    /** What must not be written. */
    static final class LooksOutside {

        static final String HOME = Home.folder();
        static final java.util.function.Supplier<Object> NOW = () -> java.time.Instant.now();

        private LooksOutside() {}
    }

    static final class Home {

        private Home() {}

        static String folder() {
            return String.valueOf(System.getenv("HOME"));
        }
    }
}

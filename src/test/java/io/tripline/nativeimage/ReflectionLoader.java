package io.tripline.nativeimage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads the whole class path anew, with every question to reflection led past {@link ReflectionLog}: of us, and of the libraries for
 * which no extension of Quarkus tells the native binary what they need.
 */
final class ReflectionLoader extends URLClassLoader {

    private static final List<String> ASKING = List.of(
            "org.drools.",
            "org.kie.",
            "org.mvel2.",
            "org.antlr.",
            "org.tomlj.",
            "org.snakeyaml.",
            "inet.ipaddr.",
            "com.google.re2j.",
            "com.github.difflib.",
            "com.fasterxml.jackson.",
            "io.quarkus.qute.",
            "io.tripline.");

    /** Also what asks: the log is one for all loaders. */
    private static final Set<String> SHARED = Set.of(ReflectionLog.class.getName(), ReflectionLog.Need.class.getName());

    private static final ClassDesc LOG = ReflectionLog.class.describeConstable().orElseThrow();

    private static final Set<String> REFLECTION = Set.of(
            "java/lang/Class",
            "java/lang/ClassLoader",
            "java/lang/reflect/Method",
            "java/lang/reflect/Constructor",
            "java/lang/reflect/Proxy",
            "java/lang/reflect/Array",
            "java/util/ResourceBundle");

    /** Name and descriptor of the log's methods: what they do not have is left alone. */
    private static final Set<String> QUESTIONS = Arrays.stream(ReflectionLog.class.getMethods())
            .map(method -> method.getName()
                    + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .descriptorString())
            .collect(Collectors.toUnmodifiableSet());

    ReflectionLoader() {
        super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ReflectionLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.contains(name)) {
            return ReflectionLog.class.getClassLoader().loadClass(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (ASKING.stream().noneMatch(name::startsWith)) {
            return super.findClass(name);
        }
        URL resource = findResource(name.replace('.', '/') + ".class");
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        try (var in = resource.openStream()) {
            byte[] rewritten = rewritten(name, in.readAllBytes());
            return defineClass(name, rewritten, 0, rewritten.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] rewritten(String name, byte[] bytes) {
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this).orElse(ClassHierarchyResolver.defaultResolver())));
        return classFile.transformClass(
                classFile.parse(bytes),
                ClassTransform.transformingMethodBodies((code, element) -> rewrite(name, code, element)));
    }

    private static void rewrite(String caller, CodeBuilder code, CodeElement element) {
        MethodTypeDesc question = element instanceof InvokeInstruction call ? question(call) : null;
        if (question != null && element instanceof InvokeInstruction call) {
            code.ldc(caller);
            code.invokestatic(LOG, call.name().stringValue(), question);
        } else {
            code.with(element);
        }
    }

    /** The log's method for a call; null if it asks nothing. */
    private static @Nullable MethodTypeDesc question(InvokeInstruction call) {
        if (!REFLECTION.contains(call.owner().asInternalName())) {
            return null;
        }
        MethodTypeDesc type = call.typeSymbol();
        if (call.opcode() != Opcode.INVOKESTATIC) {
            type = type.insertParameterTypes(0, call.owner().asSymbol());
        }
        type = type.insertParameterTypes(type.parameterCount(), ConstantDescs.CD_String);
        return QUESTIONS.contains(call.name().stringValue() + type.descriptorString()) ? type : null;
    }
}

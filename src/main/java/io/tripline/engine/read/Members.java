package io.tripline.engine.read;

import io.tripline.engine.read.Lexer.Token;
import io.tripline.problem.Spelling;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;

/**
 * What may be called on a value of a listed type: its public methods that take and give values of listed types, so that no call
 * leads out of the list. Of a value of unknown type that is
 * {@code toString} and its like alone; it can be compared and passed on.
 */
final class Members {

    /** What would reach past values, read the machine's properties, wait, take any amount of memory, or
     * match by an expression of unbounded time. */
    private static final Set<String> NEVER = Set.of(
            "getClass",
            "getDeclaringClass",
            "wait",
            "notify",
            "notifyAll",
            "clone",
            "finalize",
            "getBoolean",
            "getInteger",
            "getLong",
            "intern",
            "format",
            "formatted",
            "matches",
            "replaceAll",
            "replaceFirst",
            "split",
            "splitWithDelimiters",
            "repeat",
            "ensureCapacity",
            "setLength");

    private static final ClassValue<Map<String, List<Method>>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
            return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(Object.class.getMethods()))
                    .filter(Members::isListed)
                    .collect(Collectors.groupingBy(Method::getName));
        }
    };

    private Members() {}

    private static boolean isListed(Method method) {
        return !NEVER.contains(method.getName())
                && !method.isSynthetic()
                && isValue(method.getReturnType())
                && Arrays.stream(method.getParameterTypes()).allMatch(Members::isValue);
    }

    private static boolean isValue(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element.isPrimitive() || element == Rule.class || RuleTypes.isListed(element);
    }

    static Class<?> boxed(Class<?> type) {
        return type == void.class ? type : MethodType.methodType(type).wrap().returnType();
    }

    /** Whether nothing is known of the value but that it is one. */
    static boolean isUnknown(Class<?> type) {
        return type == Object.class || type == Rule.class || type == void.class;
    }

    /**
     * What the method returns.
     *
     * @param onType whether it is called on the type itself
     * @throws Unreadable if there is none that may be called
     */
    static Class<?> method(Class<?> type, Token name, List<Class<?>> arguments, boolean onType) {
        if (isUnknown(type) && (type != Object.class || !METHODS.get(type).containsKey(name.text()))) {
            throw new Unreadable(
                    name.span(),
                    "'" + name.text() + "' cannot be called: the type of the value is not known",
                    "give it to a variable with a type first, or to a method such as String.valueOf");
        }
        List<Method> named = METHODS.get(type).getOrDefault(name.text(), List.of()).stream()
                .filter(method -> !onType || Modifier.isStatic(method.getModifiers()))
                .toList();
        if (named.isEmpty()) {
            throw noSuch(type, name, onType);
        }
        List<Method> fitting =
                named.stream().filter(method -> fits(method, arguments)).toList();
        if (fitting.isEmpty()) {
            throw new Unreadable(
                    name.span(),
                    type.getSimpleName() + "." + name.text() + " does not take " + shown(arguments),
                    named.stream()
                            .map(method -> name.text() + shown(List.of(method.getParameterTypes())))
                            .distinct()
                            .limit(4)
                            .collect(Collectors.joining(" or ", "it is ", "")));
        }
        Set<Class<?>> results =
                fitting.stream().map(method -> boxed(method.getReturnType())).collect(Collectors.toSet());
        return results.size() == 1 ? results.iterator().next() : Object.class;
    }

    private static Unreadable noSuch(Class<?> type, Token name, boolean onType) {
        boolean exists = NEVER.contains(name.text())
                || Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals(name.text()));
        if (exists) {
            return new Unreadable(
                    name.span(),
                    "a rule may not call '" + type.getSimpleName() + "." + name.text() + "'",
                    "see rules-drl/README.md for what rules may use");
        }
        Set<String> known = new TreeSet<>(METHODS.get(type).keySet());
        return new Unreadable(
                name.span(),
                (onType ? "the type " : "a value of type ") + type.getSimpleName() + " has no method '" + name.text()
                        + "'",
                Spelling.suggestion(name.text(), known));
    }

    private static String shown(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(Collectors.joining(", ", "( ", " )"));
    }

    private static boolean fits(Method method, List<Class<?>> arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        int fixed = method.isVarArgs() ? parameters.length - 1 : parameters.length;
        if (arguments.size() < fixed || !method.isVarArgs() && arguments.size() > fixed) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            boolean variable = i >= fixed;
            Class<?> parameter = variable ? parameters[fixed].componentType() : parameters[i];
            boolean asArray = variable
                    && i == fixed
                    && arguments.size() == fixed + 1
                    && takes(parameters[fixed], arguments.get(i));
            if (!asArray && !takes(parameter, arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Numbers become other numbers; of what is not known it is seen when it runs. */
    private static boolean takes(Class<?> parameter, Class<?> argument) {
        Class<?> wanted = boxed(parameter);
        return argument == Object.class
                || wanted.isAssignableFrom(argument)
                || argument.isAssignableFrom(wanted)
                || Number.class.isAssignableFrom(wanted) && Number.class.isAssignableFrom(argument)
                || wanted == Character.class && argument == String.class;
    }

    /** How the property of a value is read. */
    record Getter(String method, Class<?> type) {}

    /** Null if the type has no such property. */
    static @Nullable Getter property(Class<?> type, String name) {
        if (isUnknown(type) || name.isEmpty()) {
            return null;
        }
        String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String method : List.of("get" + capitalised, "is" + capitalised, name)) {
            for (Method candidate : METHODS.get(type).getOrDefault(method, List.of())) {
                if (candidate.getParameterCount() == 0
                        && !Modifier.isStatic(candidate.getModifiers())
                        && candidate.getReturnType() != void.class) {
                    return new Getter(method, boxed(candidate.getReturnType()));
                }
            }
        }
        return null;
    }

    /** Names that a reader may have meant. */
    static Collection<String> properties(Class<?> type) {
        List<String> names = new ArrayList<>();
        METHODS.get(type).forEach((name, methods) -> {
            boolean plain = methods.stream().anyMatch(method -> method.getParameterCount() == 0);
            String bare = name.startsWith("get") && name.length() > 3 ? name.substring(3) : name;
            if (plain && property(type, Character.toLowerCase(bare.charAt(0)) + bare.substring(1)) != null) {
                names.add(Character.toLowerCase(bare.charAt(0)) + bare.substring(1));
            }
        });
        return names;
    }

    /** What a public constant of the type is. */
    static Class<?> constant(Class<?> type, Token name) {
        for (Field field : type.getFields()) {
            if (field.getName().equals(name.text())
                    && Modifier.isStatic(field.getModifiers())
                    && isValue(field.getType())) {
                return boxed(field.getType());
            }
        }
        throw new Unreadable(
                name.span(), "the type " + type.getSimpleName() + " has no constant '" + name.text() + "'");
    }

    /** Whether rules may make one: values and collections of the JDK, of no size given beforehand. */
    static boolean hasConstructor(Class<?> type, List<Class<?>> arguments) {
        if (!RuleTypes.JDK.contains(type) || Modifier.isAbstract(type.getModifiers())) {
            return false;
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            boolean sized = type != BigDecimal.class
                    && type != BigInteger.class
                    && Arrays.asList(parameters).contains(int.class);
            boolean fits = parameters.length == arguments.size() && !sized;
            for (int i = 0; fits && i < parameters.length; i++) {
                fits = isValue(parameters[i]) && takes(parameters[i], arguments.get(i));
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}

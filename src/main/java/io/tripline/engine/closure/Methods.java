package io.tripline.engine.closure;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mvel2.DataConversion;
import org.mvel2.util.ParseTools;

/**
 * The methods of one name that a call can mean. Where there are several, MVEL's own choice is made: by the types of what is there
 * when the rule runs.
 */
final class Methods {

    private final Class<?> type;
    private final String name;
    private final boolean onType;
    private final Method[] candidates;

    /** The newest choice: a call nearly always meets the same types. Replaced as a whole. */
    private volatile @Nullable Choice choice;

    private record Choice(Class<?>[] types, Method method) {}

    /** @throws NoClosure if there is none that fits */
    Methods(Class<?> type, String name, List<Class<?>> arguments, boolean onType) {
        this.type = type;
        this.name = name;
        this.onType = onType;
        this.candidates = Stream.concat(
                        Arrays.stream(type.getMethods()),
                        type.isInterface() ? Arrays.stream(Object.class.getMethods()) : Stream.empty())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .filter(method -> !onType || Modifier.isStatic(method.getModifiers()))
                .filter(method -> takes(method, arguments.size()))
                .sorted(Comparator.comparing(Method::isVarArgs))
                .toArray(Method[]::new);
        if (candidates.length == 0) {
            throw new NoClosure();
        }
    }

    private static boolean takes(Executable method, int arguments) {
        return method.isVarArgs()
                ? arguments >= method.getParameterCount() - 1
                : arguments == method.getParameterCount();
    }

    Closure on(Closure target, List<Closure> arguments) {
        Closure[] parts = arguments.toArray(Closure[]::new);
        Method method = candidates[0];
        if (parts.length == 0 && method.getParameterCount() == 0) {
            return frame -> call(method, target.value(frame));
        }
        return frame -> {
            Object on = target.value(frame);
            @Nullable Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].value(frame);
            }
            Method best = candidates.length == 1 || parts.length == 0 ? method : chosen(values);
            return call(best, on, converted(best, values));
        };
    }

    private Method chosen(@Nullable Object[] values) {
        Choice newest = choice;
        if (newest == null || !fits(newest.types(), values)) {
            Class<?>[] types = new Class<?>[values.length];
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                types[i] = value == null ? null : value.getClass();
            }
            Method method = ParseTools.getBestCandidate(types, name, type, candidates, false, onType);
            if (method == null) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + "." + name + " does not take " + Arrays.toString(types));
            }
            newest = new Choice(types, method);
            choice = newest;
        }
        return newest.method();
    }

    private static boolean fits(Class<?>[] types, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (types[i] != (value == null ? null : value.getClass())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object call(Method method, @Nullable Object on, @Nullable Object... values) {
        if (on == null) {
            throw new NullPointerException("'" + method.getName() + "' is called on null");
        }
        try {
            return method.invoke(on, values);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static RuntimeException thrown(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null -> new IllegalStateException(e);
            case Throwable checked -> new IllegalStateException(checked.getMessage(), checked);
        };
    }

    /** Each value as the parameter's type, those of a variable number in an array. */
    private static @Nullable Object[] converted(Executable method, @Nullable Object[] values) {
        Class<?>[] parameters = method.getParameterTypes();
        if (!method.isVarArgs()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = converted(values[i], parameters[i]);
            }
            return values;
        }
        int fixed = parameters.length - 1;
        @Nullable Object[] all = new Object[parameters.length];
        for (int i = 0; i < fixed; i++) {
            all[i] = converted(values[i], parameters[i]);
        }
        if (values.length == parameters.length && parameters[fixed].isInstance(values[fixed])) {
            all[fixed] = values[fixed];
            return all;
        }
        Class<?> component = parameters[fixed].componentType();
        Object array = Array.newInstance(component, values.length - fixed);
        for (int i = fixed; i < values.length; i++) {
            Array.set(array, i - fixed, converted(values[i], component));
        }
        all[fixed] = array;
        return all;
    }

    private static @Nullable Object converted(@Nullable Object value, Class<?> parameter) {
        Class<?> wanted = parameter.isPrimitive()
                ? MethodType.methodType(parameter).wrap().returnType()
                : parameter;
        return value == null || wanted.isInstance(value) ? value : DataConversion.convert(value, wanted);
    }

    /** @throws NoClosure if several fit, or none */
    static Closure constructor(Class<?> type, List<Closure> arguments) {
        Constructor<?>[] all = Arrays.stream(type.getConstructors())
                .filter(constructor -> takes(constructor, arguments.size()))
                .toArray(Constructor<?>[]::new);
        if (all.length == 0) {
            throw new NoClosure();
        }
        return frame -> {
            @Nullable
            Object[] values =
                    arguments.stream().map(argument -> argument.value(frame)).toArray();
            Constructor<?> constructor =
                    all.length == 1 ? all[0] : ParseTools.getBestConstructorCandidate(values, type, false);
            try {
                return constructor.newInstance(converted(constructor, values));
            } catch (InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException(constructor + " cannot be called", e);
            } catch (InvocationTargetException e) {
                throw thrown(e);
            }
        };
    }

    static @Nullable Object constant(Class<?> type, String name) {
        try {
            return type.getField(name).get(null);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new NoClosure();
        }
    }
}

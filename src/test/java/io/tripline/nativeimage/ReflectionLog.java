package io.tripline.nativeimage;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What libraries and we ask of reflection. {@link ReflectionLoader} rewrites their calls to these methods, which have the names
 * and arguments of the JDK's, with the class that calls at the end; each notes the question and passes it on.
 */
public final class ReflectionLog {

    /** What the native binary must be told of a class, so that a question about it is answered. */
    enum Need {
        /** The class is found by its name. */
        TYPE,
        METHODS,
        CONSTRUCTORS,
        FIELDS,
        /** An annotation is read: a proxy. */
        PROXY,
        /** An array of it is made. */
        ARRAY,
        /** Not a class, but the texts of a resource bundle. */
        BUNDLE
    }

    /** Class name to who asked, for each need. */
    private static final TreeMap<Need, TreeMap<String, TreeSet<String>>> SEEN = new TreeMap<>();

    private ReflectionLog() {}

    static synchronized TreeMap<Need, TreeMap<String, TreeSet<String>>> seen() {
        return SEEN;
    }

    private static synchronized void note(Need need, Class<?> type, String caller) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (!element.isPrimitive()) {
            note(need, element.getName(), caller);
        }
    }

    private static synchronized void note(Need need, String name, String caller) {
        SEEN.computeIfAbsent(need, n -> new TreeMap<>())
                .computeIfAbsent(name, n -> new TreeSet<>())
                .add(caller);
    }

    public static Class<?> forName(String name, String caller) throws ClassNotFoundException {
        return forName(name, true, Thread.currentThread().getContextClassLoader(), caller);
    }

    public static Class<?> forName(String name, boolean initialise, ClassLoader loader, String caller)
            throws ClassNotFoundException {
        Class<?> found = Class.forName(name, initialise, loader);
        note(Need.TYPE, found, caller);
        return found;
    }

    public static Class<?> loadClass(ClassLoader loader, String name, String caller) throws ClassNotFoundException {
        Class<?> found = loader.loadClass(name);
        note(Need.TYPE, found, caller);
        return found;
    }

    public static Method[] getMethods(Class<?> type, String caller) {
        note(Need.METHODS, type, caller);
        return type.getMethods();
    }

    public static Method[] getDeclaredMethods(Class<?> type, String caller) {
        note(Need.METHODS, type, caller);
        return type.getDeclaredMethods();
    }

    public static Method getMethod(Class<?> type, String name, Class<?>[] parameters, String caller)
            throws NoSuchMethodException {
        Method method = type.getMethod(name, parameters);
        note(Need.METHODS, type, caller);
        return method;
    }

    public static Method getDeclaredMethod(Class<?> type, String name, Class<?>[] parameters, String caller)
            throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, parameters);
        note(Need.METHODS, type, caller);
        return method;
    }

    public static Object invoke(Method method, Object target, Object[] arguments, String caller)
            throws IllegalAccessException, InvocationTargetException {
        note(Need.METHODS, method.getDeclaringClass(), caller);
        return method.invoke(target, arguments);
    }

    public static Constructor<?>[] getConstructors(Class<?> type, String caller) {
        note(Need.CONSTRUCTORS, type, caller);
        return type.getConstructors();
    }

    public static Constructor<?>[] getDeclaredConstructors(Class<?> type, String caller) {
        note(Need.CONSTRUCTORS, type, caller);
        return type.getDeclaredConstructors();
    }

    public static Constructor<?> getConstructor(Class<?> type, Class<?>[] parameters, String caller)
            throws NoSuchMethodException {
        Constructor<?> constructor = type.getConstructor(parameters);
        note(Need.CONSTRUCTORS, type, caller);
        return constructor;
    }

    public static Constructor<?> getDeclaredConstructor(Class<?> type, Class<?>[] parameters, String caller)
            throws NoSuchMethodException {
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        note(Need.CONSTRUCTORS, type, caller);
        return constructor;
    }

    public static Object newInstance(Constructor<?> constructor, Object[] arguments, String caller)
            throws InstantiationException, IllegalAccessException, InvocationTargetException {
        note(Need.CONSTRUCTORS, constructor.getDeclaringClass(), caller);
        return constructor.newInstance(arguments);
    }

    @SuppressWarnings("deprecation") // it is what is called
    public static Object newInstance(Class<?> type, String caller)
            throws InstantiationException, IllegalAccessException {
        note(Need.CONSTRUCTORS, type, caller);
        return type.newInstance();
    }

    public static Field[] getFields(Class<?> type, String caller) {
        note(Need.FIELDS, type, caller);
        return type.getFields();
    }

    public static Field[] getDeclaredFields(Class<?> type, String caller) {
        note(Need.FIELDS, type, caller);
        return type.getDeclaredFields();
    }

    public static Field getField(Class<?> type, String name, String caller) throws NoSuchFieldException {
        Field field = type.getField(name);
        note(Need.FIELDS, type, caller);
        return field;
    }

    public static Field getDeclaredField(Class<?> type, String name, String caller) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        note(Need.FIELDS, type, caller);
        return field;
    }

    public static Annotation getAnnotation(Class<?> type, Class<? extends Annotation> annotation, String caller) {
        Annotation found = type.getAnnotation(annotation);
        if (found != null) {
            note(Need.PROXY, annotation, caller);
        }
        return found;
    }

    public static Annotation[] getAnnotations(Class<?> type, String caller) {
        Annotation[] found = type.getAnnotations();
        Arrays.stream(found).forEach(annotation -> note(Need.PROXY, annotation.annotationType(), caller));
        return found;
    }

    public static Object newProxyInstance(
            ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler, String caller) {
        Arrays.stream(interfaces).forEach(type -> note(Need.PROXY, type, caller));
        return Proxy.newProxyInstance(loader, interfaces, handler);
    }

    public static Object newInstance(Class<?> type, int length, String caller) {
        note(Need.ARRAY, type, caller);
        return Array.newInstance(type, length);
    }

    public static Object newInstance(Class<?> type, int[] lengths, String caller) {
        note(Need.ARRAY, type, caller);
        return Array.newInstance(type, lengths);
    }

    public static ResourceBundle getBundle(String name, String caller) {
        note(Need.BUNDLE, name, caller);
        return ResourceBundle.getBundle(name);
    }

    public static ResourceBundle getBundle(String name, Locale locale, String caller) {
        note(Need.BUNDLE, name, caller);
        return ResourceBundle.getBundle(name, locale);
    }

    public static ResourceBundle getBundle(String name, Locale locale, ClassLoader loader, String caller) {
        note(Need.BUNDLE, name, caller);
        return ResourceBundle.getBundle(name, locale, loader);
    }
}

package io.tripline.nativeimage;

import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * What Jackson reads and writes for the interface over HTTP: whatever a method of a resource returns or says that it answers with, and
 * the types inside that. Jackson looks at records by reflection, and makes arrays of what stands in lists.
 *
 * @param records ours
 * @param elements of lists and other collections, ours and the JDK's
 */
record ApiTypes(Set<Class<?>> records, Set<Class<?>> elements) {

    private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

    static ApiTypes ofProject() throws IOException {
        ApiTypes types = new ApiTypes(new TreeSet<>(BY_NAME), new TreeSet<>(BY_NAME));
        ProjectClasses.below("io/tripline/web")
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .forEach(types::add);
        return types;
    }

    private void add(Method method) {
        add(method.getGenericReturnType());
        Stream.of(method.getAnnotationsByType(APIResponse.class))
                .flatMap(response -> Arrays.stream(response.content()))
                .map(Content::schema)
                .forEach(this::add);
    }

    private void add(Schema schema) {
        if (schema.implementation() != Void.class) {
            add(schema.implementation());
        }
    }

    private void add(Type type) {
        switch (type) {
            case Class<?> plain -> add(plain);
            case ParameterizedType generic -> {
                add(generic.getRawType());
                for (Type argument : generic.getActualTypeArguments()) {
                    elements.add(raw(argument));
                    add(argument);
                }
            }
            case GenericArrayType array -> {
                elements.add(raw(array.getGenericComponentType()));
                add(array.getGenericComponentType());
            }
            case WildcardType any -> add(any.getUpperBounds()[0]);
            case TypeVariable<?> any -> add(any.getBounds()[0]);
            default -> throw new AssertionError(type);
        }
    }

    private void add(Class<?> type) {
        if (type.isArray()) {
            elements.add(type.componentType());
            add(type.componentType());
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
        } else if (isOurs(type) && records.add(type) && type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getGenericType());
                said(component);
                said(component.getAccessor());
            }
        }
    }

    private void said(AnnotatedElement element) {
        Stream.of(element.getAnnotationsByType(Schema.class)).forEach(this::add);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.tripline.");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> raw(generic.getRawType());
            case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
            case WildcardType any -> raw(any.getUpperBounds()[0]);
            case TypeVariable<?> any -> raw(any.getBounds()[0]);
            default -> throw new AssertionError(type);
        };
    }
}

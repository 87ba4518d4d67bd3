package io.tripline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * A test of what does not work yet. It runs, and is reported as skipped while it fails; once it passes, the build fails until
 * the annotation is taken off. {@code grep -rn @Red src/test} lists all of them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Red.Expected.class)
public @interface Red {

    /** Why it fails, and what will cure it. */
    String value();

    /** Turns the outcome round. */
    final class Expected implements InvocationInterceptor {

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            Red red = method.getExecutable().getAnnotation(Red.class);
            try {
                invocation.proceed();
            } catch (Throwable failed) {
                throw new TestAbortedException("red: " + red.value() + " (" + failed + ")", failed);
            }
            throw new AssertionError("this passes now: take @Red( \"" + red.value() + "\" ) off");
        }
    }
}

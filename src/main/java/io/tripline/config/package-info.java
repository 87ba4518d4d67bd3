/**
 * What the user set, for every verb and for {@code serve} alike. In: system properties, environment variables, the
 * {@code application.properties} beside the program, the copy of it inside. Out: {@link io.tripline.config.Settings}.
 *
 * <p>To add a key: a line with unit and default in {@code application.properties}, a component in {@code Settings}.
 */
@NullMarked
package io.tripline.config;

import org.jspecify.annotations.NullMarked;

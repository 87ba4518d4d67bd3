/**
 * The HTTP interface: resources, what they answer as records, and the one form in which all of it says that something is
 * wrong: {@code application/problem+json}.
 */
@NullMarked
package io.tripline.web.api;

import org.jspecify.annotations.NullMarked;

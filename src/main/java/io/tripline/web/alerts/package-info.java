/**
 * The alerts that are kept, as somebody looks for them. In: the store, and what a request asks for. Out: the heads of those that it
 * wants, alone or by rule and group.
 */
@NullMarked
package io.tripline.web.alerts;

import org.jspecify.annotations.NullMarked;

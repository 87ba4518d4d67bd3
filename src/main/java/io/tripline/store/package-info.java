@NullMarked
package io.tripline.store;

import org.jspecify.annotations.NullMarked;

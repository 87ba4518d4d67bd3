@NullMarked
package io.tripline.engine;

import org.jspecify.annotations.NullMarked;

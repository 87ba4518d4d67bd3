@NullMarked
package io.tripline.drl;

import org.jspecify.annotations.NullMarked;

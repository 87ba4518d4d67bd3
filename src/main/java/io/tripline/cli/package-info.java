@NullMarked
package io.tripline.cli;

import org.jspecify.annotations.NullMarked;

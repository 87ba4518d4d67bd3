@NullMarked
package io.tripline.ingest;

import org.jspecify.annotations.NullMarked;

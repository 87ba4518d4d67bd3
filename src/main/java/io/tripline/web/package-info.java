@NullMarked
package io.tripline.web;

import org.jspecify.annotations.NullMarked;

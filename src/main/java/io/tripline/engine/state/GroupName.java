package io.tripline.engine.state;

import io.tripline.event.Key;

/**
 * Which group.
 *
 * @param level which of the file's levels, from 0
 */
public record GroupName(String file, int level, Key key) {}

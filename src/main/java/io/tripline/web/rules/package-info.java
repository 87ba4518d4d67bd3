/**
 * What is told of rules over HTTP. In: {@link io.tripline.live.rules.FolderStatus} and the rules that run. Out: the answers of
 * {@code GET /api/v1/rules}, as records: the state of each rule, how true it is to its source, its stages, what it looks for.
 */
@NullMarked
package io.tripline.web.rules;

import org.jspecify.annotations.NullMarked;

/**
 * What the engine found, what people do about it, and where it is sent. In: a {@link io.tripline.alert.Finding} that a rule describes. Out: an
 * {@link io.tripline.alert.Alert} with a deterministic id and its evidence; beside it, as long as it is kept, its
 * {@link io.tripline.alert.AlertLife}.
 *
 * <pre>
 * open &lt;--&gt; acknowledged
 * open, acknowledged --&gt; closed, with a {@link io.tripline.alert.Verdict}
 * closed --&gt; open
 * </pre>
 *
 * <p>Where alerts go stands in {@code alert.sink}.
 */
@NullMarked
package io.tripline.alert;

import org.jspecify.annotations.NullMarked;

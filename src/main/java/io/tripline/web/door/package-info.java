/**
 * What every request passes before anything else looks at it, on the event loop. In: requests as they come. Out: refusals, or the
 * request with its whole body, for those who know what to do with it.
 *
 * <pre>
 * request --Door: headers of every answer, OwnNames, Browsers, Token--&gt; EventBodies: the body, within memory and time --&gt; api, wire
 * </pre>
 *
 * <p>To add an address that takes events: a wire format, see {@code io.tripline.web.wire}.
 */
@NullMarked
package io.tripline.web.door;

import org.jspecify.annotations.NullMarked;

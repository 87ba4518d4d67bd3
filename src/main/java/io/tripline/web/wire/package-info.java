/**
 * Events in the forms in which senders write them. In: requests at the addresses of a {@link io.tripline.web.wire.WireFormat}, let
 * in by the door. Out: events on the ordinary pipeline, and the answer that this sender takes for success, for a failure that it
 * comes back after, or for one that it does not.
 *
 * <pre>
 * request --door: WireAddresses, token, body--&gt; Reception --admit, inflate--&gt; WireFormat.decode --&gt; BodyEvents
 *                                                                                |                     |
 *                                         answer &lt;--Receipt.answer-- Taken &lt;--pipeline, kept-----------+
 * </pre>
 *
 * <p>To add a wire format: a class that implements {@link io.tripline.web.wire.WireFormat}, a line in
 * {@link io.tripline.web.wire.WireFormats}, a row in {@code docs/senders.md}, and a case of its contract test. Nothing is
 * answered as a success before it is kept; whatever else happens is said in the sender's own words.
 */
@NullMarked
package io.tripline.web.wire;

import org.jspecify.annotations.NullMarked;

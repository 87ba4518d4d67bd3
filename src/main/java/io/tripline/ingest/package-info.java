/**
 * JSON of any sender becomes events. In: the bytes of a body or a file. Out: an {@link io.tripline.event.Event} for each item,
 * with its time, its id, the log it comes from and the further names of its fields; a
 * {@link io.tripline.ingest.Rejection} for each item that is none. Never an exception, whatever the bytes are.
 *
 * <pre>
 * bytes -> Window -> ItemReader -> ObjectScanner -> EnvelopeOpener -> EventFormats -> Event
 *          UTF-8     one item      Document:       envelopes.yml     formats.yml     + names of a FieldView
 *          a file    after the     what stands     events out of     time, id,         (okta-system.view ...)
 *          slides    other         where           what is around    log source
 * </pre>
 *
 * <p>{@link io.tripline.ingest.ObjectScanner} goes over the bytes once and leaves values as they are. What it does not take, because it is
 * broken or beyond a limit, {@link io.tripline.ingest.TreeReader} reads again with Jackson's parser, which says what is wrong.
 *
 * <p>To add a format: a block in {@code formats.yml}, and a table beside it ({@code *.view}, both ways)
 * if rules know its fields by other names; {@link io.tripline.ingest.LogFields} tells others of those names. To add a
 * log source's word: a line there. To open what a sender puts around events: a block in {@code envelopes.yml}. To add a way of framing items (a wire format): a reader that gives
 * {@link io.tripline.ingest.EventDecoder#event} one object after the other.
 */
@NullMarked
package io.tripline.ingest;

import org.jspecify.annotations.NullMarked;

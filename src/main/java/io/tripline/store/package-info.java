/**
 * What survives: alerts, which events were seen, and what windows hold where the store keeps that. In: what one batch of events
 * led to, as one commit. Out: alerts, newest first, and whether an event was seen before.
 *
 * <p>Ids are kept by {@link io.tripline.store.SeenIds}, for the server and for a replay alike.
 *
 * <p>To add a store: a class that implements {@link io.tripline.store.Store} and passes its contract test.
 */
@NullMarked
package io.tripline.store;

import org.jspecify.annotations.NullMarked;

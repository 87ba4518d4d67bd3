/**
 * What survives: alerts, which events were seen, and what windows hold. In: what one batch of events led to, as one commit. Out:
 * alerts by number, whether an event was seen before, and after a restart the state from which the engine goes on.
 *
 * <pre>
 * Commit --{@link io.tripline.store.SqliteStore}--&gt; one transaction: changes, ids, alerts --&gt; Numbered alerts
 *                                       restart: changes, in order --StateBuilder--&gt; EngineState
 * </pre>
 *
 * <p>{@link io.tripline.store.DataFolder} is the place and its lock, {@link io.tripline.store.SqliteFile} the tables;
 * {@link io.tripline.store.MemoryStore} forgets. Ids are kept by {@link io.tripline.store.SeenIds}, for the server and for a
 * replay alike. Whoever follows alerts is a cursor over their numbers.
 *
 * <p>To add a store: a class that implements {@link io.tripline.store.Store} and passes its contract test.
 */
@NullMarked
package io.tripline.store;

import org.jspecify.annotations.NullMarked;

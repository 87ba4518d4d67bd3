/**
 * What survives: alerts, which events were seen, and what windows hold. In: what one batch of events led to, as one commit. Out:
 * alerts by number, whether an event was seen before, and after a restart the state from which the engine goes on.
 *
 * <pre>
 * Commit --{@link io.tripline.store.SqlStore}--&gt; one transaction: changes, ids, alerts --&gt; Numbered alerts
 *                                       restart: changes, in order --StateBuilder--&gt; EngineState
 * what people do --{@link io.tripline.store.SqlLives}, sinks --{@link io.tripline.store.SqlLedger}, what came of
 * rules by the minute --{@link io.tripline.store.SqlCounts}: transactions of their own
 * </pre>
 *
 * <p>A {@link io.tripline.store.Database} is a file of SQLite, in a {@link io.tripline.store.DataFolder}, or a schema of
 * PostgreSQL; {@link io.tripline.store.SqlTables} are the same in both. {@link io.tripline.store.MemoryStore} forgets. Ids are kept by {@link io.tripline.store.SeenIds}, for the server and for a
 * replay alike. Whoever follows alerts is a cursor over their numbers.
 *
 * <p>To add a database: a class that extends {@link io.tripline.store.Database}, with which the store's contract test passes.
 */
@NullMarked
package io.tripline.store;

import org.jspecify.annotations.NullMarked;

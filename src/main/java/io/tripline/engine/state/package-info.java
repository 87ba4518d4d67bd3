/**
 * What the correlating half of the engine holds, as values: to be kept by a store, and to go on from after a restart.
 *
 * <pre>
 * Engine.snapshot --&gt; {@link io.tripline.engine.state.EngineState} --{@link io.tripline.engine.state.StateCodec}--&gt; bytes --&gt; EngineState --&gt; Engine.restore
 * Turn.takeChanges --&gt; {@link io.tripline.engine.state.StateChange}: applied to the state before, they give the state after
 * all that was told, in order --{@link io.tripline.engine.state.StateBuilder}--&gt; EngineState
 * </pre>
 *
 * <p>Nothing of Drools is in here: sessions are made anew from facts. To keep more of something, add it to its record, write
 * it in the codec under a new version, and go on reading what older versions wrote.
 */
@NullMarked
package io.tripline.engine.state;

import org.jspecify.annotations.NullMarked;

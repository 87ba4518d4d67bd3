/**
 * {@code tripline serve}: events come in over HTTP, alerts go out. In: a rules folder, configuration, requests. Out: answers,
 * a stream of alerts, what is known of each rule, health, metrics.
 *
 * <pre>
 * POST /api/v1/events --api.EventsResource--&gt; live.Admission (or 503) --&gt; live.Intake --&gt; live.LivePipeline --&gt; 202
 *                                                                            |               |
 * rules folder --live.rules.RuleFolderWatcher--&gt; engine.Engine &lt;---------------+               Store, live.outbox.Outbox, live.AlertFeed
 *                         |
 *                  live.rules.FolderStatus --rules.RulePages--&gt; GET /api/v1/rules
 * </pre>
 *
 * <p>{@link io.tripline.web.ServeApplication} starts it, {@link io.tripline.web.StartUp} decides whether it may.
 *
 * <p>To add a resource: a class in {@code api} with its answers as records, each operation and component described.
 */
@NullMarked
package io.tripline.web;

import org.jspecify.annotations.NullMarked;

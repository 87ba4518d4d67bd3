/**
 * Tripline and rsigma beside each other: the same rules, the same events, in turns.
 *
 * <pre>
 * Lanes (rules, log, events) --> Race: two processes, fed in turns --> Laps (CPU) + Matches (by rule) --> Report
 *                            --> HttpRace: two services, 8 connections --> throughput, accept to alert --> Report
 * </pre>
 *
 * <p>Run by {@code bench/compare}; see bench/README.md.
 */
@NullMarked
package io.tripline.bench.compare;

import org.jspecify.annotations.NullMarked;

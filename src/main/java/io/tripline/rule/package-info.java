/**
 * The one intermediate representation of a detection: what makes an alert, never how. Dialects come in, DRL goes out.
 *
 * <p>Everything here is an immutable record or a sealed family of them, without behaviour and without positions, so that
 * equality is meaning; {@link io.tripline.rule.Conditions} and {@link io.tripline.rule.Tests} put them together. Operations on a family are one {@code switch} without {@code default}, outside this room: a new
 * case makes the compiler name every place that must know it.
 *
 * <p>To add an operator: a record in {@link io.tripline.rule.Test}, a method in {@code event.FieldValues}, and the cases
 * that the compiler then asks for. To add an aggregate: a record in {@link io.tripline.rule.Measure}. To add a
 * correlation type: a record in {@link io.tripline.rule.Pattern}.
 */
@NullMarked
package io.tripline.rule;

import org.jspecify.annotations.NullMarked;

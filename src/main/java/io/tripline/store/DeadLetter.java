package io.tripline.store;

/**
 * An alert that a sink did not get, and will not get unless somebody says so. It lasts as long as the alert is kept.
 *
 * @param sequence the alert's number
 * @param alert the alert's id
 * @param tries so often it was sent
 * @param error what was said last; visible, and short
 * @param at ms since the epoch, of the last try
 * @param again whether it waits to be sent again
 */
public record DeadLetter(String sink, long sequence, String alert, int tries, String error, long at, boolean again) {}

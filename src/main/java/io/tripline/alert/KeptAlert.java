package io.tripline.alert;

/** An alert, and what became of it until now. */
public record KeptAlert(Alert alert, AlertLife life) {}

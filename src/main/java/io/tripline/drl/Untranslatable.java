package io.tripline.drl;

/** A rule holds something that DRL cannot say. The message is one sentence for the rule's author, without a full stop. */
final class Untranslatable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Untranslatable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

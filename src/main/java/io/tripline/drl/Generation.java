package io.tripline.drl;

/** What became of the rules of one source file. */
public sealed interface Generation {

    /** @param text the whole file, with LF line ends and its checksum in the header */
    record Written(DrlFile file, String text) implements Generation {}

    /** @param reason one sentence for the rule's author, without a full stop */
    record Refused(String reason) implements Generation {}
}

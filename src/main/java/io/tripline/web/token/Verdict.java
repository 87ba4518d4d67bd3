package io.tripline.web.token;

/** Whether a request may bring events. */
public sealed interface Verdict {

    record Admitted(Caller caller) implements Verdict {}

    /** It shows nothing. */
    record Missing() implements Verdict {}

    /** It shows what is no token, or one that has expired. */
    record Wrong() implements Verdict {}

    /** Its token is for other formats. */
    record OtherFormat(String token) implements Verdict {}
}

package io.tripline.web.door;

/**
 * Why nothing is taken of a request, before it is put into the words of its sender.
 *
 * @param status of HTTP
 * @param detail one sentence for a person; text of the request in it has been made visible
 * @param retryAfter seconds; 0: coming back is of no use, or nobody knows when
 */
public record Refused(int status, String detail, int retryAfter) {

    public static Refused of(int status, String detail) {
        return new Refused(status, detail, 0);
    }

    /** There is no room or no time now; come back. */
    public static Refused busy(String detail) {
        return new Refused(503, detail, 1);
    }
}

package io.tripline.web;

import io.tripline.event.Sha256;

/** Files of tokens for tests. */
public final class SenderTokenLines {

    /** Long enough that its hash is the key of signatures. */
    public static final String SIGNING = "tripline-example-token-of-more-than-sixty-four-characters-for-github";

    /** What the captured requests were sent with. */
    static final String CAPTURED = line("splunk", "00000000-0000-0000-0000-000000000000", "\"splunk-hec\"", "", 0)
            + line("apikey", "dHJpcGxpbmU6ZXhhbXBsZQ==", "\"elasticsearch\"", "", 0)
            + line("github", SIGNING, "\"github\"", "", 0)
            + line("slow", "slow-sender-example-token", "", "\"tenant\":\"acme\"", 0.1)
            + line("any", "tripline-example-token", "", "", 0);

    private SenderTokenLines() {}

    /**
     * @param formats names in quotes, with commas between them
     * @param stamp members of an object
     */
    public static String line(String name, String token, String formats, String stamp, double rate) {
        return "{\"name\":\"" + name + "\",\"sha256\":\"" + Sha256.hex(token) + "\",\"formats\":[" + formats
                + "],\"stamp\":{" + stamp + "},\"rate\":" + rate + ",\"created\":\"2026-01-01T00:00:00Z\"}\n";
    }
}

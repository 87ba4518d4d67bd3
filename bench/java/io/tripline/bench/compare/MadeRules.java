package io.tripline.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sigma rules that are made up, for whoever has none at hand and for lanes that need a certain number: most about Windows
 * processes, the others about the other logs of these lanes. The first of each log ask for what its events have now and then,
 * the others for words that no event has.
 */
final class MadeRules {

    private static final String[] PROCESS = {
        "-enc ",
        "DownloadString",
        "-urlcache",
        "delete shadows",
        "process call create",
        "MiniDump",
        ".hta",
        "/transfer ",
        "/create /sc",
        "HKLM\\SAM",
        "localgroup administrators",
        "whoami",
        "/i:http",
        "recoveryenabled no",
        "/domain_trusts",
        "sekurlsa"
    };

    private static final String[] CALLS = {
        "StopLogging",
        "CreateAccessKey",
        "CreateIPSet",
        "DeleteDeliveryChannel",
        "DisableEbsEncryptionByDefault",
        "ConsoleLogin"
    };

    private static final String[] OKTA = {
        "user.account.report_suspicious_activity_by_enduser", "system.api_token.create", "policy.lifecycle.deactivate",
        "user.mfa.factor.deactivate", "security.threat.detected", "group.privilege.grant"
    };

    private static final String[] LINUX = {"ld.so.preload", "/bin/bash", "/tmp/x.sh"};
    private static final String[] PROXY = {"githubusercontent", ".ps1"};
    private static final String[] TEXT = {"/etc/shadow", "/dev/tcp/", "ld.so.preload", "Trojan"};

    private MadeRules() {}

    /** @return the folder, with as many rules, a file each */
    static Path write(Path folder, int count) {
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                Files.writeString(folder.resolve("made-" + i + ".yml"), rule(i));
            }
            return folder;
        } catch (IOException e) {
            throw new Failure(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Seven of ten are about Windows processes. */
    private static String rule(int number) {
        int nth = number / 10;
        return switch (number % 10) {
            case 0 -> rule(number, Log.CLOUDTRAIL, equality("eventName", of(CALLS, nth, number)));
            case 1 ->
                nth % 2 == 0
                        ? rule(number, Log.OKTA, equality("eventType", of(OKTA, nth / 2, number)))
                        : rule(
                                number,
                                Log.PROXY,
                                "  selection:\n    c-uri|contains: '" + of(PROXY, nth / 2, number) + "'\n");
            case 2 ->
                nth % 2 == 0
                        ? rule(
                                number,
                                Log.LINUX_PROCESS,
                                "  selection:\n    CommandLine|contains: '" + of(LINUX, nth / 2, number) + "'\n")
                        : rule(
                                number,
                                Log.LINUX,
                                "  selection:\n    - '" + of(TEXT, nth / 2, number) + "'\n    - '" + Words.word(number)
                                        + "'\n");
            default -> process(number, of(PROCESS, nth * 7 + number % 10 - 3, number));
        };
    }

    private static String of(String[] known, int nth, int number) {
        return nth < known.length ? known[nth] : Words.word(7_919L * number) + "-" + number;
    }

    private static String equality(String field, String value) {
        return "  selection:\n    " + field + ": '" + value + "'\n";
    }

    private static String process(int number, String part) {
        String selection =
                switch (number % 3) {
                    case 0 -> """
                  selection:
                    CommandLine|contains:
                      - '%1$s'
                      - ' --%2$s '
                """;
                    case 1 -> """
                  selection:
                    - CommandLine|contains|all:
                        - '%1$s'
                        - ' '
                    - OriginalFileName: '%2$s.exe'
                """;
                    default -> """
                  selection:
                    CommandLine|contains: '%1$s'
                    Image|startswith: 'C:\\'
                """;
                };
        return rule(
                        number,
                        Log.WINDOWS_PROCESS,
                        selection.formatted(part, Words.word(104_729L * number))
                                + """
                  filter:
                    ParentImage|endswith: '\\%s.exe'
                """.formatted(Words.word(1_299_709L * number)))
                .replace("condition: selection\n", "condition: selection and not filter\n");
    }

    private static String rule(int number, Log log, String detection) {
        return """
                title: Made up %1$d
                id: %2$s
                status: test
                %3$sdetection:
                %4$s  condition: selection
                level: medium
                """.formatted(number, id(number), log.yaml(), detection);
    }

    static String id(int number) {
        return "7b6e0000-0000-4000-8000-%012d".formatted(number);
    }
}

package io.tripline.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Events as they are sent, one a line: of the size and the shape of real ones, made up; the same numbers give the same bytes. */
public final class BenchBodies {

    private BenchBodies() {}

    /** Whose events they are. */
    public enum Kind {
        /** Process creation by Sysmon, with its message, without an id: 2.1 kB. */
        WINDOWS,
        /** System Log, nested: 1.9 kB. */
        OKTA,
        /** Nested: 1.4 kB. */
        CLOUDTRAIL,
        /** A log stream's envelope: 0.7 kB. */
        AUTH0
    }

    static byte[] lines(Kind kind, int count) {
        Random random = new Random(11);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String time =
                    Instant.parse("2026-01-01T00:00:00Z").plusMillis(137L * i).toString();
            lines.append(
                            switch (kind) {
                                case WINDOWS -> windows(time, random);
                                case OKTA -> okta(time, random);
                                case CLOUDTRAIL -> cloudTrail(time, random);
                                case AUTH0 -> auth0(time, random);
                            })
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(Random random, int digits) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private static String guid(Random random) {
        return "{" + hex(random, 8) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-"
                + hex(random, 12) + "}";
    }

    private static String windows(String time, Random random) {
        String id = guid(random);
        String parent = guid(random);
        String user = "EXAMPLE\\\\user" + random.nextInt(500);
        String image = "C:\\\\Program Files\\\\Vendor " + random.nextInt(40) + "\\\\Tool\\\\worker.exe";
        String line = "\\\"" + image + "\\\" --task=" + hex(random, 16) + " --quiet";
        String hashes = "SHA1=" + hex(random, 40) + ",MD5=" + hex(random, 32) + ",SHA256=" + hex(random, 64);
        int process = random.nextInt(60_000);
        return ("{\"SeverityValue\":2,\"EventID\":1,\"ProviderGuid\":\"{5770385F-C22A-43E0-BF4C-06F5698FFBD9}\","
                        + "\"ExecutionProcessID\":3392,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\","
                        + "\"host\":\"collector.example.com\",\"AccountType\":\"User\",\"ProcessGuid\":\"%1$s\","
                        + "\"ParentImage\":\"C:\\\\Windows\\\\System32\\\\svchost.exe\",\"Opcode\":\"Info\","
                        + "\"AccountName\":\"SYSTEM\",\"CommandLine\":\"%2$s\",\"Domain\":\"NT AUTHORITY\",\"@version\":\"1\","
                        + "\"Severity\":\"INFO\",\"User\":\"%3$s\",\"Hashes\":\"%4$s\","
                        + "\"SourceName\":\"Microsoft-Windows-Sysmon\",\"CurrentDirectory\":\"C:\\\\Windows\\\\system32\\\\\","
                        + "\"Description\":\"Vendor worker\",\"Category\":\"Process Create (rule: ProcessCreate)\","
                        + "\"Company\":\"Vendor\",\"Keywords\":-9223372036854775808,\"FileVersion\":\"4.2.18362.449\","
                        + "\"IntegrityLevel\":\"High\",\"UserID\":\"S-1-5-18\",\"TerminalSessionId\":\"7\",\"ThreadID\":5552,"
                        + "\"ParentProcessGuid\":\"%5$s\",\"@timestamp\":\"%6$s\",\"port\":64545,"
                        + "\"RecordNumber\":%7$d,\"Task\":1,\"ParentProcessId\":\"752\",\"ProcessId\":\"%8$d\",\"Version\":5,"
                        + "\"Image\":\"%9$s\",\"OriginalFileName\":\"worker.exe\",\"Hostname\":\"W%10$d.example.com\","
                        + "\"RuleName\":\"-\",\"tags\":[\"collected\"],\"Message\":\"Process Create:\\r\\nRuleName: -\\r\\n"
                        + "UtcTime: %6$s\\r\\nProcessGuid: %1$s\\r\\nProcessId: %8$d\\r\\nImage: %9$s\\r\\nFileVersion: 4.2.18362.449\\r\\n"
                        + "Description: Vendor worker\\r\\nCompany: Vendor\\r\\nCommandLine: %2$s\\r\\nUser: %3$s\\r\\nIntegrityLevel: High\\r\\n"
                        + "Hashes: %4$s\\r\\nParentProcessGuid: %5$s\\r\\nParentProcessId: 752\"}")
                .formatted(
                        id,
                        line,
                        user,
                        hashes,
                        parent,
                        time,
                        random.nextInt(4_000_000),
                        process,
                        image,
                        random.nextInt(300));
    }

    private static String okta(String time, Random random) {
        String geo = "{\"city\":\"Dublin\",\"country\":\"Ireland\",\"geolocation\":{\"lat\":53.3201,\"lon\":-6.2619},"
                + "\"postalCode\":\"D02\",\"state\":\"Leinster\"}";
        int user = random.nextInt(5_000);
        String request = hex(random, 27);
        return ("{\"actor\":{\"alternateId\":\"user%1$d@example.com\",\"detailEntry\":null,\"displayName\":\"User %1$d\",\"id\":\"00u%2$s\","
                        + "\"type\":\"User\"},\"authenticationContext\":{\"authenticationProvider\":null,\"authenticationStep\":0,"
                        + "\"credentialProvider\":null,\"credentialType\":null,\"externalSessionId\":\"%3$s\",\"interface\":null,\"issuer\":null},"
                        + "\"client\":{\"device\":\"Computer\",\"geographicalContext\":%4$s,\"id\":null,\"ipAddress\":\"192.0.2.%5$d\","
                        + "\"userAgent\":{\"browser\":\"FIREFOX\",\"os\":\"Mac OS X\",\"rawUserAgent\":\"Mozilla/5.0 (Macintosh; Intel Mac OS X"
                        + " 10.15; rv:72.0) Gecko/20100101 Firefox/72.0\"},\"zone\":\"null\"},\"debugContext\":{\"debugData\":{"
                        + "\"authnRequestId\":\"%6$s\",\"requestId\":\"%6$s\",\"requestUri\":\"/login/signout\",\"threatSuspected\":\"false\","
                        + "\"url\":\"/login/signout?message=login_page_messages.session_has_expired\"}},\"displayMessage\":\"User logout from"
                        + " Okta\",\"eventType\":\"user.session.end\",\"legacyEventType\":\"core.user_auth.logout_success\","
                        + "\"outcome\":{\"reason\":null,\"result\":\"SUCCESS\"},\"published\":\"%7$s\",\"request\":{\"ipChain\":[{"
                        + "\"geographicalContext\":%4$s,\"ip\":\"192.0.2.%5$d\",\"source\":null,\"version\":\"V4\"}]},"
                        + "\"securityContext\":{\"asNumber\":394089,\"asOrg\":\"example\",\"domain\":\"example.com\",\"isProxy\":false,\"isp\":\"example\"},"
                        + "\"severity\":\"INFO\",\"target\":[{\"id\":\"00t%2$s\",\"type\":\"AppInstance\",\"alternateId\":\"Some app\",\"displayName\":"
                        + "\"Some app\",\"detailEntry\":null}],\"transaction\":{\"detail\":{},\"id\":\"%6$s\",\"type\":\"WEB\"},"
                        + "\"uuid\":\"%3$s-%2$s\",\"version\":\"0\"}")
                .formatted(user, hex(random, 17), hex(random, 20), geo, random.nextInt(250), request, time);
    }

    private static String cloudTrail(String time, Random random) {
        return ("{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":\"AROA%1$s:session\","
                        + "\"arn\":\"arn:aws:sts::123456789012:assumed-role/worker/session\",\"accountId\":\"123456789012\","
                        + "\"accessKeyId\":\"ASIA%1$s\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA%1$s\","
                        + "\"arn\":\"arn:aws:iam::123456789012:role/worker\",\"accountId\":\"123456789012\",\"userName\":\"worker\"},"
                        + "\"attributes\":{\"mfaAuthenticated\":\"false\",\"creationDate\":\"2026-01-01T00:00:00Z\"}}},"
                        + "\"eventTime\":\"%2$s\",\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"DescribeInstances\","
                        + "\"awsRegion\":\"eu-central-1\",\"sourceIPAddress\":\"192.0.2.%3$d\",\"userAgent\":\"aws-sdk-java/2.20"
                        + " Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.9\",\"requestParameters\":{\"maxResults\":1000,\"instancesSet\":{},"
                        + "\"filterSet\":{\"items\":[{\"name\":\"tag:group\",\"valueSet\":{\"items\":[{\"value\":\"g%3$d\"}]}}]}},"
                        + "\"responseElements\":null,\"requestID\":\"%4$s\",\"eventID\":\"%5$s\",\"readOnly\":true,\"eventType\":\"AwsApiCall\","
                        + "\"managementEvent\":true,\"recipientAccountId\":\"123456789012\",\"eventCategory\":\"Management\"}")
                .formatted(hex(random, 16), time, random.nextInt(250), hex(random, 32), hex(random, 32));
    }

    private static String auth0(String time, Random random) {
        String id = "900" + hex(random, 40);
        return ("{\"log_id\":\"%1$s\",\"data\":{\"date\":\"%2$s\",\"type\":\"fp\",\"description\":\"Wrong email or password.\","
                        + "\"connection\":\"Username-Password-Authentication\",\"client_id\":\"%3$s\",\"client_name\":\"All Applications\","
                        + "\"ip\":\"192.0.2.%4$d\",\"user_agent\":\"Firefox 120.0.0 / Linux 0.0.0\",\"details\":{\"error\":{\"message\":"
                        + "\"Wrong email or password.\"}},\"user_id\":\"auth0|%3$s\",\"user_name\":\"user%4$d@example.com\","
                        + "\"strategy\":\"auth0\",\"strategy_type\":\"database\",\"tenant_name\":\"acme\",\"log_id\":\"%1$s\"}}")
                .formatted(id, time, hex(random, 24), random.nextInt(250));
    }
}

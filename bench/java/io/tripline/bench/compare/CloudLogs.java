package io.tripline.bench.compare;

import java.util.Locale;

/** CloudTrail's and Okta's events in turns, in their own form, each with what rules take as its log beside it. */
final class CloudLogs implements Maker {

    private static final String[] CALLS = {
        "ec2.amazonaws.com DescribeInstances", "s3.amazonaws.com GetObject", "s3.amazonaws.com PutObject",
                "sts.amazonaws.com AssumeRole",
        "kms.amazonaws.com Decrypt", "logs.amazonaws.com PutLogEvents", "dynamodb.amazonaws.com GetItem",
                "ec2.amazonaws.com DescribeVolumes",
        "ecr.amazonaws.com BatchGetImage", "lambda.amazonaws.com GetFunction", "sqs.amazonaws.com ReceiveMessage"
    };

    /** Calls that some rule is about. */
    private static final String[] RARE_CALLS = {
        "cloudtrail.amazonaws.com StopLogging", "iam.amazonaws.com CreateAccessKey",
                "guardduty.amazonaws.com CreateIPSet",
        "config.amazonaws.com DeleteDeliveryChannel", "ec2.amazonaws.com DisableEbsEncryptionByDefault",
                "signin.amazonaws.com ConsoleLogin"
    };

    private static final String[] OKTA = {
        "user.session.start",
        "user.authentication.sso",
        "policy.evaluate_sign_on",
        "user.authentication.auth_via_mfa",
        "app.oauth2.as.token.grant",
        "user.session.end"
    };

    private static final String[] RARE_OKTA = {
        "user.account.report_suspicious_activity_by_enduser", "system.api_token.create", "policy.lifecycle.deactivate",
        "user.mfa.factor.deactivate", "security.threat.detected", "group.privilege.grant"
    };

    private final Words words;
    private final double rare;
    private long time = Words.START;
    private boolean okta;

    /** @param rare share of events that some rule is about, 0 to 1 */
    CloudLogs(long seed, double rare) {
        words = new Words(seed);
        this.rare = rare;
    }

    @Override
    public void next(StringBuilder out) {
        okta = !okta;
        if (okta) {
            okta(out);
        } else {
            cloudTrail(out);
        }
    }

    void cloudTrail(StringBuilder out) {
        time += 10;
        String[] call = words.of(words.chance(rare) ? RARE_CALLS : CALLS).split(" ");
        Json event = Log.CLOUDTRAIL.writeTo(new Json(out).text("eventVersion", "1.08"));
        String account = "1234567890" + words.below(90);
        String user = Words.word(words.below(3_000));
        Json identity = event.object("userIdentity");
        identity.text("type", words.of("IAMUser", "AssumedRole"))
                .text("principalId", "AIDA" + words.hex(16).toUpperCase(Locale.ROOT))
                .text("arn", "arn:aws:iam::" + account + ":user/" + user)
                .text("accountId", account)
                .text("accessKeyId", "ASIA" + words.hex(16).toUpperCase(Locale.ROOT))
                .text("userName", user);
        Json session = identity.object("sessionContext");
        session.raw("webIdFederationData", "{}");
        Json attributes = session.object("attributes");
        attributes
                .text("creationDate", Words.time(time - 3_600_000))
                .text("mfaAuthenticated", "false")
                .end();
        session.end();
        identity.end();
        event.text("eventTime", Words.time(time))
                .text("eventSource", call[0])
                .text("eventName", call[1])
                .text("awsRegion", words.of("eu-central-1", "us-east-1", "us-west-2"))
                .text("sourceIPAddress", words.address())
                .text("userAgent", "aws-sdk-java/2.20." + words.below(200) + " Linux/5.10 OpenJDK_64-Bit_Server_VM/17")
                .raw(
                        "requestParameters",
                        "{\"name\": \"" + words.word() + "\", \"bucketName\": \"" + words.word() + "-" + words.below(99)
                                + "\", \"key\": \"" + words.word() + "/" + words.word() + "/" + words.hex(24) + "\"}")
                .raw("responseElements", "null")
                .text("requestID", words.uuid())
                .text("eventID", words.uuid())
                .bool("readOnly", true)
                .text("eventType", "AwsApiCall")
                .bool("managementEvent", true)
                .text("recipientAccountId", account)
                .endLine();
    }

    void okta(StringBuilder out) {
        time += 10;
        String user = Words.word(words.below(3_000));
        String address = words.address();
        Json event = Log.OKTA.writeTo(new Json(out).text("uuid", words.uuid()));
        event.text("published", Words.time(time))
                .text("eventType", words.of(words.chance(rare) ? RARE_OKTA : OKTA))
                .text("version", "0")
                .text("severity", "INFO")
                .text("displayMessage", "Something happened to " + user);
        event.object("actor")
                .text("id", "00u" + words.hex(17))
                .text("type", "User")
                .text("alternateId", user + "@corp.example")
                .text("displayName", user + " " + words.word())
                .end();
        Json client = event.object("client");
        client.object("userAgent")
                .text(
                        "rawUserAgent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0."
                                + words.below(9_000))
                .text("os", "Windows 10")
                .text("browser", "CHROME")
                .end();
        client.text("zone", "null").text("device", "Computer").text("ipAddress", address);
        client.object("geographicalContext")
                .text("city", words.word())
                .text("state", words.word())
                .text("country", "Germany")
                .text("postalCode", String.valueOf(10_000 + words.below(80_000)))
                .raw("geolocation", "{\"lat\": " + words.below(90) + ".5, \"lon\": " + words.below(90) + ".25}")
                .end();
        client.end();
        event.object("outcome")
                .text("result", words.of("SUCCESS", "ALLOW", "CHALLENGE"))
                .end();
        event.raw(
                "target",
                "[{\"id\": \"0oa" + words.hex(17) + "\", \"type\": \"AppInstance\", \"alternateId\": \"" + words.word()
                        + "\", \"displayName\": \"" + words.word() + " " + words.word() + "\"}]");
        Json debug = event.object("debugContext");
        debug.object("debugData")
                .text("requestId", words.hex(26))
                .text("requestUri", "/oauth2/v1/" + words.word())
                .text("url", "/oauth2/v1/authorize?client_id=" + words.hex(20))
                .text("dtHash", words.hex(64))
                .end();
        debug.end();
        event.object("authenticationContext")
                .text("externalSessionId", "idx" + words.hex(20))
                .number("authenticationStep", 0)
                .end();
        event.object("securityContext")
                .number("asNumber", words.below(60_000))
                .text("asOrg", words.word())
                .text("isp", words.word())
                .text("domain", words.word() + ".example")
                .bool("isProxy", false)
                .end();
        event.object("transaction")
                .text("type", "WEB")
                .text("id", words.hex(27))
                .raw("detail", "{}")
                .end();
        event.raw("request", "{\"ipChain\": [{\"ip\": \"" + address + "\", \"version\": \"V4\", \"source\": null}]}");
        event.endLine();
    }
}

package io.tripline.web.sinks;

import io.tripline.alert.sink.MailSink;
import io.tripline.alert.sink.Sink;
import io.tripline.config.BadConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code type=mail}. */
final class MailType implements SinkType {

    /** What needs no quotes, so that an address is never anything else. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");

    private final Vertx vertx;

    MailType(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Set<String> keys() {
        return Set.of("host", "port", "tls", "ca", "user", "password", "from", "to", "timeout", "link");
    }

    @Override
    public Sink make(SinkKeys keys) {
        String from = address(keys, "from", keys.needed("from", "an address such as tripline@example.org"));
        keys.needed("to", "addresses with commas between them");
        List<String> to =
                keys.list("to").stream().map(each -> address(keys, "to", each)).toList();
        String link = keys.text("link");
        return new MailSink(
                vertx,
                server(keys),
                new MailSink.Letter(from, to, link == null ? null : link.replaceFirst("/+$", "")),
                keys.duration("timeout", "30s", Duration.ofMillis(100)));
    }

    private static String address(SinkKeys keys, String name, String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new BadConfiguration(keys.key(name) + ": " + text + " is no address such as soc@example.org");
        }
        return text;
    }

    private static MailConfig server(SinkKeys keys) {
        String tls = keys.word("tls", List.of("starttls", "tls", "off"));
        MailConfig server = new MailConfig()
                .setHostname(keys.needed("host", "the mail server's name"))
                .setPort(keys.number("port", port(tls), 65_535))
                .setSsl(tls.equals("tls"))
                .setStarttls(tls.equals("starttls") ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(LoginOption.NONE);
        byte[] authorities = TrustKeys.pem(keys);
        if (authorities != null) {
            server.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authorities)));
        }
        String user = keys.text("user");
        if (user != null && tls.equals("off")) {
            throw new BadConfiguration(keys.key("tls") + " = off: the password of " + keys.key("user")
                    + " would cross the network for all to read");
        }
        return user == null
                ? server
                : server.setLogin(LoginOption.REQUIRED)
                        .setAuthMethods("CRAM-SHA256 CRAM-SHA1 CRAM-MD5 PLAIN LOGIN")
                        .setUsername(user)
                        .setPassword(keys.needed("password", "the user's"));
    }

    private static int port(String tls) {
        return switch (tls) {
            case "starttls" -> 587;
            case "tls" -> 465;
            default -> 25;
        };
    }
}

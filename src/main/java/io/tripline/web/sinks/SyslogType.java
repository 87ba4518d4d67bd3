package io.tripline.web.sinks;

import io.tripline.alert.sink.Sink;
import io.tripline.alert.sink.SyslogSink;
import io.tripline.config.BadConfiguration;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** {@code type=syslog}. */
final class SyslogType implements SinkType {

    private static final int TCP = 601;
    private static final int TLS = 6514;
    private static final int LOCAL_0 = 16;

    private final String version;

    /** @param version of this program */
    SyslogType(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public Set<String> keys() {
        return Set.of("host", "port", "tls", "ca", "facility", "timeout");
    }

    @Override
    public Sink make(SinkKeys keys) {
        SSLSocketFactory tls = keys.truth("tls", true) ? sockets(keys) : null;
        return new SyslogSink(
                new SyslogSink.Place(
                        keys.needed("host", "the receiver's name"),
                        keys.number("port", tls == null ? TCP : TLS, 65_535),
                        keys.duration("timeout", "10s", Duration.ofMillis(100))),
                tls,
                keys.number("facility", LOCAL_0, 0, 23),
                version);
    }

    private static @Nullable SSLSocketFactory sockets(SinkKeys keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, TrustKeys.managers(keys), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new BadConfiguration(keys.key("ca") + ": no certificates that can be used: " + unusable.getMessage());
        }
    }
}

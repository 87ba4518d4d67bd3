package io.tripline.alert.sink;

import io.tripline.alert.KeptAlert;
import io.tripline.problem.Cut;
import io.tripline.problem.Visible;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends alerts by mail, all that are there at once in one. The same alerts have the same Message-ID at each try. */
public final class MailSink implements Sink {

    private static final int MOST = 100;

    /** About who we are, not about the mail: somebody will set it right, and then it goes. */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    private final MailClient client;

    /** All is sent from one loop: a client called from elsewhere listens too late for a server that greets at once. */
    private final Context loop;

    private final MailConfig config;
    private final Letter letter;
    private final Duration timeout;

    /**
     * Who writes to whom.
     *
     * @param from an address of letters that need no quotes, without a name
     * @param to the same
     */
    public record Letter(
            String from, List<String> to, @Nullable String link) {
        public Letter {
            to = List.copyOf(to);
        }
    }

    /**
     * @param config of the server; the program's own name there is that of the sender's domain
     * @param timeout for all of it, from the connection to the server's last word
     */
    public MailSink(Vertx vertx, MailConfig config, Letter letter, Duration timeout) {
        this.config = new MailConfig(config)
                .setOwnHostname(domain(letter.from()))
                .setKeepAlive(false)
                .setConnectTimeout((int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) timeout.toMillis());
        this.client = MailClient.create(vertx, this.config);
        this.loop = vertx.getOrCreateContext();
        this.letter = letter;
        this.timeout = timeout;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return "smtp://" + config.getHostname() + ":" + config.getPort() + " " + String.join(", ", letter.to());
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) throws InterruptedException {
        Outcome outcome = outcome(message(alerts));
        return alerts.stream().map(kept -> outcome).toList();
    }

    private MailMessage message(List<KeptAlert> alerts) {
        MailDigest digest = new MailDigest(alerts, letter.link());
        MailMessage message = new MailMessage()
                .setFrom(letter.from())
                .setTo(letter.to())
                .setSubject(digest.subject())
                .setText(digest.text());
        message.setHeaders(MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<" + digest.id() + "@" + domain(letter.from()) + ">")
                .add("Auto-Submitted", "auto-generated"));
        return message;
    }

    private Outcome outcome(MailMessage message) throws InterruptedException {
        try {
            Future.<MailResult>future(sent ->
                            loop.runOnContext(now -> client.sendMail(message).onComplete(sent)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Outcome.Delivered();
        } catch (TimeoutException late) {
            return new Outcome.Later("no answer within " + timeout.toMillis() + " ms", null);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String why = Visible.of(Cut.within(300, String.valueOf(cause.getMessage())));
            boolean isFinal = cause instanceof SMTPException answer
                    && answer.isPermanent()
                    && !LOGIN.contains(answer.getReplyCode());
            return isFinal ? new Outcome.Refused(why) : new Outcome.Later(why, null);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

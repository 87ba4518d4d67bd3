package io.tripline.web;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules, and a receiver for each type of sink. What came over HTTP, syslog and mail is what the first of them answers to GET. */
public final class Receivers extends RulesFolder {

    /** Where the tests ask for it. */
    private static final String PLACE = "tripline.test.receivers";

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private HttpServer http;
    private ServerSocket syslog;

    /** The address of all that came. */
    public static String place() {
        return System.getProperty(PLACE);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(super.start());
        try {
            InetAddress here = InetAddress.getByName("127.0.0.1");
            http = HttpServer.create(new InetSocketAddress(here, 0), 0);
            http.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                byte[] body = exchange.getRequestBody().readAllBytes();
                String answer;
                if (exchange.getRequestMethod().equals("GET")) {
                    answer = String.join("\n", received) + "\n" + mails();
                } else {
                    received.add(path + " " + new String(body, StandardCharsets.UTF_8));
                    answer = path.endsWith("_bulk") ? "{\"items\": [{\"create\": {\"status\": 201}}]}" : "{}";
                }
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            http.start();
            syslog = new ServerSocket(0, 10, here);
            Thread.ofPlatform().daemon().start(this::readSyslog);
            mail.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        System.setProperty(PLACE, url);
        sink(configuration, "chat", "webhook", Map.of("template", "slack", "url", url + "/chat", "allow", "127.0.0.1"));
        sink(configuration, "fires", "alertmanager", Map.of("url", url, "allow", "127.0.0.1"));
        sink(configuration, "search", "elasticsearch", Map.of("url", url, "allow", "127.0.0.1"));
        sink(configuration, "traces", "otlp", Map.of("url", url, "allow", "127.0.0.1"));
        sink(configuration, "bus", "kafka", Map.of("brokers", "127.0.0.1:9", "topic", "alerts", "timeout", "2s"));
        sink(
                configuration,
                "siem",
                "syslog",
                Map.of("host", "127.0.0.1", "port", Integer.toString(syslog.getLocalPort()), "tls", "false"));
        sink(
                configuration,
                "post",
                "mail",
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        Integer.toString(mail.getSmtp().getPort()),
                        "tls",
                        "off",
                        "from",
                        "tripline@example.org",
                        "to",
                        "soc@example.org"));
        sink(configuration, "archive", "file", Map.of("path", configuration.get("tripline.data") + "/alerts.ndjson"));
        return configuration;
    }

    private static void sink(Map<String, String> configuration, String name, String type, Map<String, String> keys) {
        configuration.put("tripline.sinks." + name + ".type", type);
        keys.forEach((key, value) -> configuration.put("tripline.sinks." + name + "." + key, value));
    }

    private void readSyslog() {
        try {
            while (true) {
                try (Socket connection = syslog.accept()) {
                    received.add(
                            "syslog " + new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException closed) {
            // the program has ended
        }
    }

    private String mails() {
        StringBuilder mails = new StringBuilder();
        for (var each : mail.getReceivedMessages()) {
            try {
                mails.append("mail ").append(each.getSubject()).append('\n');
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return mails.toString();
    }

    @Override
    public void stop() {
        http.stop(0);
        mail.stop();
        try {
            syslog.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.stop();
    }
}

package io.tripline.web;

/** What is said in more than one place. */
final class Messages {

    private Messages() {}

    /** @param reason the operating system's own words */
    static String portTaken(String host, int port, String reason) {
        return "cannot listen on " + host + ":" + port + " (" + reason
                + "). If another program has the port, end it or take"
                + " another port: QUARKUS_HTTP_PORT=" + (port == 65535 ? 8080 : port + 1)
                + " tripline serve, or quarkus.http.port in application.properties";
    }
}

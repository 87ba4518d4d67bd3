package io.tripline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders put around events; what becomes of the events is told by {@code behaviour/envelopes.test.yml}. */
class EnvelopesTest {

    private static final EventDecoder DECODER = new EventDecoder(EventFormats.builtIn());

    private static DecodedBatch decode(String body) {
        return DECODER.decode(body.getBytes(UTF_8), 7);
    }

    private static String firehose(byte[]... records) {
        StringBuilder body = new StringBuilder("{\"requestId\":\"r\",\"timestamp\":1767225600000,\"records\":[");
        for (byte[] record : records) {
            body.append(body.charAt(body.length() - 1) == '[' ? "" : ",")
                    .append("{\"data\":\"")
                    .append(Base64.getEncoder().encodeToString(record))
                    .append("\"}");
        }
        return body.append("]}").toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void recordsOfFirehoseAreTextOrGzipOfOneOrSeveralEventsOrOfASubscription() throws IOException {
        // When
        DecodedBatch batch = decode(firehose(
                "{\"uuid\":\"1\",\"a\":1}\n{\"uuid\":\"2\",\"a\":2}".getBytes(UTF_8),
                gzip("{\"uuid\":\"3\"}"),
                gzip(
                        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"4\",\"timestamp\":1767225600000,\"message\":\"a line\"},"
                                + "{\"id\":\"5\",\"timestamp\":1767225601000,\"message\":\"{\\\"a\\\":3}\"}]}")));

        // Then
        assertEquals(0, batch.rejected(), batch.rejections()::toString);
        assertEquals(
                List.of("1", "2", "3", "4", "5"),
                batch.events().stream().map(each -> each.event().getId()).toList());
        assertEquals("a line", batch.events().get(3).event().get("message"));
        assertEquals(1_767_225_601_000L, batch.events().getLast().event().getTimestamp());
    }

    @Test
    void whatIsNoneIsRejectedAloneWithTheIndexOfItsItemAndItsPlace() {
        // When: a good item before, and one good record of three
        DecodedBatch batch = decode("{\"a\":1}\n"
                + firehose("{\"b\":1}".getBytes(UTF_8), new byte[] {1, 0, 2, (byte) 0xFF})
                        .replace("]}", ",{\"data\":\"*\"}]}"));

        // Then
        assertEquals(2, batch.events().size());
        assertEquals(2, batch.rejected());
        assertEquals(
                List.of(
                        new Rejection(1, "Amazon Data Firehose delivery, records 1: this is neither JSON nor text"),
                        new Rejection(
                                1,
                                "Amazon Data Firehose delivery, records 2: this is neither JSON nor a text of up to"
                                        + " 1048576 characters")),
                batch.rejections());
    }

    @Test
    void whatIsDecodedIsBoundedForABody() throws IOException {
        // Given: twenty times fifteen megabytes of blanks, a few kilobytes each
        byte[] bomb = gzip(" ".repeat(15 * 1024 * 1024) + "{}");
        byte[][] bombs = new byte[20][];
        java.util.Arrays.fill(bombs, bomb);

        // When
        DecodedBatch batch = decode(firehose(bombs));

        // Then
        assertEquals(1, batch.events().size());
        assertEquals(19, batch.rejected());
        assertTrue(
                batch.rejections().getLast().reason().endsWith("is longer than 20971520 bytes"),
                batch.rejections()::toString);
    }

    @Test
    void envelopesInEachOtherEnd() {
        String nested = "{\"a\":1}";
        for (int i = 0; i < 12; i++) {
            nested = "{\"detail-type\":\"x\",\"source\":\"s\",\"id\":\"" + i + "\",\"detail\":" + nested + "}";
        }

        assertEquals(1, decode(nested).events().size());
    }

    @Test
    void aFileOfManyRecordsMayHoldMoreThanOneEventMay() {
        String record = "{\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"A\",\"eventVersion\":\"1\",\"x\":["
                + "1,".repeat(60) + "1]}";

        DecodedBatch batch = decode("{\"Records\":[" + (record + ",").repeat(3000) + record + "]}");

        assertEquals(3001, batch.events().size(), batch.rejections()::toString);
        assertEquals("aws-cloudtrail", batch.events().getLast().format());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"eventVersion\":\"2\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"k\"}}}]} | Amazon S3 notification: it names files",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{}]}]}]} | OpenTelemetry logs: OTLP is taken at another address: send it to /v1/logs",
                "{\"delete\":{\"_index\":\"i\",\"_id\":\"1\"}} | Elasticsearch bulk action: events are never changed",
                "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"t\",\"SubscribeURL\":\"https://x\"} | Amazon SNS confirmation: confirm"
            })
    void whatHoldsNoEventIsRefusedByName(String body, String reason) {
        DecodedBatch batch = decode(body);

        assertEquals(0, batch.events().size());
        assertEquals(1, batch.rejected());
        assertTrue(batch.rejections().getFirst().reason().startsWith(reason), batch.rejections()::toString);
    }
}

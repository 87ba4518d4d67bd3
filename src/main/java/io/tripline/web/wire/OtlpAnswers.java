package io.tripline.web.wire;

import com.google.protobuf.CodedOutputStream;
import io.tripline.problem.Cut;
import io.tripline.web.door.Answer;
import io.tripline.web.door.Refused;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What exporters are answered: {@code ExportLogsServiceResponse}, or {@code google.rpc.Status}, in the form of the request. */
final class OtlpAnswers {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final int LONGEST = 1000;

    private OtlpAnswers() {}

    static Answer success(boolean json) {
        return json ? Answer.json(200, "{}") : protobuf(200, new byte[0]);
    }

    /** Some records are none; they are not to come again. */
    static Answer partly(boolean json, long rejected, String reason) {
        if (json) {
            return Answer.json(
                    200,
                    new JsonObject()
                            .put(
                                    "partialSuccess",
                                    new JsonObject()
                                            .put("rejectedLogRecords", Long.toString(rejected))
                                            .put("errorMessage", Cut.after(LONGEST, reason)))
                            .encode());
        }
        byte[] text = Cut.after(LONGEST, reason).getBytes(StandardCharsets.UTF_8);
        byte[] inner = bytes(
                CodedOutputStream.computeInt64Size(1, rejected) + CodedOutputStream.computeByteArraySize(2, text),
                out -> {
                    out.writeInt64(1, rejected);
                    out.writeByteArray(2, text);
                });
        return protobuf(
                200, bytes(CodedOutputStream.computeByteArraySize(1, inner), out -> out.writeByteArray(1, inner)));
    }

    static Answer failure(boolean json, Refused refused) {
        int code = code(refused.status());
        if (json) {
            return Answer.json(
                    refused.status(),
                    new JsonObject()
                            .put("code", code)
                            .put("message", refused.detail())
                            .encode());
        }
        byte[] text = refused.detail().getBytes(StandardCharsets.UTF_8);
        return protobuf(
                refused.status(),
                bytes(
                        CodedOutputStream.computeInt32Size(1, code) + CodedOutputStream.computeByteArraySize(2, text),
                        out -> {
                            out.writeInt32(1, code);
                            out.writeByteArray(2, text);
                        }));
    }

    /** Of gRPC, by HTTP's. */
    private static int code(int status) {
        return switch (status) {
            case 400, 415 -> 3;
            case 404, 405 -> 5;
            case 403 -> 7;
            case 413, 429 -> 8;
            case 503 -> 14;
            case 401 -> 16;
            default -> 13;
        };
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(int size, Writing writing) {
        byte[] bytes = new byte[size];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writing.to(out);
            out.checkNoSpaceLeft();
            return bytes;
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be written", impossible);
        }
    }

    private static Answer protobuf(int status, byte[] body) {
        return new Answer(status, PROTOBUF, Map.of(), body);
    }
}

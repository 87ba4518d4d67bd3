package io.tripline.cli;

import io.tripline.ingest.EventFormats;
import io.tripline.ingest.SaidLog;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** For verbs that read events of which the user knows more than stands in them. */
final class LogOption {

    @Option(
            names = "--log",
            split = ",",
            paramLabel = "PART=WORD",
            description =
                    "From which log the events come, in Sigma's words: product=windows,service=sysmon. Also category.")
    private final List<String> words = new ArrayList<>();

    /** @throws CommandFailure it is not of that form, or a word is a slip */
    SaidLog said(EventFormats formats) {
        SaidLog said = SaidLog.NOTHING;
        for (String each : words) {
            int equals = each.indexOf('=');
            if (equals < 0) {
                throw failure(each, "it is written as product=windows,service=sysmon");
            }
            try {
                said = said.and(each.substring(0, equals).strip(), each.substring(equals + 1), formats);
            } catch (IllegalArgumentException slip) {
                throw failure(each, String.valueOf(slip.getMessage()));
            }
        }
        return said;
    }

    private static CommandFailure failure(String written, String reason) {
        return new CommandFailure(ExitCode.WRONG_USAGE, "--log " + written + ": " + reason);
    }
}

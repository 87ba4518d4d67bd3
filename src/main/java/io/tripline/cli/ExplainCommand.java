package io.tripline.cli;

import io.tripline.config.Settings;
import io.tripline.engine.Engine;
import io.tripline.engine.EngineSettings;
import io.tripline.engine.Explanation;
import io.tripline.event.Event;
import io.tripline.ingest.Decoded;
import io.tripline.ingest.DecodedBatch;
import io.tripline.ingest.EventDecoder;
import io.tripline.ingest.EventFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows why rules match an event, or why not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows the condition tree of each rule with the event's values: why it matched, why not.",
            "Several events are also run through the windows, as replay does: what came of them together, or what is missing."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(
            names = "--rules",
            arity = "1..*",
            required = true,
            paramLabel = "PATH",
            description = "Rule files and folders: Sigma, Elastic, DRL.")
    private final List<String> rules = new ArrayList<>();

    @Option(names = "--matched", description = "Only the rules that match.")
    private boolean matched;

    @Mixin
    private final LogOption log = new LogOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "EVENT",
            description =
                    "A file with events as JSON, the JSON itself, or - for stdin. Of several events each is explained, then all"
                            + " together.")
    private final List<String> events = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RulesAndInputs given = RulesAndInputs.of(console, rules, events);
        UsageErrors.wrongIf(spec, given.inputs().isEmpty(), "the EVENT is missing: a file, JSON, or - for stdin");
        Settings settings = Settings.read();
        EventFormats formats = settings.eventFormats(console.folder());
        EventDecoder decoder = new EventDecoder(formats).saying(log.said(formats));
        try (Engine engine = new Engine(EngineSettings.DEFAULT)) {
            RuleLoading loading = new RuleLoading(console, settings);
            boolean broken = loading.complain(loading.load(given.rules(), engine));
            EventsTogether together = new EventsTogether(console, engine, settings.disabled());
            for (String input : given.inputs()) {
                together.next();
                explain(input, decoder, engine, together);
            }
            if (together.events() > 1) {
                together.run();
                if (output.json) {
                    together.documents().forEach(document -> console.out().println(JsonLines.write(document)));
                } else {
                    together.lines().forEach(console::print);
                }
            }
            return broken ? ExitCode.FINDINGS : ExitCode.FINE;
        } catch (IOException e) {
            throw RuleLoading.failure(e);
        }
    }

    private void explain(String input, EventDecoder decoder, Engine engine, EventsTogether together)
            throws IOException {
        if (input.stripLeading().startsWith("{") || input.stripLeading().startsWith("[")) {
            DecodedBatch batch = decoder.decode(input.getBytes(StandardCharsets.UTF_8), 0);
            if (!batch.rejections().isEmpty()) {
                throw noEvent("the event: " + batch.rejections().getFirst().reason());
            }
            batch.events().forEach(decoded -> {
                explain(decoded, engine);
                together.add(decoded);
            });
            return;
        }
        try (EventSource source = EventSource.open(console, input, decoder, console::say)) {
            if (source.head() == null) {
                throw noEvent(input + ": there is no event in it");
            }
            while (source.head() != null) {
                Decoded decoded = source.take();
                explain(decoded, engine);
                together.add(decoded);
            }
        }
    }

    private static CommandFailure noEvent(String message) {
        return new CommandFailure(ExitCode.INPUT_OUTPUT, message);
    }

    private void explain(Decoded decoded, Engine engine) {
        Event event = decoded.event();
        ExplanationText text = new ExplanationText(engine.rules());
        if (!output.json) {
            console.out().println(ExplanationText.heading(decoded));
        }
        for (Explanation explanation : engine.explain(event)) {
            if (matched && !explanation.holds()) {
                continue;
            }
            if (output.json) {
                console.out().println(JsonLines.write(text.document(event, explanation)));
            } else {
                text.lines(explanation).forEach(console.out()::println);
            }
        }
    }
}

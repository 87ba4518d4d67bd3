package io.tripline.ruletest;

import io.tripline.config.RuleParameters;
import io.tripline.given.ServedRules;
import io.tripline.ingest.EventDecoder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests in the server's folder that concern one rule, as {@code tripline test} does: with the rules as they are in the
 * folder, in engines of their own. One run at a time, within {@link TestBounds}. Any thread.
 */
public final class FolderTests {

    private static final int MOST_CASES = 500;

    private final Path folder;
    private final TestIndex index;
    private final EventDecoder decoder;
    private final Supplier<RuleParameters> parameters;
    private final Duration longest;
    private final LongSupplier nanoClock;
    private final Semaphore one = new Semaphore(1);

    /**
     * @param parameters as they are when a run begins
     * @param longest that a run takes, but for the step that it is at
     * @param nanoClock {@link System#nanoTime} or a test's own
     */
    public FolderTests(
            Path folder,
            EventDecoder decoder,
            Supplier<RuleParameters> parameters,
            Duration longest,
            LongSupplier nanoClock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.index = TestIndex.below(folder);
        this.decoder = decoder;
        this.parameters = parameters;
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    /**
     * What came of a run.
     *
     * @param results of each test, files by name
     * @param whole whether all tests were run to their end
     */
    public record Run(List<RuleTestResult> results, boolean whole) {
        public Run {
            results = List.copyOf(results);
        }
    }

    /**
     * Waits for no other run.
     *
     * @return null while another one goes on
     * @throws IOException the folder cannot be read
     */
    public @Nullable Run run(TestedRule rule) throws IOException {
        if (!one.tryAcquire()) {
            return null;
        }
        try {
            return runAlone(rule);
        } finally {
            one.release();
        }
    }

    private Run runAlone(TestedRule rule) throws IOException {
        long begin = nanoClock.getAsLong();
        List<RuleTestResult> results = new ArrayList<>();
        BooleanSupplier isOver =
                () -> nanoClock.getAsLong() - begin > longest.toNanos() || results.size() >= MOST_CASES;
        TestBounds bounds = TestBounds.within(folder, isOver);
        if (!Files.isReadable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        RuleTestRunner runner = new RuleTestRunner(decoder, new ServedRules(folder), parameters.get(), bounds);
        for (Path file : index.look().of(rule)) {
            if (isOver.getAsBoolean()) {
                return new Run(results, false);
            }
            runner.run(name(file), file, results::add);
        }
        return new Run(results, !isOver.getAsBoolean());
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}

package io.tripline.conformance;

import io.tripline.alert.KeptAlert;
import io.tripline.alert.sink.Outcome;
import io.tripline.alert.sink.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Gets alerts over a network that fails: some it does not get, of some nobody hears that it got them. It outlives the program. */
final class SimulatedReceiver implements Sink {

    private static final int MOST = 7;

    private final Random random;
    private final Set<String> got = new LinkedHashSet<>();
    private boolean isWell;

    SimulatedReceiver(Random random) {
        this.random = random;
    }

    /** Ids of alerts; of one that came again it did nothing. */
    Set<String> got() {
        return got;
    }

    /** Nothing fails any more. */
    void heal() {
        isWell = true;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public String target() {
        return "a simulated receiver";
    }

    @Override
    public List<Outcome> send(List<KeptAlert> alerts) {
        if (!isWell && random.nextInt(8) == 0) {
            Outcome gone = new Outcome.Later("cannot be reached", null);
            return alerts.stream().map(alert -> gone).toList();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (KeptAlert kept : alerts) {
            outcomes.add(
                    switch (isWell ? 0 : random.nextInt(6)) {
                        case 1 -> new Outcome.Later("answers with 503", Duration.ofSeconds(random.nextInt(60)));
                        case 2 -> {
                            got.add(kept.alert().getId());
                            yield new Outcome.Later("no answer within 10s", null);
                        }
                        default -> {
                            got.add(kept.alert().getId());
                            yield new Outcome.Delivered();
                        }
                    });
        }
        return outcomes;
    }

    @Override
    public void close() {
        // nothing is open
    }
}

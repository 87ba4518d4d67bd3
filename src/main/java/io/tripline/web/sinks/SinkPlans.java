package io.tripline.web.sinks;

import io.tripline.alert.Levels;
import io.tripline.alert.sink.SinkFilter;
import io.tripline.config.BadConfiguration;
import io.tripline.live.outbox.SinkPlan;
import io.tripline.problem.Spelling;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The sinks that configuration asks for, the log among them. */
public final class SinkPlans {

    private static final String LOG = "log";

    /** What an environment variable can say as well: it has neither capitals nor hyphens. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,39}");

    private static final Set<String> COMMON = Set.of("type", "enabled", "levels", "rules", "tags", "tries", "gather");

    private static final int FARTHEST = 3;
    private static final int TRIES = 16;

    private final Config config;
    private final List<SinkType> types;

    private SinkPlans(Config config, List<SinkType> types) {
        this.config = config;
        this.types = types;
    }

    /**
     * @param rules what is known of the rules of alerts
     * @param log takes one line, without a line feed
     * @param target where that goes, for a person
     * @throws BadConfiguration a sink is not what it has to be
     */
    public static List<SinkPlan> of(
            Config config, Vertx vertx, InstantSource clock, RuleLookup rules, Consumer<String> log, String target) {
        HttpKeys http = new HttpKeys(vertx, clock);
        String version = config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("0");
        return new SinkPlans(
                        config,
                        List.of(
                                new LogType(log, target),
                                new WebhookType(http, clock),
                                new AlertmanagerType(http, rules, clock),
                                new ElasticsearchType(http, rules),
                                new OtlpType(http, clock),
                                new KafkaType(),
                                new MailType(vertx),
                                new SyslogType(version),
                                new FileType()))
                .plans();
    }

    private List<SinkPlan> plans() {
        List<SinkPlan> plans = new ArrayList<>();
        for (String name : names()) {
            SinkKeys keys = new SinkKeys(config, name);
            SinkType type = type(keys);
            checkKeys(keys, type);
            if (keys.truth("enabled", true)) {
                plans.add(new SinkPlan(
                        name,
                        type.name(),
                        type.make(keys),
                        filter(keys),
                        keys.number("tries", TRIES, 1000),
                        keys.duration("gather", "0s", Duration.ZERO)));
            }
        }
        return plans;
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(LOG));
        for (String key : config.getPropertyNames()) {
            int end = key.indexOf('.', SinkKeys.PREFIX.length());
            if (key.startsWith(SinkKeys.PREFIX) && end > SinkKeys.PREFIX.length()) {
                String name = key.substring(SinkKeys.PREFIX.length(), end);
                if (!NAME.matcher(name).matches()) {
                    throw new BadConfiguration(
                            key
                                    + ": the name of a sink is of a to z and 0 to 9, begins with a letter, and has 40 of them at most");
                }
                names.add(name);
            }
        }
        return names;
    }

    private SinkType type(SinkKeys keys) {
        boolean isLog = keys.sink().equals(LOG);
        String known = types.stream().map(SinkType::name).sorted().collect(Collectors.joining(", "));
        String given = keys.text("type");
        if (given == null && !isLog) {
            throw new BadConfiguration(keys.key("type") + " is missing: one of " + known);
        }
        if (isLog != LOG.equals(given == null ? LOG : given)) {
            throw new BadConfiguration(
                    keys.key("type") + " = " + given + ": the sink log is of type log, and no other is");
        }
        return types.stream()
                .filter(type -> type.name().equals(given == null ? LOG : given))
                .findFirst()
                .orElseThrow(() -> new BadConfiguration(keys.key("type") + " = " + given + " is none of " + known));
    }

    /** A filter that is misspelt would send what nobody wants to be sent. */
    private void checkKeys(SinkKeys keys, SinkType type) {
        Set<String> known = Stream.concat(COMMON.stream(), type.keys().stream()).collect(Collectors.toSet());
        for (String key : config.getPropertyNames()) {
            String prefix = keys.key("");
            if (key.startsWith(prefix) && !isKnown(key.substring(prefix.length()), known, type)) {
                @Nullable
                String near = Spelling.nearest(
                        key.substring(prefix.length()), known.stream().sorted().toList(), FARTHEST);
                throw new BadConfiguration("unknown key " + key
                        + (near == null
                                ? ": a sink of type " + type.name() + " has "
                                        + Stream.concat(
                                                        known.stream(),
                                                        type.families().stream().map(family -> family + "<name>"))
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                : ": did you mean " + keys.key(near) + "?"));
            }
        }
    }

    private static boolean isKnown(String name, Set<String> known, SinkType type) {
        return known.contains(name)
                || type.families().stream().anyMatch(family -> name.startsWith(family) && !name.equals(family));
    }

    private static SinkFilter filter(SinkKeys keys) {
        Set<String> levels = keys.list("levels").stream()
                .map(level -> level.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (String level : levels) {
            if (!Levels.ALL.contains(level)) {
                throw new BadConfiguration(
                        keys.key("levels") + ": " + level + " is none of " + String.join(", ", Levels.ALL));
            }
        }
        return new SinkFilter(levels, keys.list("rules"), keys.list("tags"));
    }
}

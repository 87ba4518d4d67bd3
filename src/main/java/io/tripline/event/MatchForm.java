package io.tripline.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What a match rule writes of each of its events: which of the correlation's rules or steps it is, by what it is grouped, what it carries
 * along. Immutable.
 *
 * @param rule empty where the correlation has one only
 * @param names of the keys, as alerts show them
 */
public record MatchForm(String rule, Stage stage, List<MatchKey> keys, List<String> names, List<Carried> carried) {

    /** @param required whether an event without the field does not count */
    public record Carried(String path, boolean required) {}

    public MatchForm {
        keys = List.copyOf(keys);
        names = List.copyOf(names);
        carried = List.copyOf(carried);
    }

    public MatchForm(String rule, Stage stage, List<MatchKey> keys) {
        this(rule, stage, keys, keys.stream().map(MatchKey::name).toList(), List.of());
    }

    /** The same, with one field more. */
    public MatchForm carrying(String path, boolean required) {
        List<Carried> more = new ArrayList<>(carried);
        more.add(new Carried(path, required));
        return new MatchForm(rule, stage, keys, names, more);
    }

    /** What an event gives to it. */
    public Matches of(Event event) {
        return new Matches(new Matches.OfEvent(event), this);
    }

    /** What something that a correlation found gives to it. */
    public Matches of(Match found) {
        return new Matches(new Matches.OfFound(found), this);
    }
}

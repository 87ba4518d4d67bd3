package io.tripline.ingest;

import io.tripline.ingest.FieldView.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which lines of a field view have to be gone through for some names to get the values that the whole view gives them: those that
 * may give one of the names, those that give what these read, and so on. One thread, once for each set of names.
 */
final class NeededLines {

    private final List<Block> blocks;
    private final Set<ViewStep> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> names = new HashSet<>();
    private final ArrayDeque<String> open = new ArrayDeque<>();

    private NeededLines(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** The same blocks with the needed lines alone, in their order. */
    static List<Block> of(List<Block> blocks, Collection<String> names) {
        NeededLines lines = new NeededLines(blocks);
        names.forEach(lines::need);
        while (!lines.open.isEmpty()) {
            lines.takeWhatGives(lines.open.remove());
        }
        List<Block> kept = new ArrayList<>();
        for (Block block : blocks) {
            List<ViewStep> steps =
                    block.steps().stream().filter(lines.needed::contains).toList();
            if (!steps.isEmpty()) {
                kept.add(new Block(block.guards(), steps));
            }
        }
        return kept;
    }

    private void need(String name) {
        if (names.add(name)) {
            open.add(name);
        }
    }

    private void takeWhatGives(String name) {
        for (Block block : blocks) {
            for (ViewStep step : block.steps()) {
                if (isAtOrBelow(name, step.target().path())) {
                    take(block, step);
                }
            }
        }
    }

    private void take(Block block, ViewStep step) {
        if (!needed.add(step)) {
            return;
        }
        block.guards().forEach(guard -> need(guard.field().name()));
        sources(step).forEach(source -> need(source.name()));
        if (step instanceof ViewStep.Keys keys) {
            takeAround(keys.below());
        } else if (sources(step).count() > 1) {
            // which of them counts depends on whether a line above has given all of it
            takeAround(step.target().path());
        }
    }

    private void takeAround(String path) {
        for (Block block : blocks) {
            for (ViewStep step : block.steps()) {
                String target = step.target().path();
                if (isAtOrBelow(path, target) || isAtOrBelow(target, path)) {
                    take(block, step);
                }
            }
        }
    }

    private static boolean isAtOrBelow(String name, String path) {
        return path.isEmpty()
                || name.startsWith(path) && (name.length() == path.length() || name.charAt(path.length()) == '.');
    }

    /** What it reads that may be a name which a line above gave. */
    private static Stream<ViewSource> sources(ViewStep step) {
        return switch (step) {
            case ViewStep.Constant constant -> Stream.of();
            case ViewStep.Copy copy -> copy.sources().stream();
            case ViewStep.Rest rest -> Stream.of();
            case ViewStep.Choice choice -> Stream.of(choice.source());
            case ViewStep.Converted converted -> converted.sources().stream();
            case ViewStep.Text text ->
                text.pieces().stream().filter(ViewStep.Piece::isSource).map(piece -> ViewSource.of(piece.text()));
            case ViewStep.Pairs pairs -> pairs.pairs().stream().map(ViewStep.Pair::source);
            case ViewStep.Keys keys -> Stream.of();
            case ViewStep.Where where -> Stream.of();
            case ViewStep.Named named -> Stream.of();
            case ViewStep.Indexed indexed -> Stream.of(indexed.source());
            case ViewStep.Written written -> Stream.of(written.source());
            case ViewStep.Part part -> Stream.of(part.source());
        };
    }
}

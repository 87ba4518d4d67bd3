package io.tripline.engine;

import io.tripline.engine.compile.CompiledFile;
import io.tripline.engine.compile.RuleOutline;
import io.tripline.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the next program, while they are put together. One thread. */
final class Draft {

    private final Map<String, CompiledFile> files = new LinkedHashMap<>();
    private final Map<List<String>, String> fileOfName = new HashMap<>();

    /** Of the rules that raise alerts. */
    private final Map<String, String> fileOfId = new HashMap<>();

    Draft(Program program) {
        program.files().forEach(this::put);
    }

    Collection<CompiledFile> files() {
        return files.values();
    }

    /** Replaces the file of the same name, if there is one. */
    void put(CompiledFile file) {
        String name = file.source().file();
        remove(name);
        files.put(name, file);
        for (RuleOutline rule : file.rules()) {
            fileOfName.put(List.of(rule.packageName(), rule.name()), name);
            if (rule.raises()) {
                fileOfId.put(rule.id(), name);
            }
        }
    }

    void remove(String name) {
        CompiledFile old = files.remove(name);
        if (old != null) {
            for (RuleOutline rule : old.rules()) {
                fileOfName.remove(List.of(rule.packageName(), rule.name()));
                fileOfId.remove(rule.id(), name);
            }
        }
    }

    /** Rules of the file that another file already has under the same package and name, or the same id. */
    List<Problem> conflicts(CompiledFile file) {
        List<Problem> problems = new ArrayList<>();
        for (RuleOutline rule : file.rules()) {
            String sameName = fileOfName.get(List.of(rule.packageName(), rule.name()));
            if (sameName != null && !sameName.equals(rule.file())) {
                problems.add(conflict(rule, "package and name", sameName));
                continue;
            }
            String sameId = rule.raises() ? fileOfId.get(rule.id()) : null;
            if (sameId != null && !sameId.equals(rule.file())) {
                problems.add(conflict(rule, "id", sameId));
            }
        }
        return problems;
    }

    private Problem conflict(RuleOutline rule, String what, String otherFile) {
        return new Problem(
                Problem.Severity.ERROR,
                rule.file(),
                rule.line(),
                1,
                4,
                null,
                "rule \"" + rule.name() + "\" has the same " + what + " as one in " + otherFile
                        + lineOf(rule, otherFile),
                "remove one of them, or give it another");
    }

    /** Where in the other file; nothing where that is DRL in memory, of which no file has the lines. */
    private String lineOf(RuleOutline rule, String otherFile) {
        CompiledFile other = files.get(otherFile);
        if (other == null || !otherFile.endsWith(".drl")) {
            return "";
        }
        return other.rules().stream()
                .filter(one -> one.name().equals(rule.name())
                        || one.raises() && one.id().equals(rule.id()))
                .findFirst()
                .map(one -> ":" + one.line())
                .orElse("");
    }
}

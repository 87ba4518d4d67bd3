package io.tripline.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ATT&amp;CK of tags in Sigma's spelling ({@code attack.initial-access}, {@code attack.t1078.004}), in the form of Elastic's {@code threat}. */
final class EcsThreat {

    private static final String FRAMEWORK = "MITRE ATT&CK";
    private static final String SITE = "https://attack.mitre.org/";

    /** Of ATT&amp;CK Enterprise. */
    private static final Map<String, String> TACTIC_IDS = Map.ofEntries(
            Map.entry("reconnaissance", "TA0043"),
            Map.entry("resource-development", "TA0042"),
            Map.entry("initial-access", "TA0001"),
            Map.entry("execution", "TA0002"),
            Map.entry("persistence", "TA0003"),
            Map.entry("privilege-escalation", "TA0004"),
            Map.entry("defense-evasion", "TA0005"),
            Map.entry("credential-access", "TA0006"),
            Map.entry("discovery", "TA0007"),
            Map.entry("lateral-movement", "TA0008"),
            Map.entry("collection", "TA0009"),
            Map.entry("command-and-control", "TA0011"),
            Map.entry("exfiltration", "TA0010"),
            Map.entry("impact", "TA0040"));

    private EcsThreat() {}

    /** One entry for each tactic. Tags do not say which technique serves which of several tactics: then techniques are an entry of their own. */
    static List<Map<String, Object>> of(List<String> tags) {
        List<Map<String, Object>> tactics = new ArrayList<>();
        Map<String, List<Map<String, Object>>> techniques = new LinkedHashMap<>();
        for (String tag : tags) {
            switch (AttackTag.of(tag)) {
                case AttackTag.Technique(String id, String sub) -> {
                    List<Map<String, Object>> below = techniques.computeIfAbsent(id, t -> new ArrayList<>());
                    if (sub != null) {
                        below.add(reference(id + "." + sub, id + "/" + sub));
                    }
                }
                case AttackTag.Tactic(String name) -> {
                    Map<String, Object> known = tactic(name);
                    if (known != null && !tactics.contains(known)) {
                        tactics.add(known);
                    }
                }
                case null -> {}
            }
        }
        return entries(tactics, techniques(techniques));
    }

    private static List<Map<String, Object>> entries(
            List<Map<String, Object>> tactics, List<Map<String, Object>> techniques) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Map<String, Object> tactic : tactics) {
            Map<String, Object> entry = entry();
            entry.put("tactic", tactic);
            entries.add(entry);
        }
        if (!techniques.isEmpty()) {
            if (entries.size() != 1) {
                entries.add(entry());
            }
            entries.getLast().put("technique", techniques);
        }
        return entries;
    }

    private static Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("framework", FRAMEWORK);
        return entry;
    }

    private static @Nullable Map<String, Object> tactic(String name) {
        String id = TACTIC_IDS.get(name);
        if (id == null) {
            return null;
        }
        Map<String, Object> tactic = new LinkedHashMap<>();
        tactic.put("id", id);
        tactic.put("name", capitals(name));
        tactic.put("reference", SITE + "tactics/" + id + "/");
        return tactic;
    }

    /** {@code Command and Control}. */
    private static String capitals(String slug) {
        StringBuilder name = new StringBuilder();
        for (String word : slug.split("-")) {
            name.append(name.isEmpty() ? "" : " ");
            name.append(word.equals("and") ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    private static List<Map<String, Object>> techniques(Map<String, List<Map<String, Object>>> found) {
        List<Map<String, Object>> techniques = new ArrayList<>();
        found.forEach((id, sub) -> {
            Map<String, Object> technique = reference(id, id);
            if (!sub.isEmpty()) {
                technique.put("subtechnique", sub);
            }
            techniques.add(technique);
        });
        return techniques;
    }

    private static Map<String, Object> reference(String id, String path) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("id", id);
        reference.put("reference", SITE + "techniques/" + path + "/");
        return reference;
    }
}

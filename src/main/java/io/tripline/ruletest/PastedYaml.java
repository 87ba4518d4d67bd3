package io.tripline.ruletest;

import io.tripline.problem.Visible;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Maps, lists and scalars as YAML on one line, to be pasted into a test file. What is read from it is the same again. */
final class PastedYaml {

    private static final int ONE_LINE = 1 << 30;

    private PastedYaml() {}

    static String line(Object value) {
        String line = dumped(value, true);
        // what the library takes for printable and a reader cannot see: all beyond ASCII becomes escapes
        return line.equals(Visible.of(line)) ? line : dumped(value, false);
    }

    private static String dumped(Object value, boolean unicode) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.FLOW)
                .setWidth(ONE_LINE)
                .setSplitLines(false)
                .setUseUnicodeEncoding(unicode)
                .build();
        return new Dump(settings).dumpToString(plain(value)).strip();
    }

    /** The types that the library knows. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((name, child) -> plain.put(String.valueOf(name), plain(child)));
                yield plain;
            }
            case Collection<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(child -> plain.add(plain(child)));
                yield plain;
            }
            case BigDecimal number when number.stripTrailingZeros().scale() <= 0 -> number.toBigInteger();
            case Number number -> number;
            case Boolean truth -> truth;
            case null -> null;
            default -> value.toString();
        };
    }
}

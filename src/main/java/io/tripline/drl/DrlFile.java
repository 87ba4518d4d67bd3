package io.tripline.drl;

import java.util.List;

/**
 * One DRL file as we write them: what {@link DrlPrinter} needs and no more. Texts are unescaped; names are clean.
 *
 * @param header lines without slashes; the checksum line is added when the file is printed
 * @param imports sorted class names
 * @param accumulateImports sorted by the function's name
 * @param globals in the order of the alphabet
 */
public record DrlFile(
        List<String> header,
        String packageName,
        List<String> imports,
        List<AccumulateImport> accumulateImports,
        List<Global> globals,
        List<DrlRule> rules) {

    public DrlFile {
        header = List.copyOf(header);
        imports = List.copyOf(imports);
        accumulateImports = List.copyOf(accumulateImports);
        globals = List.copyOf(globals);
        rules = List.copyOf(rules);
    }

    /** {@code import accumulate type function} */
    public record AccumulateImport(String type, String function) {}

    /** {@code global Type name} */
    public record Global(String type, String name) {}
}

package io.tripline.list;

import io.tripline.event.Sha256;
import io.tripline.list.ListFile.Form;
import io.tripline.problem.Problem;
import io.tripline.problem.Problem.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of lists are. Immutable.
 *
 * @param folders the first that has a list counts; they need not be there
 */
record ListFolders(List<Path> folders) {

    ListFolders {
        folders = List.copyOf(folders);
    }

    /** The file of a list. */
    record Found(String list, Path file, Form form) {

        String name() {
            return list + form.ending();
        }

        ListLines lines() throws IOException {
            return open(file);
        }

        /** @throws BadList with the place of what is wrong */
        ListSettings settings() throws IOException {
            Path settings = file.resolveSibling(list + ListSettings.ENDING);
            if (!Files.isRegularFile(settings)) {
                return ListSettings.NONE;
            }
            try (ListLines lines = open(settings)) {
                return ListSettings.read(lines);
            }
        }
    }

    private static ListLines open(Path file) throws IOException {
        return new ListLines(file.toString(), Files.newInputStream(file));
    }

    /** Where the file of a list would be, without its ending. */
    String first(String list) {
        return folders.isEmpty() ? list : folders.getFirst().resolve(list).toString();
    }

    /**
     * Null where there is none.
     *
     * @throws BadList there are two of them, or it is a link to elsewhere
     */
    @Nullable
    Found find(String list) throws IOException {
        for (Path folder : folders) {
            Found found = null;
            for (Form form : Form.values()) {
                Path file = folder.resolve(list + form.ending());
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                if (found != null) {
                    throw bad(file, "the list '" + list + "' has a second file, " + found.file(), "keep one of them");
                }
                if (!staysInside(file, folder)) {
                    throw bad(file, "a link out of the folder is not followed", "copy the file into the folder");
                }
                found = new Found(list, file, form);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static BadList bad(Path file, String message, String wayOut) {
        return new BadList(Problem.ofFile(Severity.ERROR, file.toString(), message, wayOut));
    }

    /** In the folder of lists or in that of the rules, of which it is a part. */
    private static boolean staysInside(Path file, Path folder) throws IOException {
        Path around = folder.toAbsolutePath().getParent();
        return file.toRealPath().startsWith((around == null ? folder : around).toRealPath());
    }

    /** Another where the files of a list, its settings among them, are others. */
    String fingerprint(String list) {
        StringBuilder all = new StringBuilder();
        for (Path folder : folders) {
            for (Form form : Form.values()) {
                add(all, folder.resolve(list + form.ending()));
            }
            add(all, folder.resolve(list + ListSettings.ENDING));
        }
        return all.toString();
    }

    private static void add(StringBuilder all, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        MessageDigest digest = Sha256.digest();
        byte[] some = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                digest.update(some, 0, length);
            }
            all.append(file)
                    .append(' ')
                    .append(HexFormat.of().formatHex(digest.digest()))
                    .append('\n');
        } catch (IOException unreadable) {
            all.append(file)
                    .append(' ')
                    .append(unreadable.getClass().getSimpleName())
                    .append('\n');
        }
    }
}

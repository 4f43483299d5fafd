package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/**
 * Files named in a case or list: relative paths that stay in a folder, links followed (H36).
 *
 * @param folder the folder
 * @param file name of the case or list, for messages
 * @param whose what the folder is called in messages
 * @param hint what to do about a path that leaves it; may be empty
 */
record InnerPath(Path folder, String file, String whose, String hint) {
    /** Files in the folder of a case file. */
    static InnerPath ofCase(Path folder, String file) {
        return new InnerPath(folder, file, "case folder", "");
    }

    /** Files in the folder of a list of cases. */
    static InnerPath ofList(Path folder, String file) {
        return new InnerPath(folder, file, "folder of the list", "; --root DIR names another folder");
    }

    /** The path of that name; {@code where} says where in the file it stands. */
    Path of(String name, String where) throws InputException {
        InputException leaves = new InputException(
                "case-path",
                "H36",
                file,
                where + " must be a relative path inside the " + whose + ", was " + Printable.of(name) + hint);
        if (name.isEmpty()
                || name.startsWith("/")
                || name.chars().anyMatch(c -> c == '\\' || c < ' ' || c == ':')
                || List.of(name.split("/", -1)).stream()
                        .anyMatch(p -> p.isEmpty() || p.equals("..") || p.equals("."))) {
            throw leaves;
        }
        try {
            Path path = folder.resolve(name);
            if (Files.exists(path)
                    && !path.toRealPath().startsWith(folder.toAbsolutePath().toRealPath())) {
                throw leaves;
            }
            return path;
        } catch (InvalidPathException | IOException e) {
            throw leaves;
        }
    }
}

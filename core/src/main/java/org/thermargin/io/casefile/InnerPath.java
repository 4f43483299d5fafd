package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/**
 * Files named in a list: relative paths that stay in a folder, links followed (H36).
 *
 * @param folder the folder
 * @param file name of the list, for messages
 */
record InnerPath(Path folder, String file) {
    /** The path of that name; {@code where} says where in the list it stands. */
    Path of(String name, String where) throws InputException {
        InputException leaves = new InputException(
                "case-path",
                "H36",
                file,
                where + " must be a relative path inside the folder of the list, was " + Printable.of(name)
                        + "; --root DIR names another folder");
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

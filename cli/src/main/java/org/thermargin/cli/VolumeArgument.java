package org.thermargin.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.thermargin.io.Printable;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A volume file on the command line, with the label to take: {@code FILE} or {@code FILE:LABEL}, optionally preceded by
 * {@code KEY=}. A colon belongs to the name when a file of the whole name exists.
 *
 * @param key text before the equals sign; empty when the option takes none
 * @param path the file
 * @param label number or segment name; empty: any value of a binary mask
 */
record VolumeArgument(String key, Path path, Optional<String> label) {
    static VolumeArgument parse(String key, String text) {
        try {
            Path whole = Path.of(text);
            int colon = text.lastIndexOf(':');
            if (text.isEmpty() || Files.exists(whole) || colon <= 0 || colon == text.length() - 1) {
                return new VolumeArgument(key, whole, Optional.empty());
            }
            return new VolumeArgument(key, Path.of(text.substring(0, colon)), Optional.of(text.substring(colon + 1)));
        } catch (InvalidPathException e) {
            throw new TypeConversionException("must be a file name, was '" + Printable.of(text) + "'");
        }
    }

    VolumeEntry entry(VolumeRole role, String name) {
        VolumeEntry entry = VolumeEntry.of(role, path).named(name);
        return label.isPresent() ? entry.withLabel(label.get()) : entry;
    }

    /** {@code FILE[:LABEL]}. */
    static final class FileConverter implements ITypeConverter<VolumeArgument> {
        @Override
        public VolumeArgument convert(String text) {
            return parse("", text);
        }
    }

    /** {@code KEY=FILE[:LABEL]}. */
    static final class KeyedConverter implements ITypeConverter<VolumeArgument> {
        @Override
        public VolumeArgument convert(String text) {
            int equals = text.indexOf('=');
            if (equals <= 0 || equals == text.length() - 1) {
                throw new TypeConversionException("must be KEY=FILE, was '" + Printable.of(text) + "'");
            }
            return parse(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}

package org.thermargin.io.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;

/** A file on disk. */
record FolderFile(Path path, String folder, String name, long size) implements StoredFile {
    @Override
    public byte[] head(int count) throws InputException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes((int) Math.min(count, size));
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }

    @Override
    public byte[] all(FileDigest digest, long limitBytes) throws InputException {
        requireFits(limitBytes);
        try (InputFile file = InputFile.open(path, digest)) {
            byte[] bytes = new byte[Math.toIntExact(size)];
            int length = file.stream().readNBytes(bytes, 0, bytes.length);
            file.finish();
            if (length != bytes.length || file.positionBytes() != size) {
                throw new InputException(
                        "file-changed", "H33", name, "file must not change while it is read, had another size");
            }
            return bytes;
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }
}

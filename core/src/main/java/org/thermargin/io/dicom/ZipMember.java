package org.thermargin.io.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;

/** A file in an open archive. Size and checksum must be those of the archive's directory (H27). */
record ZipMember(ZipFile archive, ZipEntry entry, String folder, String name) implements StoredFile {
    @Override
    public long size() {
        return entry.getSize();
    }

    @Override
    public byte[] head(int count) throws InputException {
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] head = in.readNBytes((int) Math.min(count, size()));
            if (head.length < Math.min(count, size())) {
                throw damaged();
            }
            return head;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public byte[] all(FileDigest digest, long limitBytes) throws InputException {
        requireFits(limitBytes);
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] bytes = new byte[Math.toIntExact(size())];
            int length = in.readNBytes(bytes, 0, bytes.length);
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (length != bytes.length || in.read() >= 0 || crc.getValue() != entry.getCrc()) {
                throw damaged();
            }
            digest.update(bytes, 0, bytes.length);
            return bytes;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private InputException damaged() {
        return new InputException(
                "zip-corrupt", "H27", name, "a member of an archive must have its stated size and checksum, had not");
    }

    private InputException refusal(IOException e) {
        return e instanceof java.util.zip.ZipException
                ? (InputException) damaged().initCause(e)
                : CorruptDataException.refusal(e, name);
    }
}

package org.thermargin.io.dicom;

import java.util.Arrays;
import org.thermargin.InputException;
import org.thermargin.io.FileDigest;

/** One file of a folder or archive. */
interface StoredFile {
    /** Bytes that hold the header of nearly every file. */
    int HEAD_BYTES = 1 << 15;

    /** Name of the folder it lies in, empty at the top. */
    String folder();

    /** Name for messages. */
    String name();

    /** Bytes of the whole file. */
    long size();

    /** The first bytes, at most so many. */
    byte[] head(int count) throws InputException;

    /** All bytes, added to the digest; refused when there are more than the limit. */
    byte[] all(FileDigest digest, long limitBytes) throws InputException;

    /** The data set without its pixel data. */
    default DicomFile header(long limitBytes) throws InputException {
        requireFits(limitBytes);
        byte[] head = head(HEAD_BYTES);
        try {
            return DicomFile.parse(name(), head, head.length, size(), limitBytes);
        } catch (DataSetParser.MoreBytesNeeded e) {
            return parse(new FileDigest(), limitBytes);
        }
    }

    /** The data set with its pixel data. */
    default DicomFile parse(FileDigest digest, long limitBytes) throws InputException {
        byte[] bytes = all(digest, limitBytes);
        try {
            return DicomFile.parse(name(), bytes, bytes.length, bytes.length, limitBytes);
        } catch (DataSetParser.MoreBytesNeeded e) {
            throw new IllegalStateException("all bytes were there", e);
        }
    }

    /** Whether it begins like a DICOM file. */
    default boolean isDicom() throws InputException {
        byte[] head = head(256);
        return DicomFile.recognises(Arrays.copyOf(head, Math.max(head.length, 8)), head.length);
    }

    /** Refuses a file of more bytes than the limit or than one array holds. */
    default void requireFits(long limitBytes) throws InputException {
        long limit = Math.min(limitBytes, Integer.MAX_VALUE - 8);
        if (size() > limit) {
            throw new InputException(
                    "volume-too-large",
                    "H22",
                    name(),
                    "a DICOM file must have at most " + limit + " bytes, had " + size());
        }
    }
}

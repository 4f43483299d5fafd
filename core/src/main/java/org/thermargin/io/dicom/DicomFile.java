package org.thermargin.io.dicom;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.thermargin.InputException;

/**
 * One DICOM file as parsed: the data set and how it is encoded.
 *
 * @param data set without the group of the file header
 * @param syntax stated in the file header, or told by the form of the first element where there is none
 * @param stated whether the file has a header that states the syntax
 */
record DicomFile(DataSet data, TransferSyntax syntax, boolean stated) {
    private static final int PREAMBLE_BYTES = 128;
    private static final String DIRECTORY_CLASS = "1.2.840.10008.1.3.10";
    /** Largest ratio of inflated to stored bytes, that of deflate itself. */
    private static final long MAX_INFLATION = 1032;

    /** Whether the bytes begin like a DICOM file: with the prefix, or with a plausible first element. */
    static boolean recognises(byte[] head, int length) {
        return hasPrefix(head, length) || (length >= 8 && beginsWithElement(head));
    }

    private static boolean hasPrefix(byte[] head, int length) {
        return length >= PREAMBLE_BYTES + 4
                && head[PREAMBLE_BYTES] == 'D'
                && head[PREAMBLE_BYTES + 1] == 'I'
                && head[PREAMBLE_BYTES + 2] == 'C'
                && head[PREAMBLE_BYTES + 3] == 'M';
    }

    /** Group 2 or 8, a low element number, and a known representation or a short length: little endian only. */
    private static boolean beginsWithElement(byte[] head) {
        boolean group = (head[0] == 2 || head[0] == 8) && head[1] == 0;
        boolean number = head[2] >= 0 && head[2] <= 0x18 && head[3] == 0;
        return group && number && (isExplicit(head, 0) || (head[5] == 0 && head[6] == 0 && head[7] == 0));
    }

    private static boolean isExplicit(byte[] bytes, int at) {
        return Character.isUpperCase(bytes[at + 4]) && Character.isUpperCase(bytes[at + 5]);
    }

    /**
     * The file whose first bytes are at hand.
     *
     * @param present bytes of the array that are filled; with fewer than the size, values of pixel data are not there
     * @param size bytes of the whole file
     * @param limitBytes most bytes that a deflated data set may have
     */
    static DicomFile parse(String file, byte[] bytes, int present, long size, long limitBytes)
            throws InputException, DataSetParser.MoreBytesNeeded {
        if (!recognises(bytes, present)) {
            throw new InputException(
                    "dicom-corrupt",
                    "H36",
                    file,
                    "a DICOM file must have its prefix at byte 128 or begin with an element of group 2 or 8 in little"
                            + " endian, did not");
        }
        boolean prefix = hasPrefix(bytes, present);
        int start = prefix ? PREAMBLE_BYTES + 4 : 0;
        if (!prefix && bytes[0] == 8) {
            TransferSyntax syntax =
                    isExplicit(bytes, 0) ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.IMPLICIT_LITTLE;
            return new DicomFile(data(file, bytes, 0, present, size, syntax), syntax, false);
        }
        DataSetParser header = new DataSetParser(file, bytes, start, present, size, true, false);
        DataSet meta = header.meta();
        if (meta.text(Tags.MEDIA_CLASS).equals(DIRECTORY_CLASS)) {
            throw new InputException(
                    "dicom-directory",
                    "",
                    file,
                    "volume must be an image, was a DICOMDIR; give the folder of its files");
        }
        if (!meta.has(Tags.TRANSFER_SYNTAX)) {
            throw meta.refused("dicom-element-missing", "H28", "the file header must state a transfer syntax, did not");
        }
        TransferSyntax syntax = TransferSyntax.of(meta.text(Tags.TRANSFER_SYNTAX), file);
        if (syntax == TransferSyntax.DEFLATED) {
            if (present < size) {
                throw new DataSetParser.MoreBytesNeeded();
            }
            byte[] inflated = inflate(file, bytes, header.position(), limitBytes);
            return new DicomFile(data(file, inflated, 0, inflated.length, inflated.length, syntax), syntax, true);
        }
        return new DicomFile(data(file, bytes, header.position(), present, size, syntax), syntax, true);
    }

    private static DataSet data(String file, byte[] bytes, int from, int present, long size, TransferSyntax syntax)
            throws InputException, DataSetParser.MoreBytesNeeded {
        boolean explicit = syntax != TransferSyntax.IMPLICIT_LITTLE;
        boolean big = syntax == TransferSyntax.EXPLICIT_BIG;
        return new DataSetParser(file, bytes, from, present, size, explicit, big).dataSet();
    }

    private static byte[] inflate(String file, byte[] bytes, int from, long limitBytes) throws InputException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            long most = Math.min(Math.min(limitBytes, Integer.MAX_VALUE - 8), (bytes.length - from) * MAX_INFLATION);
            byte[] out = new byte[(int) Math.min(most, Math.max(1 << 16, 4L * bytes.length))];
            int length = 0;
            while (!inflater.finished()) {
                if (length == out.length) {
                    if (length >= most) {
                        throw new InputException(
                                "volume-too-large",
                                "H22",
                                file,
                                "a deflated data set must have at most " + most + " bytes, had more");
                    }
                    out = Arrays.copyOf(out, (int) Math.min(most, 2L * length));
                }
                int n = inflater.inflate(out, length, out.length - length);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new InputException(
                            "data-truncated", "H27", file, "the deflated data set must be whole, ended early");
                }
                length += n;
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            InputException refusal = new InputException(
                    "dicom-corrupt", "H27", file, "the deflated data set must be whole, was damaged");
            refusal.initCause(e);
            throw refusal;
        } finally {
            inflater.end();
        }
    }
}

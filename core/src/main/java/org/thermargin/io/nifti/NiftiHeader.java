package org.thermargin.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.thermargin.InputException;

/**
 * The fields of a NIfTI header that matter here, as stored and not yet believed. Lengths are in the file's unit, the
 * world is RAS.
 *
 * @param version 1 or 2
 * @param dim number of dimensions, then their sizes
 * @param pixdim qfac, then spacings
 * @param srowRas the three rows of the sform
 * @param quaternRas b, c, d, then the offset of the first voxel
 */
record NiftiHeader(
        int version,
        ByteOrder byteOrder,
        long[] dim,
        int datatype,
        int bitpix,
        double[] pixdim,
        double voxOffset,
        double slope,
        double intercept,
        int unitCode,
        int intentCode,
        int qformCode,
        int sformCode,
        double[] quaternRas,
        double[][] srowRas) {
    static final int BYTES_1 = 348;
    static final int BYTES_2 = 540;

    /** Header length that the first four bytes announce in either byte order, 348 or 540; 0 for none. */
    static int announcedBytes(byte[] head) {
        if (head.length < 4) {
            return 0;
        }
        int little = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int size = isHeaderSize(little) ? little : Integer.reverseBytes(little);
        return isHeaderSize(size) ? size : 0;
    }

    private static boolean isHeaderSize(int size) {
        return size == BYTES_1 || size == BYTES_2;
    }

    /** The fields of a complete header of announced length; refuses pairs, Analyze and unknown magic. */
    static NiftiHeader parse(byte[] bytes, String file) throws InputException {
        int little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        ByteOrder byteOrder = isHeaderSize(little) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer b = ByteBuffer.wrap(bytes).order(byteOrder);
        return bytes.length == BYTES_1 ? parse1(b, text(bytes, 344, 4), file) : parse2(b, text(bytes, 4, 8), file);
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static NiftiHeader parse1(ByteBuffer b, String magic, String file) throws InputException {
        if (magic.equals("ni1\0")) {
            throw pair(file);
        }
        if (!magic.equals("n+1\0")) {
            if (magic.startsWith("n")) {
                throw magic(magic, file);
            }
            throw new InputException(
                    "analyze-no-orientation",
                    "H03",
                    file,
                    "file must state its orientation, but Analyze 7.5 (a header of 348 bytes without NIfTI magic) has none");
        }
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int n = 0; n < 8; n++) {
            dim[n] = b.getShort(40 + 2 * n);
            pixdim[n] = b.getFloat(76 + 4 * n);
        }
        double[] quatern = new double[6];
        for (int n = 0; n < 6; n++) {
            quatern[n] = b.getFloat(256 + 4 * n);
        }
        double[][] srow = new double[3][4];
        for (int n = 0; n < 12; n++) {
            srow[n / 4][n % 4] = b.getFloat(280 + 4 * n);
        }
        return new NiftiHeader(
                1,
                b.order(),
                dim,
                b.getShort(70),
                b.getShort(72),
                pixdim,
                b.getFloat(108),
                b.getFloat(112),
                b.getFloat(116),
                b.get(123) & 0xff,
                b.getShort(68),
                b.getShort(252),
                b.getShort(254),
                quatern,
                srow);
    }

    private static NiftiHeader parse2(ByteBuffer b, String magic, String file) throws InputException {
        if (magic.startsWith("ni2\0")) {
            throw pair(file);
        }
        if (!magic.equals("n+2\0\r\n\032\n")) {
            throw magic(magic, file);
        }
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int n = 0; n < 8; n++) {
            dim[n] = b.getLong(16 + 8 * n);
            pixdim[n] = b.getDouble(104 + 8 * n);
        }
        double[] quatern = new double[6];
        for (int n = 0; n < 6; n++) {
            quatern[n] = b.getDouble(352 + 8 * n);
        }
        double[][] srow = new double[3][4];
        for (int n = 0; n < 12; n++) {
            srow[n / 4][n % 4] = b.getDouble(400 + 8 * n);
        }
        long voxOffset = b.getLong(168);
        return new NiftiHeader(
                2,
                b.order(),
                dim,
                b.getShort(12),
                b.getShort(14),
                pixdim,
                voxOffset,
                b.getDouble(176),
                b.getDouble(184),
                b.getInt(500),
                b.getInt(504),
                b.getInt(344),
                b.getInt(348),
                quatern,
                srow);
    }

    private static InputException pair(String file) {
        return new InputException(
                "pair-unsupported",
                "H03",
                file,
                "header and voxels must be in one .nii file, was the header of a .hdr/.img pair");
    }

    private static InputException magic(String magic, String file) {
        String hex = HexFormat.of().formatHex(magic.getBytes(StandardCharsets.ISO_8859_1));
        return new InputException(
                "nifti-magic", "H36", file, "magic must be n+1 or n+2 with its line-end bytes, was hex " + hex);
    }
}

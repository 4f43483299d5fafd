package org.thermargin.io.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.thermargin.io.AsymmetricScene;

/**
 * NIfTI files made by hand for tests, written from the format description and not from the reader or writer. Any field
 * may be set to nonsense. Fields in the file's own terms: storage axes, RAS.
 */
public final class NiftiBytes {
    public int version = 1;
    public ByteOrder byteOrder = ByteOrder.LITTLE_ENDIAN;
    public long[] dim = {3, 1, 1, 1, 1, 1, 1, 1};
    public int datatype = 2;
    public int bitpix = 8;
    public double[] pixdim = {1, 1, 1, 1, 0, 0, 0, 0};
    public double voxOffset = -1; // -1: right after header and extension
    public double slope = 1;
    public double intercept;
    public int units = 2;
    public int intentCode;
    public int qformCode = 1;
    public int sformCode = 1;
    public double[] quaternRas = new double[6];
    public double[][] srowRas = new double[3][4];
    public byte[] extension = new byte[0];
    public byte[] data = new byte[0];

    /** Sets sizes and both forms from the storage affine (3 x 4, RAS, mm). */
    public NiftiBytes lattice(int ni, int nj, int nk, double[][] affineRas) {
        dim = new long[] {3, ni, nj, nk, 1, 1, 1, 1};
        srowRas = affineRas;
        setQform(affineRas);
        return this;
    }

    /** Fills quaternion, offset, qfac and pixdim from an affine with axes at right angles. */
    public void setQform(double[][] affineRas) {
        double[][] r = new double[3][3];
        for (int c = 0; c < 3; c++) {
            double length = Math.sqrt(affineRas[0][c] * affineRas[0][c]
                    + affineRas[1][c] * affineRas[1][c]
                    + affineRas[2][c] * affineRas[2][c]);
            pixdim[c + 1] = length;
            for (int row = 0; row < 3; row++) {
                r[row][c] = affineRas[row][c] / length;
            }
            quaternRas[3 + c] = affineRas[c][3];
        }
        double det = r[0][0] * (r[1][1] * r[2][2] - r[2][1] * r[1][2])
                - r[0][1] * (r[1][0] * r[2][2] - r[2][0] * r[1][2])
                + r[0][2] * (r[1][0] * r[2][1] - r[2][0] * r[1][1]);
        pixdim[0] = det > 0 ? 1 : -1;
        for (int row = 0; row < 3 && det < 0; row++) {
            r[row][2] = -r[row][2];
        }
        double a = 1 + r[0][0] + r[1][1] + r[2][2];
        double b;
        double c;
        double d;
        if (a > 0.5) {
            a = 0.5 * Math.sqrt(a);
            b = 0.25 * (r[2][1] - r[1][2]) / a;
            c = 0.25 * (r[0][2] - r[2][0]) / a;
            d = 0.25 * (r[1][0] - r[0][1]) / a;
        } else {
            double xd = 1 + r[0][0] - (r[1][1] + r[2][2]);
            double yd = 1 + r[1][1] - (r[0][0] + r[2][2]);
            double zd = 1 + r[2][2] - (r[0][0] + r[1][1]);
            if (xd > 1) {
                b = 0.5 * Math.sqrt(xd);
                c = 0.25 * (r[0][1] + r[1][0]) / b;
                d = 0.25 * (r[0][2] + r[2][0]) / b;
                a = 0.25 * (r[2][1] - r[1][2]) / b;
            } else if (yd > 1) {
                c = 0.5 * Math.sqrt(yd);
                b = 0.25 * (r[0][1] + r[1][0]) / c;
                d = 0.25 * (r[1][2] + r[2][1]) / c;
                a = 0.25 * (r[0][2] - r[2][0]) / c;
            } else {
                d = 0.5 * Math.sqrt(zd);
                b = 0.25 * (r[0][2] + r[2][0]) / d;
                c = 0.25 * (r[1][2] + r[2][1]) / d;
                a = 0.25 * (r[1][0] - r[0][1]) / d;
            }
            if (a < 0) {
                b = -b;
                c = -c;
                d = -d;
            }
        }
        quaternRas[0] = b;
        quaternRas[1] = c;
        quaternRas[2] = d;
    }

    /** The asymmetric scene in a storage order; uint8 samples. */
    public static NiftiBytes scene(int[] perm, int flips) {
        AsymmetricScene.Stored stored = AsymmetricScene.stored(perm, flips);
        double[][] affineRas = new double[3][4];
        for (int axis = 0; axis < 3; axis++) {
            double toRas = axis < 2 ? -1 : 1;
            for (int a = 0; a < 3; a++) {
                affineRas[axis][a] = toRas * stored.stepsMm()[a][axis];
            }
            affineRas[axis][3] = toRas * stored.firstMm()[axis];
        }
        NiftiBytes file = new NiftiBytes().lattice(stored.size()[0], stored.size()[1], stored.size()[2], affineRas);
        file.data = stored.bytes(1, ByteOrder.LITTLE_ENDIAN);
        return file;
    }

    /** The scene in storage order RAS, as most tools write it. */
    public static NiftiBytes scene() {
        return scene(AsymmetricScene.PERMUTATIONS.get(0), 3);
    }

    public byte[] bytes() {
        int header = version == 1 ? 348 : 540;
        int offset = header + 4 + extension.length;
        ByteBuffer b = ByteBuffer.allocate(offset + data.length).order(byteOrder);
        double statedOffset = voxOffset == -1 ? offset : voxOffset;
        b.putInt(0, header);
        if (version == 1) {
            for (int n = 0; n < 8; n++) {
                b.putShort(40 + 2 * n, (short) dim[n]);
                b.putFloat(76 + 4 * n, (float) pixdim[n]);
            }
            b.putShort(68, (short) intentCode);
            b.putShort(70, (short) datatype);
            b.putShort(72, (short) bitpix);
            b.putFloat(108, (float) statedOffset);
            b.putFloat(112, (float) slope);
            b.putFloat(116, (float) intercept);
            b.put(123, (byte) units);
            b.putShort(252, (short) qformCode);
            b.putShort(254, (short) sformCode);
            for (int n = 0; n < 6; n++) {
                b.putFloat(256 + 4 * n, (float) quaternRas[n]);
            }
            for (int n = 0; n < 12; n++) {
                b.putFloat(280 + 4 * n, (float) srowRas[n / 4][n % 4]);
            }
            b.put(344, "n+1\0".getBytes(StandardCharsets.ISO_8859_1));
        } else {
            b.put(4, "n+2\0\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1));
            b.putShort(12, (short) datatype);
            b.putShort(14, (short) bitpix);
            for (int n = 0; n < 8; n++) {
                b.putLong(16 + 8 * n, dim[n]);
                b.putDouble(104 + 8 * n, pixdim[n]);
            }
            b.putLong(168, (long) statedOffset);
            b.putDouble(176, slope);
            b.putDouble(184, intercept);
            b.putInt(344, qformCode);
            b.putInt(348, sformCode);
            for (int n = 0; n < 6; n++) {
                b.putDouble(352 + 8 * n, quaternRas[n]);
            }
            for (int n = 0; n < 12; n++) {
                b.putDouble(400 + 8 * n, srowRas[n / 4][n % 4]);
            }
            b.putInt(500, units);
            b.putInt(504, intentCode);
        }
        if (extension.length > 0) {
            b.put(header, (byte) 1);
            b.put(header + 4, extension);
        }
        b.put(offset, data);
        return b.array();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}

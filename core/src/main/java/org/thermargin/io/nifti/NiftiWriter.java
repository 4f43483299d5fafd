package org.thermargin.io.nifti;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * Writes canonical volumes as little-endian NIfTI-1 (NIfTI-2 when an axis is longer than 32767): {@code .nii}, or
 * gzipped when the name ends in {@code .gz}. Stored with axes towards right, anterior, superior, so that the rotation
 * of the qform is small for patient scans and float32 holds it well; qform and sform both carry the lattice, code 1.
 * Same volume, same bytes.
 */
public final class NiftiWriter {
    private static final int UINT8 = 2;
    private static final int INT16 = 4;
    private static final int FLOAT32 = 16;
    private static final int UINT16 = 512;
    private static final int SCANNER = 1;
    private static final int MILLIMETRES = 2;

    private NiftiWriter() {}

    /** Writes labels as uint8, or uint16 when one is over 255. */
    public static void write(Path path, LabelVolume labels) throws IOException {
        VoxelGrid grid = labels.grid();
        int largest = 0;
        for (int v = 0; v < grid.voxelCount(); v++) {
            largest = Math.max(largest, labels.at(v));
        }
        boolean wide = largest > 255;
        write(path, grid, wide ? UINT16 : UINT8, wide ? 2 : 1, (row, start) -> {
            for (int i = 0, v = start; i < grid.nx(); i++, v--) {
                if (wide) {
                    row.putShort((short) labels.at(v));
                } else {
                    row.put((byte) labels.at(v));
                }
            }
        });
    }

    /** Writes a mask as uint8, 1 inside and 0 outside. */
    public static void write(Path path, BinaryMask mask) throws IOException {
        write(path, mask.grid(), UINT8, 1, rows(mask));
    }

    /** The mask as {@link #write(Path, BinaryMask)} has it, not gzipped; the stream stays open. */
    public static void stream(OutputStream out, BinaryMask mask) throws IOException {
        write(out, mask.grid(), UINT8, 1, rows(mask));
    }

    private static RowSource rows(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        return (row, start) -> {
            int line = start / grid.nx();
            for (int i = grid.nx() - 1; i >= 0; i--) {
                row.put((byte) (mask.get(i, line % grid.ny(), line / grid.ny()) ? 1 : 0));
            }
        };
    }

    /** Values as int16 where all are whole numbers of that range, else float32; not gzipped, the stream stays open. */
    public static void stream(OutputStream out, ScalarVolume scalars) throws IOException {
        VoxelGrid grid = scalars.grid();
        float[] values = scalars.values();
        if (!areShorts(values)) {
            write(out, grid, FLOAT32, 4, rows(scalars));
            return;
        }
        write(out, grid, INT16, 2, (row, start) -> {
            for (int i = 0, v = start; i < grid.nx(); i++, v--) {
                row.putShort((short) values[v]);
            }
        });
    }

    private static boolean areShorts(float[] values) {
        for (float value : values) {
            if (value != (short) value) {
                return false;
            }
        }
        return true;
    }

    /** Writes values as float32. */
    public static void write(Path path, ScalarVolume scalars) throws IOException {
        write(path, scalars.grid(), FLOAT32, 4, rows(scalars));
    }

    private static RowSource rows(ScalarVolume scalars) {
        float[] values = scalars.values();
        int nx = scalars.grid().nx();
        return (row, start) -> {
            for (int i = 0, v = start; i < nx; i++, v--) {
                row.putFloat(values[v]);
            }
        };
    }

    private interface RowSource {
        /** Puts the row whose last voxel (largest i) has the given linear index, from there towards smaller i. */
        void row(ByteBuffer row, int start);
    }

    private static void write(Path path, VoxelGrid grid, int datatype, int sampleBytes, RowSource rows)
            throws IOException {
        boolean gzip = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
                OutputStream out = gzip ? new FastGzip(file) : file) {
            write(out, grid, datatype, sampleBytes, rows);
        }
    }

    private static void write(OutputStream out, VoxelGrid grid, int datatype, int sampleBytes, RowSource rows)
            throws IOException {
        out.write(header(grid, datatype, sampleBytes));
        byte[] bytes = new byte[grid.nx() * sampleBytes];
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = grid.ny() - 1; j >= 0; j--) {
                row.clear();
                rows.row(row, grid.linearIndex(grid.nx() - 1, j, k));
                out.write(bytes);
            }
        }
    }

    private static byte[] header(VoxelGrid grid, int datatype, int sampleBytes) {
        long[] dim = {3, grid.nx(), grid.ny(), grid.nz(), 1, 1, 1, 1};
        // stored axes: right, anterior, superior; RAS = (-x, -y, z)
        double[] iRas = ras(grid.iDirection().reversed());
        double[] jRas = ras(grid.jDirection().reversed());
        double[] kRas = ras(grid.kDirection());
        Point3 first = grid.toWorld(grid.nx() - 1, grid.ny() - 1, 0);
        double[] offsetRas = {0.0 - first.x(), 0.0 - first.y(), first.z()};
        double[] quatern = new double[3];
        double qfac = quaternion(iRas, jRas, kRas, quatern);
        double[] pixdim = {qfac, grid.dxMm(), grid.dyMm(), grid.dzMm(), 0, 0, 0, 0};
        double[] srowRas = new double[12];
        for (int r = 0; r < 3; r++) {
            srowRas[4 * r] = iRas[r] * grid.dxMm();
            srowRas[4 * r + 1] = jRas[r] * grid.dyMm();
            srowRas[4 * r + 2] = kRas[r] * grid.dzMm();
            srowRas[4 * r + 3] = offsetRas[r];
        }
        boolean large = Math.max(grid.nx(), Math.max(grid.ny(), grid.nz())) > Short.MAX_VALUE;
        return large
                ? header2(dim, datatype, sampleBytes, pixdim, quatern, offsetRas, srowRas)
                : header1(dim, datatype, sampleBytes, pixdim, quatern, offsetRas, srowRas);
    }

    private static double[] ras(Direction3 d) {
        return new double[] {0.0 - d.x(), 0.0 - d.y(), d.z()};
    }

    private static byte[] header1(
            long[] dim, int datatype, int bytes, double[] pixdim, double[] quatern, double[] offset, double[] srow) {
        ByteBuffer b = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348);
        for (int n = 0; n < 8; n++) {
            b.putShort(40 + 2 * n, (short) dim[n]);
            b.putFloat(76 + 4 * n, (float) pixdim[n]);
        }
        b.putShort(70, (short) datatype);
        b.putShort(72, (short) (8 * bytes));
        b.putFloat(108, 352);
        b.putFloat(112, 1);
        b.put(123, (byte) MILLIMETRES);
        b.putShort(252, (short) SCANNER);
        b.putShort(254, (short) SCANNER);
        for (int n = 0; n < 3; n++) {
            b.putFloat(256 + 4 * n, (float) quatern[n]);
            b.putFloat(268 + 4 * n, (float) offset[n]);
        }
        for (int n = 0; n < 12; n++) {
            b.putFloat(280 + 4 * n, (float) srow[n]);
        }
        b.put(344, "n+1\0".getBytes(StandardCharsets.ISO_8859_1));
        return b.array();
    }

    private static byte[] header2(
            long[] dim, int datatype, int bytes, double[] pixdim, double[] quatern, double[] offset, double[] srow) {
        ByteBuffer b = ByteBuffer.allocate(544).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 540);
        b.put(4, "n+2\0\r\n\032\n".getBytes(StandardCharsets.ISO_8859_1));
        b.putShort(12, (short) datatype);
        b.putShort(14, (short) (8 * bytes));
        for (int n = 0; n < 8; n++) {
            b.putLong(16 + 8 * n, dim[n]);
            b.putDouble(104 + 8 * n, pixdim[n]);
        }
        b.putLong(168, 544);
        b.putDouble(176, 1);
        b.putInt(344, SCANNER);
        b.putInt(348, SCANNER);
        for (int n = 0; n < 3; n++) {
            b.putDouble(352 + 8 * n, quatern[n]);
            b.putDouble(376 + 8 * n, offset[n]);
        }
        for (int n = 0; n < 12; n++) {
            b.putDouble(400 + 8 * n, srow[n]);
        }
        b.putInt(500, MILLIMETRES);
        return b.array();
    }

    /**
     * The vector part (b, c, d) of the unit quaternion with a >= 0 whose rotation takes the index axes to the given
     * RAS directions; returns qfac, -1 when the third axis has to be flipped first. After Shepperd 1978
     * (doi:10.2514/3.55767b): divides by the largest component.
     */
    private static double quaternion(double[] i, double[] j, double[] k, double[] bcd) {
        double det = i[0] * (j[1] * k[2] - j[2] * k[1])
                - j[0] * (i[1] * k[2] - i[2] * k[1])
                + k[0] * (i[1] * j[2] - i[2] * j[1]);
        double f = det < 0 ? -1 : 1;
        double[] squares = {
            1 + i[0] + j[1] + f * k[2],
            1 + i[0] - j[1] - f * k[2],
            1 - i[0] + j[1] - f * k[2],
            1 - i[0] - j[1] + f * k[2]
        };
        int best = 0;
        for (int n = 1; n < 4; n++) {
            best = squares[n] > squares[best] ? n : best;
        }
        double s = 2 * Math.sqrt(squares[best]); // four times the largest component
        double kx = f * k[0];
        double ky = f * k[1];
        double a;
        switch (best) {
            case 0 -> {
                a = s / 4;
                bcd[0] = (j[2] - ky) / s;
                bcd[1] = (kx - i[2]) / s;
                bcd[2] = (i[1] - j[0]) / s;
            }
            case 1 -> {
                a = (j[2] - ky) / s;
                bcd[0] = s / 4;
                bcd[1] = (j[0] + i[1]) / s;
                bcd[2] = (kx + i[2]) / s;
            }
            case 2 -> {
                a = (kx - i[2]) / s;
                bcd[0] = (j[0] + i[1]) / s;
                bcd[1] = s / 4;
                bcd[2] = (ky + j[2]) / s;
            }
            default -> {
                a = (i[1] - j[0]) / s;
                bcd[0] = (kx + i[2]) / s;
                bcd[1] = (ky + j[2]) / s;
                bcd[2] = s / 4;
            }
        }
        if (a < 0) {
            for (int n = 0; n < 3; n++) {
                bcd[n] = 0.0 - bcd[n];
            }
        }
        return f;
    }

    /** Level 1: deflate takes nearly all the time of writing. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

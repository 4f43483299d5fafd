package org.thermargin.phantom;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * A liver with three vessels, one lobed tumour and an ablation zone, all with noisy surfaces: the input of benchmarks
 * and of comparisons with other tools. Not a case with a known margin. Voxels are the same bits on every machine: only
 * IEEE double + - * / and sqrt in a fixed order, and 64-bit hashing.
 *
 * <p>Positions are {@code (index + 0.5) * spacing}, mm; the grid's origin and directions play no part. Every shape is
 * an ellipsoid whose scaled radius is changed by noise of a given amplitude, or a swept sphere (vessels).
 */
public final class BenchmarkScene {
    /** Label of liver tissue. */
    public static final int LIVER = 1;
    /** Label of a vessel inside the liver. */
    public static final int VESSEL = 2;
    /** Label of ablated tissue outside the tumour. */
    public static final int ABLATION = 3;
    /** Label of the tumour, ablated or not. */
    public static final int TUMOUR = 4;

    private static final double CLINICAL_UNIT_MM = 128;
    private static final double[][] TUMOUR_CENTRES = {{0, 0, 0}, {0.11, 0.05, -0.04}, {-0.07, -0.08, 0.06}};
    private static final double[][] TUMOUR_RADII = {{0.20, 0.17, 0.18}, {0.12, 0.10, 0.11}, {0.11, 0.13, 0.10}};
    private static final double[][] VESSEL_STARTS = {{-0.45, -0.10, 0.05}, {0.05, -0.45, -0.20}, {-0.30, 0.10, -0.45}};
    private static final double[][] VESSEL_ENDS = {{0.45, 0.34, 0.10}, {0.30, 0.45, 0.25}, {-0.36, 0.05, 0.45}};
    private static final double[] VESSEL_RADII = {0.020, 0.015, 0.025};

    private final LabelVolume labels;
    private final BinaryMask ablation;
    private final BinaryMask tumour;

    private BenchmarkScene(VoxelGrid grid, double unitMm, double lesionScale, long seed) {
        int nx = grid.nx();
        int ny = grid.ny();
        double[] centre = {
            nx * grid.dxMm() / 2.0, ny * grid.dyMm() / 2.0, grid.nz() * grid.dzMm() / 2.0,
        };
        double lesionMm = unitMm * lesionScale;
        double[] none = {0, 0, 0};
        NoisyEllipsoid liver = new NoisyEllipsoid(
                at(centre, none, 1, unitMm),
                scaled(new double[] {0.48, 0.46, 0.47}, 1, unitMm),
                0.04,
                6.0 / unitMm,
                seed);
        NoisyEllipsoid zone = new NoisyEllipsoid(
                at(centre, new double[] {0.01, 0.02, -0.015}, lesionScale, unitMm),
                scaled(new double[] {0.38, 0.31, 0.34}, lesionScale, unitMm),
                0.10,
                12.0 / lesionMm,
                seed + 10);
        NoisyEllipsoid[] lobes = new NoisyEllipsoid[3];
        SweptSphere[] vessels = new SweptSphere[3];
        for (int n = 0; n < 3; n++) {
            lobes[n] = new NoisyEllipsoid(
                    at(centre, TUMOUR_CENTRES[n], lesionScale, unitMm),
                    scaled(TUMOUR_RADII[n], lesionScale, unitMm),
                    0.15,
                    20.0 / lesionMm,
                    seed + 20);
            vessels[n] = new SweptSphere(
                    at(centre, VESSEL_STARTS[n], 1, unitMm),
                    at(centre, VESSEL_ENDS[n], 1, unitMm),
                    VESSEL_RADII[n] * unitMm);
        }
        ablation = new BinaryMask(grid);
        tumour = new BinaryMask(grid);
        byte[] bytes = new byte[grid.voxelCount()];
        int v = 0;
        for (int k = 0; k < grid.nz(); k++) {
            double z = (k + 0.5) * grid.dzMm();
            for (int j = 0; j < ny; j++) {
                double y = (j + 0.5) * grid.dyMm();
                for (int i = 0; i < nx; i++, v++) {
                    double x = (i + 0.5) * grid.dxMm();
                    if (liver.contains(x, y, z)) {
                        bytes[v] = (byte) (any(vessels, x, y, z) ? VESSEL : LIVER);
                    }
                    if (zone.contains(x, y, z)) {
                        ablation.set(i, j, k);
                        bytes[v] = ABLATION;
                    }
                    if (any(lobes, x, y, z)) {
                        tumour.set(i, j, k);
                        bytes[v] = TUMOUR;
                    }
                }
            }
        }
        labels = LabelVolume.ofBytes(grid, bytes);
    }

    /** The scene in proportion to the smallest extent of the grid: organs fill the volume at every size. */
    public static BenchmarkScene scaled(VoxelGrid grid, long seed) {
        double extentMm = Math.min(grid.nx() * grid.dxMm(), Math.min(grid.ny() * grid.dyMm(), grid.nz() * grid.dzMm()));
        return new BenchmarkScene(grid, extentMm, 1, seed);
    }

    /** The scene at true size, a tumour of about 3 cm in the middle of whatever field of view; clipped to it. */
    public static BenchmarkScene clinical(VoxelGrid grid, long seed) {
        return new BenchmarkScene(grid, CLINICAL_UNIT_MM, 0.5, seed);
    }

    /** Labels 0 outside, {@link #LIVER}, {@link #VESSEL}, {@link #ABLATION}, {@link #TUMOUR}; later ones win. */
    public LabelVolume labels() {
        return labels;
    }

    /** The ablation zone, tumour inside it included. */
    public BinaryMask ablation() {
        return ablation;
    }

    /** The tumour. */
    public BinaryMask tumour() {
        return tumour;
    }

    private static double[] at(double[] centre, double[] offset, double scale, double unitMm) {
        double[] moved = scaled(offset, scale, unitMm);
        return new double[] {centre[0] + moved[0], centre[1] + moved[1], centre[2] + moved[2]};
    }

    private static double[] scaled(double[] fractions, double scale, double unitMm) {
        return new double[] {fractions[0] * scale * unitMm, fractions[1] * scale * unitMm, fractions[2] * scale * unitMm
        };
    }

    private static boolean any(Shape[] shapes, double x, double y, double z) {
        for (Shape shape : shapes) {
            if (shape.contains(x, y, z)) {
                return true;
            }
        }
        return false;
    }

    private interface Shape {
        boolean contains(double x, double y, double z);
    }

    private static final class NoisyEllipsoid implements Shape {
        private final double[] c;
        private final double[] r;
        private final double amplitude;
        private final double frequency;
        private final long seed;

        private NoisyEllipsoid(double[] c, double[] r, double amplitude, double frequency, long seed) {
            this.c = c;
            this.r = r;
            this.amplitude = amplitude;
            this.frequency = frequency;
            this.seed = seed;
        }

        @Override
        public boolean contains(double x, double y, double z) {
            double u = (x - c[0]) / r[0];
            double v = (y - c[1]) / r[1];
            double w = (z - c[2]) / r[2];
            double q = Math.sqrt(u * u + v * v + w * w);
            if (q <= 1.0 - amplitude) {
                return true;
            }
            return q <= 1.0 + amplitude
                    && q <= 1.0 + amplitude * ValueNoise.at(x * frequency, y * frequency, z * frequency, seed);
        }
    }

    private static final class SweptSphere implements Shape {
        private final double[] a;
        private final double[] d;
        private final double lengthSquared;
        private final double radius;

        private SweptSphere(double[] a, double[] b, double radius) {
            this.a = a;
            this.d = new double[] {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
            this.lengthSquared = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
            this.radius = radius;
        }

        @Override
        public boolean contains(double x, double y, double z) {
            double ax = x - a[0];
            double ay = y - a[1];
            double az = z - a[2];
            double t = (ax * d[0] + ay * d[1] + az * d[2]) / lengthSquared;
            t = Math.min(Math.max(t, 0.0), 1.0);
            double ex = ax - t * d[0];
            double ey = ay - t * d[1];
            double ez = az - t * d[2];
            return ex * ex + ey * ey + ez * ez <= radius * radius;
        }
    }
}

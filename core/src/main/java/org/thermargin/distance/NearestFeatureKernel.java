package org.thermargin.distance;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Index of the nearest set voxel, by the lower envelopes of {@link ReferenceDistanceKernel} with the feature's index
 * carried along each pass. Candidates at equal distance go to the lower position on each axis, z decided last, hence to
 * the lowest linear index.
 */
final class NearestFeatureKernel {
    private NearestFeatureKernel() {}

    /** The whole transform; {@code nearest} is written, -1 everywhere for an empty mask. */
    static void volume(BinaryMask mask, int threads, int[] nearest) {
        VoxelGrid grid = mask.grid();
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        double[] squaredMm2 = VolumeMemory.doubles(grid); // to the nearest of the slice
        Workers.run(nz, threads, () -> {
            Scratch scratch = new Scratch(ny);
            return k -> {
                for (int j = 0; j < ny; j++) {
                    row(mask, j, k, nearest, squaredMm2);
                }
                for (int i = 0; i < nx; i++) {
                    line(nearest, squaredMm2, nx * ny * k + i, nx, grid.dyMm(), scratch);
                }
            };
        });
        Workers.run(ny, threads, () -> {
            Scratch scratch = new Scratch(nz);
            return j -> {
                for (int i = 0; i < nx; i++) {
                    line(nearest, squaredMm2, nx * j + i, nx * ny, grid.dzMm(), scratch);
                }
            };
        });
    }

    /** Linear index of the nearest set voxel of the row, the left one of two; -1 where none is set. */
    private static void row(BinaryMask mask, int j, int k, int[] nearest, double[] squaredMm2) {
        VoxelGrid grid = mask.grid();
        int base = grid.linearIndex(0, j, k);
        int last = -1;
        for (int i = 0; i < grid.nx(); i++) {
            if (mask.get(i, j, k)) {
                last = base + i;
            }
            nearest[base + i] = last;
        }
        int next = -1;
        for (int i = grid.nx() - 1; i >= 0; i--) {
            if (mask.get(i, j, k)) {
                next = base + i;
            }
            int left = nearest[base + i];
            if (next >= 0 && (left < 0 || next - (base + i) < base + i - left)) {
                nearest[base + i] = next;
            }
            double x = (base + i - nearest[base + i]) * grid.dxMm();
            squaredMm2[base + i] = x * x;
        }
    }

    /** One y line or z line: each voxel takes the feature of the parabola that is lowest there, and its height. */
    private static void line(int[] nearest, double[] squaredMm2, int start, int stride, double dMm, Scratch scratch) {
        int n = scratch.apex.length;
        double inverse = 1 / (dMm * dMm);
        int top = -1;
        for (int q = 0; q < n; q++) {
            int voxel = start + q * stride;
            if (nearest[voxel] < 0) {
                continue;
            }
            double f = squaredMm2[voxel];
            double crossing = Double.NEGATIVE_INFINITY;
            while (top >= 0) {
                int v = scratch.apex[top];
                crossing = 0.5 * ((f - scratch.height[top]) * inverse / (q - v) + (q + v));
                if (crossing > scratch.from[top]) {
                    break;
                }
                top--;
                crossing = Double.NEGATIVE_INFINITY;
            }
            top++;
            scratch.apex[top] = q;
            scratch.height[top] = f;
            scratch.from[top] = crossing;
            scratch.feature[top] = nearest[voxel];
        }
        if (top < 0) {
            return;
        }
        int part = 0;
        for (int p = 0; p < n; p++) {
            while (part < top && scratch.from[part + 1] < p) {
                part++;
            }
            double apart = (p - scratch.apex[part]) * dMm;
            nearest[start + p * stride] = scratch.feature[part];
            squaredMm2[start + p * stride] = scratch.height[part] + apart * apart;
        }
    }

    private static final class Scratch {
        private final double[] height;
        private final double[] from;
        private final int[] apex;
        private final int[] feature;

        private Scratch(int n) {
            height = new double[n];
            from = new double[n];
            apex = new int[n];
            feature = new int[n];
        }
    }
}

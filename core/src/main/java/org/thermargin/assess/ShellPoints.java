package org.thermargin.assess;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;

/**
 * The points around a lesion at which {@link Surroundings} are counted, with the shell of each; the same for every zone.
 * They are the points of the lesion's lattice with thick axes subdivided, within the organ where one is known, classed by
 * their distance to the reconstructed lesion surface.
 */
final class ShellPoints {
    /** Bit of a point within the target distance; below it the number of its shell, 0 beyond the last. */
    private static final int IN_TARGET = 32;

    private final Layer[] layers;
    private final double pointMl;

    private ShellPoints(Layer[] layers, double pointMl) {
        this.layers = layers;
        this.pointMl = pointMl;
    }

    /** The points around the lesion; {@code depth} is the signed distance to its surface, positive inside. */
    static ShellPoints of(
            BinaryMask lesion, SignedField depth, Optional<BinaryMask> organ, double targetMm, int threads) {
        VoxelGrid grid = lesion.grid();
        double reach = Math.max(Surroundings.SHELLS, targetMm);
        IndexBox box = lesion.boundingBox()
                .orElseThrow()
                .grown(
                        (int) Math.ceil(reach / grid.dxMm()) + 1,
                        (int) Math.ceil(reach / grid.dyMm()) + 1,
                        (int) Math.ceil(reach / grid.dzMm()) + 1);
        BinaryMask near = lesion.cropped(box);
        VoxelGrid coarse = near.grid();
        float[] squared = DistanceTransform.squaredVolumeMm2(near, threads).values();
        int[] parts = new int[3];
        double fine = grid.minSpacingMm();
        parts[0] = (int) Math.max(1, Math.round(grid.dxMm() / fine));
        parts[1] = (int) Math.max(1, Math.round(grid.dyMm() / fine));
        parts[2] = (int) Math.max(1, Math.round(grid.dzMm() / fine));
        double slack = reach + 1.5 * grid.voxelDiagonalMm();
        Layer[] layers = new Layer[coarse.nz()];
        Workers.run(coarse.nz(), threads, () -> k -> {
            Layer layer = new Layer(depth.walker(), organ, targetMm);
            for (int j = 0; j < coarse.ny(); j++) {
                for (int i = 0; i < coarse.nx(); i++) {
                    if (squared[coarse.linearIndex(i, j, k)] <= slack * slack) {
                        layer.voxel(coarse, i, j, k, parts);
                    }
                }
            }
            layers[k] = layer;
        });
        return new ShellPoints(layers, coarse.voxelVolumeMm3() / 1000 / parts[0] / parts[1] / parts[2]);
    }

    /** What a zone takes of the points. */
    Surroundings against(ZoneRegion zone, int threads) {
        Surroundings[] counts = new Surroundings[layers.length];
        Workers.run(layers.length, threads, () -> k -> {
            counts[k] = new Surroundings(pointMl);
            layers[k].count(zone, counts[k]);
        });
        Surroundings sum = new Surroundings(pointMl);
        for (Surroundings count : counts) {
            sum.add(count);
        }
        return sum;
    }

    /** The points of one voxel layer, so that layers are independent. */
    private static final class Layer {
        private final SignedField depth;
        private final Optional<BinaryMask> organ;
        private final double targetMm;
        private double[] points = new double[3 * 256];
        private byte[] shells = new byte[256];
        private int size;

        Layer(SignedField depth, Optional<BinaryMask> organ, double targetMm) {
            this.depth = depth;
            this.organ = organ;
            this.targetMm = targetMm;
        }

        void voxel(VoxelGrid grid, int i, int j, int k, int[] parts) {
            for (int c = 0; c < parts[2]; c++) {
                for (int b = 0; b < parts[1]; b++) {
                    for (int a = 0; a < parts[0]; a++) {
                        double ci = i + (a + 0.5) / parts[0] - 0.5;
                        double cj = j + (b + 0.5) / parts[1] - 0.5;
                        double ck = k + (c + 0.5) / parts[2] - 0.5;
                        point(grid.worldX(ci, cj, ck), grid.worldY(ci, cj, ck), grid.worldZ(ci, cj, ck));
                    }
                }
            }
        }

        private void point(double x, double y, double z) {
            if (!inOrgan(x, y, z)) {
                return;
            }
            double distance = -depth.depthMm(x, y, z);
            if (distance <= 0 || distance > Math.max(Surroundings.SHELLS, targetMm)) {
                return;
            }
            if (size == shells.length) {
                points = Arrays.copyOf(points, 6 * size);
                shells = Arrays.copyOf(shells, 2 * size);
            }
            points[3 * size] = x;
            points[3 * size + 1] = y;
            points[3 * size + 2] = z;
            int shell = distance <= Surroundings.SHELLS ? (int) Math.ceil(distance) : 0;
            shells[size++] = (byte) (shell + (distance < targetMm ? IN_TARGET : 0));
        }

        void count(ZoneRegion zone, Surroundings counts) {
            for (int n = 0; n < size; n++) {
                boolean ablated = zone.contains(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
                counts.point(shells[n] & (IN_TARGET - 1), shells[n] >= IN_TARGET, ablated);
            }
        }

        /** As for the margin: beyond the organ's grid its border voxels continue. */
        private boolean inOrgan(double x, double y, double z) {
            if (organ.isEmpty()) {
                return true;
            }
            BinaryMask mask = organ.get();
            VoxelGrid grid = mask.grid();
            return mask.get(
                    nearest(grid.indexI(x, y, z), grid.nx()),
                    nearest(grid.indexJ(x, y, z), grid.ny()),
                    nearest(grid.indexK(x, y, z), grid.nz()));
        }

        private static int nearest(double index, int n) {
            return Math.max(0, Math.min(n - 1, (int) Math.floor(index + 0.5)));
        }
    }
}

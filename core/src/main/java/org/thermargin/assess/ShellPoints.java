package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.PointRow;
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
            boolean[] reached = new boolean[coarse.nx()];
            for (int j = 0; j < coarse.ny(); j++) {
                for (int i = 0; i < coarse.nx(); i++) {
                    reached[i] = squared[coarse.linearIndex(i, j, k)] <= slack * slack;
                }
                layer.voxels(coarse, reached, j, k, parts);
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

    /**
     * A row of points along the first axis of the lattice.
     *
     * @param grid the lattice
     * @param parts points per voxel along the axis
     * @param first number of the first point in the row of the lattice
     * @param j continuous index of the row
     * @param k continuous index of the slice
     * @param shells shell of every point, 0: not counted
     */
    private record Row(VoxelGrid grid, int parts, int first, double j, double k, byte[] shells) implements PointRow {
        @Override
        public int count() {
            return shells.length;
        }

        @Override
        public double x(int n) {
            return grid.worldX(index(n), j, k);
        }

        @Override
        public double y(int n) {
            return grid.worldY(index(n), j, k);
        }

        @Override
        public double z(int n) {
            return grid.worldZ(index(n), j, k);
        }

        private double index(int n) {
            int point = first + n;
            return point / parts + (point % parts + 0.5) / parts - 0.5;
        }
    }

    /** The points of one voxel layer, so that layers are independent. */
    private static final class Layer {
        private final SignedField depth;
        private final Optional<BinaryMask> organ;
        private final double targetMm;
        private final List<Row> rows = new ArrayList<>();

        Layer(SignedField depth, Optional<BinaryMask> organ, double targetMm) {
            this.depth = depth;
            this.organ = organ;
            this.targetMm = targetMm;
        }

        /** The points in the voxels of a row that are near. */
        void voxels(VoxelGrid grid, boolean[] near, int j, int k, int[] parts) {
            for (int c = 0; c < parts[2]; c++) {
                for (int b = 0; b < parts[1]; b++) {
                    row(grid, near, parts[0], j + (b + 0.5) / parts[1] - 0.5, k + (c + 0.5) / parts[2] - 0.5);
                }
            }
        }

        private void row(VoxelGrid grid, boolean[] near, int parts, double j, double k) {
            Row all = new Row(grid, parts, 0, j, k, new byte[near.length * parts]);
            int from = all.count();
            int to = 0;
            for (int n = 0; n < all.count(); n++) {
                if (near[n / parts]) {
                    byte shell = shell(all.x(n), all.y(n), all.z(n));
                    all.shells[n] = shell;
                    from = shell != 0 ? Math.min(from, n) : from;
                    to = shell != 0 ? n + 1 : to;
                }
            }
            if (from < to) {
                rows.add(new Row(grid, parts, from, j, k, Arrays.copyOfRange(all.shells, from, to)));
            }
        }

        private byte shell(double x, double y, double z) {
            if (!inOrgan(x, y, z)) {
                return 0;
            }
            double distance = -depth.depthMm(x, y, z);
            if (distance <= 0 || distance > Math.max(Surroundings.SHELLS, targetMm)) {
                return 0;
            }
            int shell = distance <= Surroundings.SHELLS ? (int) Math.ceil(distance) : 0;
            return (byte) (shell + (distance < targetMm ? IN_TARGET : 0));
        }

        void count(ZoneRegion zone, Surroundings counts) {
            for (Row row : rows) {
                long[] ablated = new long[(row.count() + 63) >>> 6];
                zone.mark(row, ablated);
                for (int n = 0; n < row.count(); n++) {
                    int shell = row.shells[n];
                    if (shell != 0) {
                        counts.point(
                                shell & (IN_TARGET - 1), shell >= IN_TARGET, (ablated[n >> 6] >>> (n & 63) & 1) != 0);
                    }
                }
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

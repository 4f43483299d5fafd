package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Point3;
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

    /** Voxels along the first two axes in blocks of a layer, the largest and the smallest. */
    private static final int BLOCK = 8;

    private static final int LEAST = 2;

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
            Layer layer = new Layer(depth, organ, targetMm);
            boolean[] reached = new boolean[coarse.nx() * coarse.ny()];
            for (int n = 0; n < reached.length; n++) {
                reached[n] = squared[k * reached.length + n] <= slack * slack;
            }
            for (int j = 0; j < coarse.ny(); j += BLOCK) {
                layer.voxels(coarse, reached, j, Math.min(coarse.ny(), j + BLOCK), k, parts);
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

        /** The points in the voxels of some rows of a layer that are near. */
        void voxels(VoxelGrid grid, boolean[] near, int jFrom, int jTo, int k, int[] parts) {
            List<Row> all = new ArrayList<>();
            for (int c = 0; c < parts[2]; c++) {
                for (int j = jFrom; j < jTo; j++) {
                    for (int b = 0; b < parts[1]; b++) {
                        all.add(new Row(
                                grid,
                                parts[0],
                                0,
                                j + (b + 0.5) / parts[1] - 0.5,
                                k + (c + 0.5) / parts[2] - 0.5,
                                new byte[grid.nx() * parts[0]]));
                    }
                }
            }
            Block rows = new Block(grid, near, all, jFrom, jTo, k, parts);
            for (int i = 0; i < grid.nx(); i += BLOCK) {
                block(depth, rows, new int[] {i, Math.min(grid.nx(), i + BLOCK), jFrom, jTo});
            }
            all.forEach(this::keep);
        }

        /** Rows of points of some rows of voxels of a layer. */
        private record Block(
                VoxelGrid grid, boolean[] near, List<Row> rows, int jFrom, int jTo, int k, int[] parts) {
            boolean isNear(int[] box) {
                for (int j = box[2]; j < box[3]; j++) {
                    for (int i = box[0]; i < box[1]; i++) {
                        if (near[i + grid.nx() * j]) {
                            return true;
                        }
                    }
                }
                return false;
            }

            /** Whether no point is nearer than a millimetre to the surface of the lesion and all lie in it. */
            boolean isInside(SignedField depth, int[] box) {
                if (!depth.isFarAllAround(1)) {
                    return false;
                }
                for (int r = 0; r < rows.size(); r++) {
                    int j = jFrom + r / parts[1] % (jTo - jFrom);
                    Row row = rows.get(r);
                    for (int n = box[0] * parts[0]; j >= box[2] && j < box[3] && n < box[1] * parts[0]; n++) {
                        if (!depth.contains(row.x(n), row.y(n), row.z(n))) {
                            return false;
                        }
                    }
                }
                return true;
            }
        }

        /** Classes the points of the voxels from i (box 0) to i (1) and j (2) to j (3), by ever smaller blocks. */
        private void block(SignedField around, Block rows, int[] box) {
            if (!rows.isNear(box)) {
                return;
            }
            VoxelGrid grid = rows.grid;
            Point3 centre = grid.toWorld((box[0] + box[1] - 1) / 2.0, (box[2] + box[3] - 1) / 2.0, rows.k);
            double reach = reachMm(grid, centre, box, rows.k);
            SignedField own = around.around(centre.x(), centre.y(), centre.z(), reach);
            if (own.isFarAllAround(farthestMm()) || rows.isInside(own, box)) {
                return;
            }
            int i = (box[0] + box[1]) / 2;
            int j = (box[2] + box[3]) / 2;
            if (box[1] - box[0] <= LEAST) {
                points(own, rows, box);
                return;
            }
            block(own, rows, new int[] {box[0], i, box[2], j});
            block(own, rows, new int[] {i, box[1], box[2], j});
            block(own, rows, new int[] {box[0], i, j, box[3]});
            block(own, rows, new int[] {i, box[1], j, box[3]});
        }

        private void points(SignedField own, Block rows, int[] box) {
            int[] parts = rows.parts;
            for (int r = 0; r < rows.rows.size(); r++) {
                int j = rows.jFrom + r / parts[1] % (rows.jTo - rows.jFrom);
                if (j < box[2] || j >= box[3]) {
                    continue;
                }
                Row row = rows.rows.get(r);
                for (int n = box[0] * parts[0]; n < box[1] * parts[0]; n++) {
                    if (rows.near[n / parts[0] + rows.grid.nx() * j]) {
                        row.shells[n] = shell(own, row.x(n), row.y(n), row.z(n));
                    }
                }
            }
        }

        /** From the centre of a block of voxels of the layer to its farthest corner, mm. */
        private static double reachMm(VoxelGrid grid, Point3 centre, int[] box, int k) {
            double reach = 0;
            for (int corner = 0; corner < 8; corner++) {
                Point3 p = grid.toWorld(
                        box[corner & 1] - 0.5,
                        box[2 + (corner >> 1 & 1)] - 0.5,
                        k + ((corner & 4) == 0 ? -0.5 : 0.5));
                reach = Math.max(reach, centre.distanceMm(p));
            }
            return reach;
        }

        private double farthestMm() {
            return Math.max(Surroundings.SHELLS, targetMm);
        }

        /** Keeps the part of the row that is counted. */
        private void keep(Row all) {
            int from = all.count();
            int to = 0;
            for (int n = 0; n < all.count(); n++) {
                if (all.shells[n] != 0) {
                    from = Math.min(from, n);
                    to = n + 1;
                }
            }
            if (from < to) {
                rows.add(new Row(all.grid, all.parts, from, all.j, all.k, Arrays.copyOfRange(all.shells, from, to)));
            }
        }

        private byte shell(SignedField depth, double x, double y, double z) {
            if (!inOrgan(x, y, z)) {
                return 0;
            }
            double distance = -depth.depthMm(x, y, z);
            if (distance <= 0 || distance > farthestMm()) {
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

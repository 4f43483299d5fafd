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

    /** Voxels along the first two axes in blocks, the largest and the smallest. */
    private static final int BLOCK = 8;

    private static final int BLOCK_LAYERS = 4;

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
        Workers.run((coarse.nz() + BLOCK_LAYERS - 1) / BLOCK_LAYERS, threads, () -> slab -> {
            int first = slab * BLOCK_LAYERS;
            int end = Math.min(coarse.nz(), first + BLOCK_LAYERS);
            for (int k = first; k < end; k++) {
                layers[k] = new Layer(coarse, k, parts);
            }
            Classes classes = new Classes(coarse, squared, slack, layers, organ, targetMm);
            for (int j = 0; j < coarse.ny(); j += BLOCK) {
                for (int i = 0; i < coarse.nx(); i += BLOCK) {
                    classes.block(
                            depth,
                            new IndexBox(
                                    i,
                                    j,
                                    first,
                                    Math.min(coarse.nx(), i + BLOCK),
                                    Math.min(coarse.ny(), j + BLOCK),
                                    end));
                }
            }
            for (int k = first; k < end; k++) {
                layers[k].trim();
            }
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
        private final int[] parts;
        private final int ny;
        private Row[] rows; // by sub-layer, voxel row and sub-row

        Layer(VoxelGrid grid, int k, int[] parts) {
            this.parts = parts;
            this.ny = grid.ny();
            this.rows = new Row[parts[2] * ny * parts[1]];
            for (int r = 0; r < rows.length; r++) {
                int c = r / parts[1] / ny;
                int b = r % parts[1];
                rows[r] = new Row(
                        grid,
                        parts[0],
                        0,
                        r / parts[1] % ny + (b + 0.5) / parts[1] - 0.5,
                        k + (c + 0.5) / parts[2] - 0.5,
                        new byte[grid.nx() * parts[0]]);
            }
        }

        /** A row of points of a row of voxels; there are as many as the voxel has parts along the other axes. */
        Row row(int j, int part) {
            return rows[(part / parts[1] * ny + j) * parts[1] + part % parts[1]];
        }

        int rowsPerVoxel() {
            return parts[1] * parts[2];
        }

        /** Leaves out what is not counted at the ends of rows. */
        void trim() {
            List<Row> kept = new ArrayList<>();
            for (Row all : rows) {
                int from = all.count();
                int to = 0;
                for (int n = 0; n < all.count(); n++) {
                    if (all.shells[n] != 0) {
                        from = Math.min(from, n);
                        to = n + 1;
                    }
                }
                if (from < to) {
                    kept.add(
                            new Row(all.grid, all.parts, from, all.j, all.k, Arrays.copyOfRange(all.shells, from, to)));
                }
            }
            rows = kept.toArray(new Row[0]);
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
    }

    /**
     * Finds the shell of every point near the lesion, block by block: of the lesion surface only what may be nearest to a
     * point of the block is asked.
     *
     * @param grid the voxels around the lesion
     * @param squared squared distance of each to the lesion, mm2
     * @param slackMm farther voxels hold no point that counts
     */
    private record Classes(
            VoxelGrid grid,
            float[] squared,
            double slackMm,
            Layer[] layers,
            Optional<BinaryMask> organ,
            double targetMm) {
        /** Classes the points of the voxels in the box by ever smaller blocks. */
        void block(SignedField around, IndexBox box) {
            if (!isNear(box)) {
                return;
            }
            Point3 centre = grid.toWorld(
                    (box.iLow() + box.iHigh() - 1) / 2.0,
                    (box.jLow() + box.jHigh() - 1) / 2.0,
                    (box.kLow() + box.kHigh() - 1) / 2.0);
            SignedField own = around.around(centre.x(), centre.y(), centre.z(), reachMm(centre, box));
            if (own.isFarAllAround(farthestMm()) || isInside(own, box)) {
                return;
            }
            if (box.nx() <= LEAST && box.ny() <= LEAST) {
                points(own, box);
                return;
            }
            int i = (box.iLow() + box.iHigh()) / 2;
            int j = (box.jLow() + box.jHigh()) / 2;
            int k = (box.kLow() + box.kHigh() + 1) / 2;
            for (int part = 0; part < 8; part++) {
                int iLow = (part & 1) == 0 ? box.iLow() : i;
                int jLow = (part & 2) == 0 ? box.jLow() : j;
                int kLow = (part & 4) == 0 ? box.kLow() : k;
                int iHigh = (part & 1) == 0 ? i : box.iHigh();
                int jHigh = (part & 2) == 0 ? j : box.jHigh();
                int kHigh = (part & 4) == 0 ? k : box.kHigh();
                if (iLow < iHigh && jLow < jHigh && kLow < kHigh) {
                    block(own, new IndexBox(iLow, jLow, kLow, iHigh, jHigh, kHigh));
                }
            }
        }

        private boolean isNear(int i, int j, int k) {
            return squared[grid.linearIndex(i, j, k)] <= slackMm * slackMm;
        }

        private boolean isNear(IndexBox box) {
            for (int k = box.kLow(); k < box.kHigh(); k++) {
                for (int j = box.jLow(); j < box.jHigh(); j++) {
                    for (int i = box.iLow(); i < box.iHigh(); i++) {
                        if (isNear(i, j, k)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /** Whether no point is nearer than a millimetre to the surface of the lesion and all lie in it. */
        private boolean isInside(SignedField depth, IndexBox box) {
            if (!depth.isFarAllAround(1)) {
                return false;
            }
            for (int k = box.kLow(); k < box.kHigh(); k++) {
                for (int j = box.jLow(); j < box.jHigh(); j++) {
                    for (int part = 0; part < layers[k].rowsPerVoxel(); part++) {
                        Row row = layers[k].row(j, part);
                        for (int n = box.iLow() * row.parts; n < box.iHigh() * row.parts; n++) {
                            if (!depth.contains(row.x(n), row.y(n), row.z(n))) {
                                return false;
                            }
                        }
                    }
                }
            }
            return true;
        }

        private void points(SignedField own, IndexBox box) {
            for (int k = box.kLow(); k < box.kHigh(); k++) {
                for (int j = box.jLow(); j < box.jHigh(); j++) {
                    for (int part = 0; part < layers[k].rowsPerVoxel(); part++) {
                        Row row = layers[k].row(j, part);
                        for (int n = box.iLow() * row.parts; n < box.iHigh() * row.parts; n++) {
                            if (isNear(n / row.parts, j, k)) {
                                row.shells[n] = shell(own, row.x(n), row.y(n), row.z(n));
                            }
                        }
                    }
                }
            }
        }

        /** From the centre of a block to its farthest corner, mm. */
        private double reachMm(Point3 centre, IndexBox box) {
            double reach = 0;
            for (int corner = 0; corner < 8; corner++) {
                Point3 p = grid.toWorld(
                        ((corner & 1) == 0 ? box.iLow() : box.iHigh()) - 0.5,
                        ((corner & 2) == 0 ? box.jLow() : box.jHigh()) - 0.5,
                        ((corner & 4) == 0 ? box.kLow() : box.kHigh()) - 0.5);
                reach = Math.max(reach, centre.distanceMm(p));
            }
            return reach;
        }

        private double farthestMm() {
            return Math.max(Surroundings.SHELLS, targetMm);
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

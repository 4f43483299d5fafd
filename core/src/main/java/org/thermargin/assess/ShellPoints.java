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
    /** Points of a cube along an axis. */
    private static final int CUBE = 8;

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
        boolean byVoxel = organ.isEmpty() || organ.get().grid().sameLattice(coarse);
        BinaryMask asked = asked(coarse, squared, (float) (slack * slack), byVoxel ? organ : Optional.empty());
        Optional<BinaryMask> byPoint = byVoxel ? Optional.empty() : organ;
        Layer[] layers = new Layer[(coarse.nz() * parts[2] + CUBE - 1) / CUBE];
        Workers.run(layers.length, threads, () -> {
            SignedField own = depth.walker();
            return n -> {
                Layer layer = new Layer(own, asked, parts, byPoint, targetMm);
                for (int row = 0; row < coarse.ny() * parts[1]; row += CUBE) {
                    layer.rows(row, n * CUBE);
                }
                layers[n] = layer;
            };
        });
        return new ShellPoints(layers, coarse.voxelVolumeMm3() / 1000 / parts[0] / parts[1] / parts[2]);
    }

    /** The voxels near the lesion that lie in the organ of the same lattice; as for the margin, its border voxels continue. */
    private static BinaryMask asked(VoxelGrid grid, float[] squared, float nearSq, Optional<BinaryMask> organ) {
        BinaryMask asked = new BinaryMask(grid);
        VoxelGrid other = organ.map(BinaryMask::grid).orElse(grid);
        VoxelGrid.IndexOffset offset = other.latticeOffset(grid);
        int voxel = 0;
        for (int k = 0; k < grid.nz(); k++) {
            int organK = clamped(k + offset.k(), other.nz());
            for (int j = 0; j < grid.ny(); j++) {
                int organJ = clamped(j + offset.j(), other.ny());
                for (int i = 0; i < grid.nx(); i++) {
                    if (squared[voxel++] <= nearSq
                            && (organ.isEmpty()
                                    || organ.get().get(clamped(i + offset.i(), other.nx()), organJ, organK))) {
                        asked.set(i, j, k);
                    }
                }
            }
        }
        return asked;
    }

    private static int clamped(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
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

    /** Continuous voxel index of a point along an axis with so many points per voxel. */
    private static double index(int point, int parts) {
        return point / parts + (point % parts + 0.5) / parts - 0.5;
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
            return ShellPoints.index(first + n, parts);
        }
    }

    /** A few planes of points, so that layers are independent; classed in cubes, for neighbours are classed faster. */
    private static final class Layer {
        private static final int POINTS = CUBE * CUBE * CUBE;

        private final SignedField depth;
        private final BinaryMask asked;
        private final int[] parts; // points per voxel along each axis
        private final Optional<BinaryMask> organ; // of another lattice
        private final double targetMm;
        private final List<Row> rows = new ArrayList<>();
        private final double[] points = new double[3 * POINTS]; // of a cube, those asked for
        private final double[] distances = new double[POINTS];
        private final int[] rowOf = new int[POINTS];
        private final int[] placeOf = new int[POINTS];
        private final double[] index; // of the points of a row
        private int count;

        Layer(SignedField depth, BinaryMask asked, int[] parts, Optional<BinaryMask> organ, double targetMm) {
            this.depth = depth;
            this.asked = asked;
            this.parts = parts;
            this.organ = organ;
            this.targetMm = targetMm;
            this.index = new double[asked.grid().nx() * parts[0]];
            Arrays.setAll(index, n -> ShellPoints.index(n, parts[0]));
        }

        /** Classes the points in the voxels asked for of the rows that begin at the given ones. */
        void rows(int firstRow, int firstPlane) {
            VoxelGrid grid = asked.grid();
            int planes = Math.min(CUBE, grid.nz() * parts[2] - firstPlane);
            int width = Math.min(CUBE, grid.ny() * parts[1] - firstRow);
            Row[] bundle = new Row[CUBE * planes];
            int from = grid.nx(); // voxels asked for of any row
            int to = 0;
            for (int r = 0; r < bundle.length; r++) {
                if (r % CUBE < width) {
                    int row = firstRow + r % CUBE;
                    int plane = firstPlane + r / CUBE;
                    byte[] shells = new byte[index.length];
                    bundle[r] = new Row(grid, parts[0], 0, index(row, parts[1]), index(plane, parts[2]), shells);
                    int j = row / parts[1];
                    int k = plane / parts[2];
                    from = Math.min(from, asked.nextSet(0, j, k));
                    for (int i = asked.nextSet(to, j, k); i < grid.nx(); i = asked.nextSet(i + 1, j, k)) {
                        to = i + 1;
                    }
                }
            }
            for (int n = from * parts[0]; n < to * parts[0]; n += CUBE) {
                cube(bundle, firstRow, firstPlane, n, Math.min(n + CUBE, to * parts[0]));
            }
            for (Row row : bundle) {
                if (row != null) {
                    keep(row);
                }
            }
        }

        /**
         * Classes the points of a cube, listed along a Morton curve: its halves along every axis, and theirs. Eight
         * neighbours are listed where any of them is asked for, so that what is taken together lies close together.
         */
        private void cube(Row[] bundle, int firstRow, int firstPlane, int from, int end) {
            count = 0;
            for (int eight = 0; eight < POINTS; eight += 8) {
                int before = count;
                boolean any = false;
                for (int code = eight; code < eight + 8; code++) {
                    int n = from + every3rd(code);
                    int r = every3rd(code >> 1) + CUBE * every3rd(code >> 2);
                    if (n < end && r < bundle.length && bundle[r] != null) {
                        boolean wanted = list(
                                bundle[r], n, (firstRow + r % CUBE) / parts[1], (firstPlane + r / CUBE) / parts[2]);
                        rowOf[count] = wanted ? r : -1;
                        placeOf[count++] = n;
                        any |= wanted;
                    }
                }
                count = any ? count : before;
            }
            depth.outsideMm(points, count, Math.max(Surroundings.SHELLS, targetMm), distances);
            for (int p = 0; p < count; p++) {
                if (rowOf[p] >= 0) {
                    bundle[rowOf[p]].shells[placeOf[p]] = shell(distances[p], targetMm);
                }
            }
        }

        /** The number of bits 0, 3 and 6. */
        private static int every3rd(int code) {
            return (code & 1) | (code >> 2 & 2) | (code >> 4 & 4);
        }

        /** Writes the place of a point of the row, in the voxel row (j, k); whether it is asked for. */
        private boolean list(Row row, int n, int j, int k) {
            double x = row.grid.worldX(index[n], row.j, row.k);
            double y = row.grid.worldY(index[n], row.j, row.k);
            double z = row.grid.worldZ(index[n], row.j, row.k);
            points[3 * count] = x;
            points[3 * count + 1] = y;
            points[3 * count + 2] = z;
            return asked.get(n / parts[0], j, k) && inOrgan(x, y, z);
        }

        /** Keeps what of a row has a shell. */
        private void keep(Row row) {
            int from = 0;
            int to = row.count();
            while (from < to && row.shells[from] == 0) {
                from++;
            }
            while (from < to && row.shells[to - 1] == 0) {
                to--;
            }
            if (from < to) {
                byte[] shells = Arrays.copyOfRange(row.shells, from, to);
                rows.add(new Row(row.grid, row.parts, from, row.j, row.k, shells));
            }
        }

        private static byte shell(double distance, double targetMm) {
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
            return clamped((int) Math.floor(index + 0.5), n);
        }
    }
}

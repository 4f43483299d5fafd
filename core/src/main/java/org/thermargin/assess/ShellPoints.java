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
    /** Points of a cube along an axis, and of half of it. */
    private static final int CUBE = 4;

    private static final int HALF = CUBE / 2;

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
        Layer[] layers = new Layer[(coarse.nz() * parts[2] + CUBE - 1) / CUBE];
        Workers.run(layers.length, threads, () -> {
            SignedField own = depth.walker();
            return n -> {
                Layer layer = new Layer(own, organ, targetMm);
                for (int row = 0; row < coarse.ny() * parts[1]; row += CUBE) {
                    layer.rows(coarse, squared, (float) (slack * slack), parts, row, n * CUBE);
                }
                layers[n] = layer;
            };
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
        private final SignedField depth;
        private final Optional<BinaryMask> organ;
        private final double targetMm;
        private final List<Row> rows = new ArrayList<>();
        private final double[] points = new double[3 * CUBE * CUBE * CUBE]; // of a cube, those in the organ
        private final double[] distances = new double[CUBE * CUBE * CUBE];
        private final int[] rowOf = new int[CUBE * CUBE * CUBE];
        private final int[] placeOf = new int[CUBE * CUBE * CUBE];
        private int count;

        Layer(SignedField depth, Optional<BinaryMask> organ, double targetMm) {
            this.depth = depth;
            this.organ = organ;
            this.targetMm = targetMm;
        }

        /** Classes the points in near voxels of the rows that begin at the given ones. */
        void rows(VoxelGrid grid, float[] squared, float nearSq, int[] parts, int firstRow, int firstPlane) {
            int planes = Math.min(CUBE, grid.nz() * parts[2] - firstPlane);
            int width = Math.min(CUBE, grid.ny() * parts[1] - firstRow);
            Row[] bundle = new Row[planes * width];
            int[] voxels = new int[bundle.length]; // first of each row
            int from = Integer.MAX_VALUE; // near voxels of any row
            int to = 0;
            for (int r = 0; r < bundle.length; r++) {
                int row = firstRow + r % width;
                int plane = firstPlane + r / width;
                byte[] shells = new byte[grid.nx() * parts[0]];
                bundle[r] = new Row(grid, parts[0], 0, index(row, parts[1]), index(plane, parts[2]), shells);
                voxels[r] = grid.linearIndex(0, row / parts[1], plane / parts[2]);
                for (int i = 0; i < grid.nx(); i++) {
                    if (squared[voxels[r] + i] <= nearSq) {
                        from = Math.min(from, i);
                        to = Math.max(to, i + 1);
                    }
                }
            }
            for (int n = from == Integer.MAX_VALUE ? 0 : from * parts[0]; n < to * parts[0]; n += CUBE) {
                int end = Math.min(n + CUBE, grid.nx() * parts[0]);
                cube(bundle, voxels, width, squared, nearSq, n, end);
            }
            for (Row row : bundle) {
                keep(row);
            }
        }

        /** Classes the points of a cube, listed in halves of it along every axis. */
        private void cube(Row[] bundle, int[] voxels, int width, float[] squared, float nearSq, int from, int end) {
            count = 0;
            for (int half = 0; half < 8; half++) {
                int first = from + (half & 1) * HALF;
                for (int r = 0; r < bundle.length; r++) {
                    if (r % width / HALF == (half >> 1 & 1) && r / width / HALF == half >> 2) {
                        for (int n = first; n < Math.min(first + HALF, end); n++) {
                            if (squared[voxels[r] + n / bundle[r].parts] <= nearSq) {
                                list(bundle[r], r, n);
                            }
                        }
                    }
                }
            }
            depth.outsideMm(points, count, Math.max(Surroundings.SHELLS, targetMm), distances);
            for (int p = 0; p < count; p++) {
                bundle[rowOf[p]].shells[placeOf[p]] = shell(distances[p], targetMm);
            }
        }

        private void list(Row row, int r, int n) {
            double x = row.x(n);
            double y = row.y(n);
            double z = row.z(n);
            if (inOrgan(x, y, z)) {
                points[3 * count] = x;
                points[3 * count + 1] = y;
                points[3 * count + 2] = z;
                rowOf[count] = r;
                placeOf[count++] = n;
            }
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

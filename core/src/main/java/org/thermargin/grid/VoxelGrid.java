package org.thermargin.grid;

import java.util.Locale;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * A lattice of voxel centres in the world frame (LPS, mm): size, spacing, orthonormal directions (may be oblique, and
 * left-handed) and the world position of voxel (0, 0, 0). The only place where indices become millimetres and back.
 * Index (i, j, k) names a voxel centre; a continuous index is in the same units, so that voxel i covers
 * {@code [i - 0.5, i + 0.5]}.
 */
public final class VoxelGrid {
    /** Largest departure from orthonormal directions that is accepted, as a scalar product. */
    public static final double ORTHONORMAL_TOLERANCE = 1e-4;

    /** Largest displacement of a voxel between two grids that count as one lattice, mm. */
    public static final double LATTICE_TOLERANCE_MM = 5e-3;

    private final int nx;
    private final int ny;
    private final int nz;
    private final double dxMm;
    private final double dyMm;
    private final double dzMm;
    private final Direction3 iDirection;
    private final Direction3 jDirection;
    private final Direction3 kDirection;
    private final Point3 origin;

    private VoxelGrid(
            int nx,
            int ny,
            int nz,
            double dxMm,
            double dyMm,
            double dzMm,
            Direction3 iDirection,
            Direction3 jDirection,
            Direction3 kDirection,
            Point3 origin) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.dxMm = dxMm;
        this.dyMm = dyMm;
        this.dzMm = dzMm;
        this.iDirection = iDirection;
        this.jDirection = jDirection;
        this.kDirection = kDirection;
        this.origin = origin;
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException("grid size must be at least 1 x 1 x 1, was " + sizeText());
        }
        long plane = (long) nx * ny;
        if (plane > Integer.MAX_VALUE - 8 || plane * nz > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("grid of " + sizeText() + " has more than the " + (Integer.MAX_VALUE - 8)
                    + " voxels that one array holds");
        }
        if (!(dxMm > 0) || !(dyMm > 0) || !(dzMm > 0) || !Double.isFinite(dxMm + dyMm + dzMm)) {
            throw new IllegalArgumentException("spacing must be > 0 mm, was " + dxMm + ", " + dyMm + ", " + dzMm);
        }
        double worst = Math.max(
                Math.abs(iDirection.dot(jDirection)),
                Math.max(Math.abs(iDirection.dot(kDirection)), Math.abs(jDirection.dot(kDirection))));
        if (worst > ORTHONORMAL_TOLERANCE) {
            throw new IllegalArgumentException(
                    "index axes must be at right angles, largest cosine between two was " + worst);
        }
    }

    /** A grid with axes along +L, +P, +S. Spacing in mm; origin is the centre of voxel (0, 0, 0), LPS mm. */
    public static VoxelGrid axisAligned(int nx, int ny, int nz, double dxMm, double dyMm, double dzMm, Point3 origin) {
        return new VoxelGrid(
                nx, ny, nz, dxMm, dyMm, dzMm, Direction3.LEFT, Direction3.POSTERIOR, Direction3.SUPERIOR, origin);
    }

    /** A grid with the given axis directions (orthonormal within {@link #ORTHONORMAL_TOLERANCE}). */
    public static VoxelGrid oriented(
            int nx,
            int ny,
            int nz,
            double dxMm,
            double dyMm,
            double dzMm,
            Direction3 iDirection,
            Direction3 jDirection,
            Direction3 kDirection,
            Point3 origin) {
        return new VoxelGrid(nx, ny, nz, dxMm, dyMm, dzMm, iDirection, jDirection, kDirection, origin);
    }

    public int nx() {
        return nx;
    }

    public int ny() {
        return ny;
    }

    public int nz() {
        return nz;
    }

    /** Spacing along i, mm. */
    public double dxMm() {
        return dxMm;
    }

    /** Spacing along j, mm. */
    public double dyMm() {
        return dyMm;
    }

    /** Spacing along k, mm. */
    public double dzMm() {
        return dzMm;
    }

    public Direction3 iDirection() {
        return iDirection;
    }

    public Direction3 jDirection() {
        return jDirection;
    }

    public Direction3 kDirection() {
        return kDirection;
    }

    /** World position of the centre of voxel (0, 0, 0). */
    public Point3 origin() {
        return origin;
    }

    /** Number of voxels; fits an array. */
    public int voxelCount() {
        return nx * ny * nz;
    }

    /** Volume of one voxel, mm3. */
    public double voxelVolumeMm3() {
        return dxMm * dyMm * dzMm;
    }

    /** Length of the diagonal of one voxel, mm. */
    public double voxelDiagonalMm() {
        return Math.sqrt(dxMm * dxMm + dyMm * dyMm + dzMm * dzMm);
    }

    /** Smallest of the three spacings, mm. */
    public double minSpacingMm() {
        return Math.min(dxMm, Math.min(dyMm, dzMm));
    }

    /** Largest of the three spacings, mm. */
    public double maxSpacingMm() {
        return Math.max(dxMm, Math.max(dyMm, dzMm));
    }

    /** Position of voxel (i, j, k) in a linear array, i fastest. */
    public int linearIndex(int i, int j, int k) {
        return i + nx * (j + ny * k);
    }

    /** Whether the voxel lies in the grid. */
    public boolean contains(int i, int j, int k) {
        return i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz;
    }

    /** World position of a continuous index. */
    public Point3 toWorld(double i, double j, double k) {
        return new Point3(worldX(i, j, k), worldY(i, j, k), worldZ(i, j, k));
    }

    /** World x (towards left) of a continuous index, mm. */
    public double worldX(double i, double j, double k) {
        return origin.x() + i * dxMm * iDirection.x() + j * dyMm * jDirection.x() + k * dzMm * kDirection.x();
    }

    /** World y (towards posterior) of a continuous index, mm. */
    public double worldY(double i, double j, double k) {
        return origin.y() + i * dxMm * iDirection.y() + j * dyMm * jDirection.y() + k * dzMm * kDirection.y();
    }

    /** World z (towards superior) of a continuous index, mm. */
    public double worldZ(double i, double j, double k) {
        return origin.z() + i * dxMm * iDirection.z() + j * dyMm * jDirection.z() + k * dzMm * kDirection.z();
    }

    /** Continuous index along i of a world point. */
    public double indexI(double x, double y, double z) {
        return ((x - origin.x()) * iDirection.x()
                        + (y - origin.y()) * iDirection.y()
                        + (z - origin.z()) * iDirection.z())
                / dxMm;
    }

    /** Continuous index along j of a world point. */
    public double indexJ(double x, double y, double z) {
        return ((x - origin.x()) * jDirection.x()
                        + (y - origin.y()) * jDirection.y()
                        + (z - origin.z()) * jDirection.z())
                / dyMm;
    }

    /** Continuous index along k of a world point. */
    public double indexK(double x, double y, double z) {
        return ((x - origin.x()) * kDirection.x()
                        + (y - origin.y()) * kDirection.y()
                        + (z - origin.z()) * kDirection.z())
                / dzMm;
    }

    /** The grid of the box of voxels; the box may reach outside this grid, the lattice continues. */
    public VoxelGrid subgrid(IndexBox box) {
        return new VoxelGrid(
                box.nx(),
                box.ny(),
                box.nz(),
                dxMm,
                dyMm,
                dzMm,
                iDirection,
                jDirection,
                kDirection,
                toWorld(box.iLow(), box.jLow(), box.kLow()));
    }

    /** The box of all voxels. */
    public IndexBox box() {
        return new IndexBox(0, 0, 0, nx, ny, nz);
    }

    /** The world box around all voxel bodies (centres and half a voxel beyond). */
    public Bounds3 worldBounds() {
        return worldBounds(box());
    }

    /** The world box around the bodies of the voxels of an index box. */
    public Bounds3 worldBounds(IndexBox box) {
        Bounds3 bounds = null;
        for (int corner = 0; corner < 8; corner++) {
            Point3 p = toWorld(
                    (corner & 1) == 0 ? box.iLow() - 0.5 : box.iHigh() - 0.5,
                    (corner & 2) == 0 ? box.jLow() - 0.5 : box.jHigh() - 0.5,
                    (corner & 4) == 0 ? box.kLow() - 0.5 : box.kHigh() - 0.5);
            Bounds3 point = new Bounds3(p, p);
            bounds = bounds == null ? point : bounds.union(point);
        }
        return bounds;
    }

    /** The smallest box of voxels whose centres surround the world box; it may reach beyond this grid. */
    public IndexBox indexBox(Bounds3 world) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) == 0 ? world.low().x() : world.high().x();
            double y = (corner & 2) == 0 ? world.low().y() : world.high().y();
            double z = (corner & 4) == 0 ? world.low().z() : world.high().z();
            double[] index = {indexI(x, y, z), indexJ(x, y, z), indexK(x, y, z)};
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], index[axis]);
                high[axis] = Math.max(high[axis], index[axis]);
            }
        }
        return new IndexBox(
                (int) Math.floor(low[0]),
                (int) Math.floor(low[1]),
                (int) Math.floor(low[2]),
                (int) Math.ceil(high[0]) + 1,
                (int) Math.ceil(high[1]) + 1,
                (int) Math.ceil(high[2]) + 1);
    }

    /** Whether both grids are parts of one lattice within {@link #LATTICE_TOLERANCE_MM}. */
    public boolean sameLattice(VoxelGrid other) {
        return sameLattice(other, LATTICE_TOLERANCE_MM);
    }

    /**
     * Whether both grids are parts of one lattice: same spacing and directions, and an offset of whole voxels, with no
     * voxel of either displaced by more than the tolerance (mm). Sizes may differ.
     */
    public boolean sameLattice(VoxelGrid other, double toleranceMm) {
        IndexOffset offset = latticeOffset(other);
        Point3 low = toWorld(offset.i(), offset.j(), offset.k());
        if (low.distanceMm(other.origin) > toleranceMm) {
            return false;
        }
        for (int corner = 1; corner < 8; corner++) {
            int i = (corner & 1) == 0 ? 0 : other.nx - 1;
            int j = (corner & 2) == 0 ? 0 : other.ny - 1;
            int k = (corner & 4) == 0 ? 0 : other.nz - 1;
            Point3 mine = toWorld(i + offset.i(), j + offset.j(), k + offset.k());
            if (mine.distanceMm(other.toWorld(i, j, k)) > toleranceMm) {
                return false;
            }
        }
        return axesAgree(other);
    }

    /** The smallest grid of this lattice that holds both; the other must be part of the same lattice. */
    public VoxelGrid joined(VoxelGrid other) {
        IndexOffset offset = latticeOffset(other);
        IndexBox theirs = new IndexBox(
                offset.i(),
                offset.j(),
                offset.k(),
                Math.addExact(offset.i(), other.nx),
                Math.addExact(offset.j(), other.ny),
                Math.addExact(offset.k(), other.nz));
        return subgrid(box().union(theirs));
    }

    /** Whole-voxel index in this grid that lies nearest to voxel (0, 0, 0) of the other grid. */
    public IndexOffset latticeOffset(VoxelGrid other) {
        Point3 p = other.origin;
        return new IndexOffset(
                Math.toIntExact(Math.round(indexI(p.x(), p.y(), p.z()))),
                Math.toIntExact(Math.round(indexJ(p.x(), p.y(), p.z()))),
                Math.toIntExact(Math.round(indexK(p.x(), p.y(), p.z()))));
    }

    private boolean axesAgree(VoxelGrid other) {
        double relative = 1e-3;
        return Math.abs(dxMm - other.dxMm) <= relative * dxMm
                && Math.abs(dyMm - other.dyMm) <= relative * dyMm
                && Math.abs(dzMm - other.dzMm) <= relative * dzMm
                && iDirection.dot(other.iDirection) > 1 - 1e-4
                && jDirection.dot(other.jDirection) > 1 - 1e-4
                && kDirection.dot(other.kDirection) > 1 - 1e-4;
    }

    /** A whole-voxel offset between two grids of one lattice. */
    public record IndexOffset(int i, int j, int k) {}

    private String sizeText() {
        return nx + " x " + ny + " x " + nz;
    }

    /** Size, spacing, origin and directions on one line, for messages. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s voxels of %.6g x %.6g x %.6g mm, origin LPS (%.3f, %.3f, %.3f), axes (%.4f %.4f %.4f) (%.4f %.4f %.4f) (%.4f %.4f %.4f)",
                sizeText(),
                dxMm,
                dyMm,
                dzMm,
                origin.x(),
                origin.y(),
                origin.z(),
                iDirection.x(),
                iDirection.y(),
                iDirection.z(),
                jDirection.x(),
                jDirection.y(),
                jDirection.z(),
                kDirection.x(),
                kDirection.y(),
                kDirection.z());
    }

    /** Exactly the same numbers. */
    @Override
    public boolean equals(Object object) {
        return object instanceof VoxelGrid other
                && nx == other.nx
                && ny == other.ny
                && nz == other.nz
                && dxMm == other.dxMm
                && dyMm == other.dyMm
                && dzMm == other.dzMm
                && origin.equals(other.origin)
                && iDirection.equals(other.iDirection)
                && jDirection.equals(other.jDirection)
                && kDirection.equals(other.kDirection);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(nx, ny, nz, dxMm, dyMm, dzMm, origin);
    }
}

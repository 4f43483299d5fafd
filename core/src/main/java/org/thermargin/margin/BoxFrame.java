package org.thermargin.margin;

import org.thermargin.geometry.Direction3;
import org.thermargin.grid.VoxelGrid;

/** Right-angled axes along those of a lattice, mm, in which the boxes of {@link BallCells} are compared. */
final class BoxFrame {
    private final Direction3 u;
    private final Direction3 v;
    private final Direction3 w;

    private BoxFrame(Direction3 u, Direction3 v, Direction3 w) {
        this.u = u;
        this.v = v;
        this.w = w;
    }

    /** The axes of the lattice, made exactly orthonormal. */
    static BoxFrame of(VoxelGrid grid) {
        Direction3 u = grid.iDirection();
        Direction3 w = cross(u, grid.jDirection());
        return new BoxFrame(u, cross(w, u), w);
    }

    private static Direction3 cross(Direction3 a, Direction3 b) {
        return Direction3.of(
                a.y() * b.z() - a.z() * b.y(), a.z() * b.x() - a.x() * b.z(), a.x() * b.y() - a.y() * b.x());
    }

    /** Writes the centre of a world point into the first three entries from {@code at}. */
    void place(double x, double y, double z, double[] box, int at) {
        box[at] = x * u.x() + y * u.y() + z * u.z();
        box[at + 1] = x * v.x() + y * v.y() + z * v.z();
        box[at + 2] = x * w.x() + y * w.y() + z * w.z();
    }

    double worldX(double a, double b, double c) {
        return a * u.x() + b * v.x() + c * w.x();
    }

    double worldY(double a, double b, double c) {
        return a * u.y() + b * v.y() + c * w.y();
    }

    double worldZ(double a, double b, double c) {
        return a * u.z() + b * v.z() + c * w.z();
    }

    /** Length of a vector. */
    static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Half the extents, mm, of the smallest box of this frame round a cell of half-sizes i, j, k (index units). */
    double[] halfExtents(VoxelGrid grid, double i, double j, double k) {
        return new double[] {extent(u, grid, i, j, k), extent(v, grid, i, j, k), extent(w, grid, i, j, k)};
    }

    private static double extent(Direction3 axis, VoxelGrid grid, double i, double j, double k) {
        return Math.abs(axis.dot(grid.iDirection())) * i * grid.dxMm()
                + Math.abs(axis.dot(grid.jDirection())) * j * grid.dyMm()
                + Math.abs(axis.dot(grid.kDirection())) * k * grid.dzMm();
    }
}

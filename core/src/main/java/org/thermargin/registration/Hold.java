package org.thermargin.registration;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * How firmly the shape of a surface holds a rigid fit, from the eigenvalues of the information matrix {@code J^T J / n}: a
 * motion of the surface by 1 mm (root mean square) along an eigenvector changes the distances of its points by the root of
 * the eigenvalue. A ball has 0 for all turns, a body of revolution for one.
 *
 * @param weakest the smallest such change, mm per mm, 0..1
 * @param axis axis of the turn in the weakest motion, on the scan before; where that is a shift, its direction
 * @param isTurn whether the weakest motion is more of a turn than of a shift
 * @param looseMm how far the place may move at most by motions that change the distances by no more than what remains
 *     between the surfaces (root mean square), mm
 */
public record Hold(double weakest, Direction3 axis, boolean isTurn, double looseMm) {
    /** Below this the motion is not determined: 10 mm along the surface change distances by less than 1 mm. */
    private static final double UNDETERMINED = 0.1;
    /** Keeps the inverse finite for perfect symmetry. */
    private static final double LEAST = 1e-9;

    /** Whether some motion is not determined by the shape. */
    public boolean leavesOpen() {
        return weakest < UNDETERMINED;
    }

    /** Of the equations about the pivot, whose cost is a mean over points. */
    static Hold of(SurfacePair.Equations equations, double[] points, Point3 pivot, double residualMm, Bounds3 place) {
        Point3 centre = SurfaceFit.centroid(points);
        double reach = reachMm(points, centre);
        DMatrixRMaj h = new DMatrixRMaj(6, 6, true, equations.h.clone());
        // turns about the centre of the surface, in units of the way its points go
        DMatrixRMaj units = CommonOps_DDRM.identity(6);
        double x = pivot.x() - centre.x();
        double y = pivot.y() - centre.y();
        double z = pivot.z() - centre.z();
        double[][] shifts = {{0, -z, y}, {z, 0, -x}, {-y, x, 0}}; // e_n cross (pivot - centre)
        for (int n = 0; n < 3; n++) {
            units.set(n, n, 1 / reach);
            for (int c = 0; c < 3; c++) {
                units.set(3 + c, n, shifts[n][c] / reach);
            }
        }
        DMatrixRMaj half = new DMatrixRMaj(6, 6);
        DMatrixRMaj scaled = new DMatrixRMaj(6, 6);
        CommonOps_DDRM.mult(h, units, half);
        CommonOps_DDRM.multTransA(units, half, scaled);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(6, true, true);
        if (!eigen.decompose(scaled)) {
            throw new IllegalStateException("no eigenvalues of " + scaled);
        }
        int least = 0;
        DMatrixRMaj spread = new DMatrixRMaj(6, 6);
        for (int n = 0; n < 6; n++) {
            double value = eigen.getEigenvalue(n).getReal();
            least = value < eigen.getEigenvalue(least).getReal() ? n : least;
            DMatrixRMaj v = eigen.getEigenVector(n);
            CommonOps_DDRM.multAddTransB(1 / Math.max(LEAST, value), v, v, spread);
        }
        DMatrixRMaj weak = eigen.getEigenVector(least);
        double turn = square(weak, 0);
        double shift = square(weak, 3);
        int from = turn >= shift ? 0 : 3;
        return new Hold(
                Math.sqrt(Math.max(0, eigen.getEigenvalue(least).getReal())),
                Direction3.of(weak.get(from), weak.get(from + 1), weak.get(from + 2)),
                turn >= shift,
                residualMm * worst(spread, centre, reach, place));
    }

    private static double square(DMatrixRMaj v, int from) {
        return v.get(from) * v.get(from) + v.get(from + 1) * v.get(from + 1) + v.get(from + 2) * v.get(from + 2);
    }

    /** Root mean square way of the points for a turn by 1 rad, the mean of all axes, mm. */
    private static double reachMm(double[] points, Point3 centre) {
        double sum = 0;
        for (int n = 0; n < points.length; n += 3) {
            sum += centre.squaredDistanceSqMm(new Point3(points[n], points[n + 1], points[n + 2]));
        }
        return Math.sqrt(2.0 / 3.0 * sum / (points.length / 3));
    }

    /** Longest half-axis of the image of the ellipsoid of motions at a corner of the place. */
    private static double worst(DMatrixRMaj spread, Point3 centre, double reach, Bounds3 place) {
        double most = 0;
        for (Point3 corner : corners(place)) {
            double x = (corner.x() - centre.x()) / reach;
            double y = (corner.y() - centre.y()) / reach;
            double z = (corner.z() - centre.z()) / reach;
            DMatrixRMaj way = new DMatrixRMaj(3, 6, true, 0, z, -y, 1, 0, 0, -z, 0, x, 0, 1, 0, y, -x, 0, 0, 0, 1);
            DMatrixRMaj half = new DMatrixRMaj(3, 6);
            DMatrixRMaj there = new DMatrixRMaj(3, 3);
            CommonOps_DDRM.mult(way, spread, half);
            CommonOps_DDRM.multTransB(half, way, there);
            most = Math.max(most, SymmetricMatrix.largest(there.getData()));
        }
        return Math.sqrt(most);
    }

    /** The corners of a box. */
    static List<Point3> corners(Bounds3 box) {
        List<Point3> corners = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            corners.add(new Point3(
                    (n & 1) == 0 ? box.low().x() : box.high().x(),
                    (n & 2) == 0 ? box.low().y() : box.high().y(),
                    (n & 4) == 0 ? box.low().z() : box.high().z()));
        }
        return corners;
    }
}

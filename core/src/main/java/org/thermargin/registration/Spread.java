package org.thermargin.registration;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * How points lie about their middle: principal axes and root mean square extents along them, largest first.
 *
 * @param count number of points
 * @param centroid the mean of the points
 * @param axes three directions at right angles
 * @param extentsMm root mean square distances from the centroid along them, mm
 */
record Spread(int count, Point3 centroid, List<Direction3> axes, List<Double> extentsMm) {
    /** Of at least one point. */
    static Spread of(List<Point3> points) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (Point3 p : points) {
            x += p.x();
            y += p.y();
            z += p.z();
        }
        int n = points.size();
        Point3 centroid = new Point3(x / n, y / n, z / n);
        DMatrixRMaj second = new DMatrixRMaj(3, 3);
        for (Point3 p : points) {
            double[] d = {p.x() - centroid.x(), p.y() - centroid.y(), p.z() - centroid.z()};
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    second.add(row, column, d[row] * d[column] / n);
                }
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(3, 3, true, false, false);
        if (!svd.decompose(second)) {
            throw new IllegalStateException("no singular values of " + second);
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj w = svd.getW(null);
        SingularOps_DDRM.descendingOrder(u, false, w, null, false);
        return new Spread(
                n,
                centroid,
                List.of(axis(u, 0), axis(u, 1), axis(u, 2)),
                List.of(
                        Math.sqrt(Math.max(0, w.get(0, 0))),
                        Math.sqrt(Math.max(0, w.get(1, 1))),
                        Math.sqrt(Math.max(0, w.get(2, 2)))));
    }

    private static Direction3 axis(DMatrixRMaj u, int column) {
        return Direction3.of(u.get(0, column), u.get(1, column), u.get(2, column));
    }

    /** Mean square distance of the points from an axis through the centroid, mm2. */
    double aboutAxisSqMm2(int axis) {
        double sum = 0;
        for (int other = 0; other < 3; other++) {
            sum += other == axis ? 0 : extentsMm.get(other) * extentsMm.get(other);
        }
        return sum;
    }

    /**
     * Covariance of the displacement that a rigid fit to these points leaves at a place, for errors of the points with
     * unit variance per axis: {@code 1/N (I + sum_k (e_k x r)(e_k x r)^T / f_k^2)}, row by row.
     */
    double[] covarianceAt(Point3 place) {
        double each = 1.0 / count;
        double[] c = {each, 0, 0, 0, each, 0, 0, 0, each};
        double rx = place.x() - centroid.x();
        double ry = place.y() - centroid.y();
        double rz = place.z() - centroid.z();
        for (int axis = 0; axis < 3; axis++) {
            Direction3 e = axes.get(axis);
            double[] turn = {e.y() * rz - e.z() * ry, e.z() * rx - e.x() * rz, e.x() * ry - e.y() * rx};
            double weight = each / aboutAxisSqMm2(axis);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    c[3 * row + column] += weight * turn[row] * turn[column];
                }
            }
        }
        return c;
    }
}

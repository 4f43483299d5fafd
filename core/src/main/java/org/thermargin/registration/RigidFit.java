package org.thermargin.registration;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/**
 * The rigid map that takes points to their partners with the least sum of squared distances: the singular value
 * decomposition of their cross-covariance (Arun, Huang, Blostein 1987, 10.1109/TPAMI.1987.4767965), with the sign of the
 * last singular vector turned where the best orthogonal matrix would mirror (Umeyama 1991, 10.1109/34.88573).
 */
final class RigidFit {
    private RigidFit() {}

    /**
     * The map, and what a map that mirrors would leave.
     *
     * @param mirroredSqMm2 least sum of squared distances under maps that mirror, mm2, good to about 1e-6
     */
    record Fit(AffineMap map, double mirroredSqMm2) {}

    /** Of at least three pairs that do not lie on a line. */
    static Fit of(List<LandmarkPair> pairs) {
        Point3 from = centroid(pairs, true);
        Point3 to = centroid(pairs, false);
        DMatrixRMaj covariance = new DMatrixRMaj(3, 3);
        double spread = 0;
        for (LandmarkPair pair : pairs) {
            double[] p = {
                pair.from().x() - from.x(),
                pair.from().y() - from.y(),
                pair.from().z() - from.z()
            };
            double[] q = {
                pair.to().x() - to.x(), pair.to().y() - to.y(), pair.to().z() - to.z()
            };
            for (int row = 0; row < 3; row++) {
                spread += p[row] * p[row] + q[row] * q[row];
                for (int column = 0; column < 3; column++) {
                    covariance.add(row, column, q[row] * p[column]);
                }
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(3, 3, true, true, false);
        if (!svd.decompose(covariance)) {
            throw new IllegalStateException("no singular values of " + covariance);
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj w = svd.getW(null);
        DMatrixRMaj v = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(u, false, w, v, false);
        double sign = Math.signum(CommonOps_DDRM.det(u) * CommonOps_DDRM.det(v));
        double trace = w.get(0, 0) + w.get(1, 1);
        double last = w.get(2, 2);
        double[] rotation = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rotation[3 * row + column] = u.get(row, 0) * v.get(column, 0)
                        + u.get(row, 1) * v.get(column, 1)
                        + sign * u.get(row, 2) * v.get(column, 2);
            }
        }
        return new Fit(AffineMap.about(rotation, from, to), Math.max(0, spread - 2 * (trace - sign * last)));
    }

    /** The mean of the points of one scan. */
    static Point3 centroid(List<LandmarkPair> pairs, boolean ofFrom) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (LandmarkPair pair : pairs) {
            Point3 p = ofFrom ? pair.from() : pair.to();
            x += p.x();
            y += p.y();
            z += p.z();
        }
        return new Point3(x / pairs.size(), y / pairs.size(), z / pairs.size());
    }
}

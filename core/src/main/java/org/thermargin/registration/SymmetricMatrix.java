package org.thermargin.registration;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** What is asked of covariance matrices: symmetric, positive definite, 3 x 3, row by row. */
final class SymmetricMatrix {
    private SymmetricMatrix() {}

    /** The largest eigenvalue. */
    static double largest(double[] c) {
        return NormOps_DDRM.normP2(new DMatrixRMaj(3, 3, true, c)); // singular values of these are eigenvalues
    }

    /** The sum of the eigenvalues. */
    static double trace(double[] c) {
        return c[0] + c[4] + c[8];
    }

    /** {@code e^T C^-1 e}: the squared length of a vector in units of its covariance. */
    static double squaredLength(double[] c, double x, double y, double z) {
        DMatrixRMaj e = new DMatrixRMaj(3, 1, true, x, y, z);
        DMatrixRMaj solved = new DMatrixRMaj(3, 1);
        if (!CommonOps_DDRM.solve(new DMatrixRMaj(3, 3, true, c), e, solved)) {
            throw new IllegalArgumentException("a covariance must be positive definite, was singular");
        }
        return CommonOps_DDRM.dot(e, solved);
    }
}

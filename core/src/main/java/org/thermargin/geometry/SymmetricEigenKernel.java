package org.thermargin.geometry;

/** Eigenvalues and eigenvectors of a symmetric 3 x 3 matrix by cyclic Jacobi rotations. */
final class SymmetricEigenKernel {
    private static final int MAX_SWEEPS = 30;

    private SymmetricEigenKernel() {}

    /**
     * Turns {@code m} (row-major, symmetric, overwritten) into a diagonal matrix whose diagonal holds the eigenvalues, and
     * writes the unit eigenvectors into the columns of {@code v} (row-major).
     */
    static void diagonalise(double[] m, double[] v) {
        for (int n = 0; n < 9; n++) {
            v[n] = n % 4 == 0 ? 1 : 0;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            double off = Math.abs(m[1]) + Math.abs(m[2]) + Math.abs(m[5]);
            if (off <= 1e-17 * (Math.abs(m[0]) + Math.abs(m[4]) + Math.abs(m[8]))) {
                return;
            }
            rotate(m, v, 0, 1);
            rotate(m, v, 0, 2);
            rotate(m, v, 1, 2);
        }
    }

    private static void rotate(double[] m, double[] v, int p, int q) {
        double off = m[3 * p + q];
        if (off == 0) {
            return;
        }
        double theta = (m[3 * q + q] - m[3 * p + p]) / (2 * off);
        double t = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        t = theta < 0 ? -t : t;
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < 3; k++) {
            double a = m[3 * k + p];
            double b = m[3 * k + q];
            m[3 * k + p] = c * a - s * b;
            m[3 * k + q] = s * a + c * b;
        }
        for (int k = 0; k < 3; k++) {
            double a = m[3 * p + k];
            double b = m[3 * q + k];
            m[3 * p + k] = c * a - s * b;
            m[3 * q + k] = s * a + c * b;
        }
        m[3 * p + q] = 0;
        m[3 * q + p] = 0;
        for (int k = 0; k < 3; k++) {
            double a = v[3 * k + p];
            double b = v[3 * k + q];
            v[3 * k + p] = c * a - s * b;
            v[3 * k + q] = s * a + c * b;
        }
    }
}

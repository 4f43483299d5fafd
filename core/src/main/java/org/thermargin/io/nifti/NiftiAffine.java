package org.thermargin.io.nifti;

import org.thermargin.InputException;
import org.thermargin.io.VectorMm;

/**
 * Index to world, LPS, in the file's unit of length: the step along each index axis and the centre of the first voxel.
 * Built from the sform rows or the qform quaternion of the header.
 */
record NiftiAffine(VectorMm iStep, VectorMm jStep, VectorMm kStep, VectorMm first) {
    /** A quaternion's vector part may exceed length 1 by rounding of float32 only. */
    private static final double QUATERNION_TOLERANCE = 1e-5;
    /** What rounding b, c, d to float32 can change in the sum of their squares: 2 x 2^-25, and some. */
    private static final double SCALAR_ROUNDING = 1e-7;

    private static final int SCALAR_STEPS = 32;

    /** The sform. */
    static NiftiAffine fromSform(NiftiHeader header) {
        double[][] s = header.srowRas();
        return new NiftiAffine(column(s, 0), column(s, 1), column(s, 2), column(s, 3));
    }

    private static VectorMm column(double[][] rowsRas, int c) {
        return VectorMm.fromRas(rowsRas[0][c], rowsRas[1][c], rowsRas[2][c]);
    }

    /**
     * The qform: rotation from the quaternion, spacing from pixdim, qfac (0 counts as 1) flips the third axis. The
     * scalar part a follows from unit length, and as in the reference library a squared below 1e-7 is 0: near a half
     * turn, rounding of b, c, d to float32 leaves no more of a.
     */
    static NiftiAffine fromQform(NiftiHeader header, String file) throws InputException {
        double[] q = header.quaternRas();
        double rest = 1 - (q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
        return fromQform(header, rest < SCALAR_ROUNDING ? 0 : Math.sqrt(rest), file);
    }

    /**
     * The qform of a near half turn that lies nearest to the given sform, among those that rounding of the quaternion
     * to float32 cannot tell apart; the plain qform elsewhere.
     */
    static NiftiAffine nearestQform(NiftiHeader header, NiftiAffine sform, String file) throws InputException {
        double[] q = header.quaternRas();
        double rest = 1 - (q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
        NiftiAffine best = fromQform(header, file);
        if (header.version() != 1 || rest > 10 * SCALAR_ROUNDING) {
            return best;
        }
        double low = Math.sqrt(Math.max(0, rest - 2 * SCALAR_ROUNDING));
        double high = Math.sqrt(Math.max(0, rest + 2 * SCALAR_ROUNDING));
        long[] dim = header.dim();
        double bestDistance = best.cornerDistance(sform, dim[1], dim[2], dim[3]);
        for (int n = 0; n <= SCALAR_STEPS; n++) {
            NiftiAffine other = fromQform(header, low + (high - low) * n / SCALAR_STEPS, file);
            double distance = other.cornerDistance(sform, dim[1], dim[2], dim[3]);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = other;
            }
        }
        return best;
    }

    private static NiftiAffine fromQform(NiftiHeader header, double a, String file) throws InputException {
        double[] q = header.quaternRas();
        double b = q[0];
        double c = q[1];
        double d = q[2];
        double squared = b * b + c * c + d * d;
        if (!(squared <= 1 + QUATERNION_TOLERANCE)) {
            throw new InputException(
                    "quaternion-invalid",
                    "H04",
                    file,
                    "quaternion must be of length at most 1, was (" + b + ", " + c + ", " + d + ")");
        }
        double qfac = header.pixdim()[0];
        if (qfac != 1 && qfac != -1 && qfac != 0) {
            throw new InputException(
                    "qfac-invalid", "H01", file, "pixdim[0] (qfac) must be 1, -1 or 0 with a qform, was " + qfac);
        }
        double norm = a < 0.5 ? Math.sqrt(squared / (1 - a * a)) : 1; // a, b, c, d of unit length
        b /= norm;
        c /= norm;
        d /= norm;
        double dx = header.pixdim()[1];
        double dy = header.pixdim()[2];
        double dz = qfac == -1 ? -header.pixdim()[3] : header.pixdim()[3];
        return new NiftiAffine(
                VectorMm.fromRas(
                        (a * a + b * b - c * c - d * d) * dx, 2 * (b * c + a * d) * dx, 2 * (b * d - a * c) * dx),
                VectorMm.fromRas(
                        2 * (b * c - a * d) * dy, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d + a * b) * dy),
                VectorMm.fromRas(
                        2 * (b * d + a * c) * dz, 2 * (c * d - a * b) * dz, (a * a + d * d - c * c - b * b) * dz),
                VectorMm.fromRas(q[3], q[4], q[5]));
    }

    /** All lengths multiplied by a factor. */
    NiftiAffine times(double factor) {
        return factor == 1
                ? this
                : new NiftiAffine(iStep.times(factor), jStep.times(factor), kStep.times(factor), first.times(factor));
    }

    /** Largest distance between the corner voxel centres of a volume under this and another affine. */
    double cornerDistance(NiftiAffine other, long ni, long nj, long nk) {
        double worst = 0;
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) == 0 ? 0 : (double) ni - 1;
            double j = (corner & 2) == 0 ? 0 : (double) nj - 1;
            double k = (corner & 4) == 0 ? 0 : (double) nk - 1;
            double distance = at(i, j, k).plus(-1, other.at(i, j, k)).lengthMm();
            if (!(distance <= worst)) {
                worst = distance;
            }
            if (Double.isNaN(worst)) {
                return worst;
            }
        }
        return worst;
    }

    private VectorMm at(double i, double j, double k) {
        return first.plus(i, iStep).plus(j, jStep).plus(k, kStep);
    }

    /** Triple product of the steps; negative for a left-handed index frame. */
    double determinant() {
        return iStep.x() * (jStep.y() * kStep.z() - jStep.z() * kStep.y())
                - iStep.y() * (jStep.x() * kStep.z() - jStep.z() * kStep.x())
                + iStep.z() * (jStep.x() * kStep.y() - jStep.y() * kStep.x());
    }
}

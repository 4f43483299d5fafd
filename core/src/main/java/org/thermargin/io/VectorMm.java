package org.thermargin.io;

/** A vector of the world frame, LPS mm; may hold anything a header says, NaN included. */
public record VectorMm(double x, double y, double z) {
    /** The vector with the given right-anterior-superior components. */
    public static VectorMm fromRas(double xRas, double yRas, double zRas) {
        return new VectorMm(0.0 - xRas, 0.0 - yRas, zRas);
    }

    /** Length, mm. */
    public double lengthMm() {
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Scalar product, mm2. */
    public double dotSqMm(VectorMm other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The vector times a factor. */
    public VectorMm times(double factor) {
        return new VectorMm(x * factor, y * factor, z * factor);
    }

    /** The vector plus n times another. */
    public VectorMm plus(double n, VectorMm step) {
        return new VectorMm(x + n * step.x, y + n * step.y, z + n * step.z);
    }

    /** Whether all components are finite. */
    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}

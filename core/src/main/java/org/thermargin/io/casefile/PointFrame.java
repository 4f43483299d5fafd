package org.thermargin.io.casefile;

import org.thermargin.geometry.Point3;

/** The frame in which a file states its points. */
public enum PointFrame {
    /** Towards left, posterior, superior: the frame of this program. */
    LPS,
    /** Towards right, anterior, superior: NIfTI and 3D Slicer. */
    RAS;

    /** The point in LPS mm whose coordinates in this frame are the given ones, mm. */
    public Point3 toLps(double first, double second, double third) {
        return this == LPS ? new Point3(first, second, third) : fromRas(first, second, third);
    }

    private static Point3 fromRas(double xRas, double yRas, double zRas) {
        return new Point3(-xRas, -yRas, zRas);
    }
}

package org.thermargin.margin;

/** The boundary of a region, asked for signed distances from world points; positive inside the region. */
interface Boundary {
    /** Signed distance of the world point to the boundary, mm: positive inside the region. */
    double at(double x, double y, double z);

    /** The boundary point nearest to the world point, written to the three entries (LPS mm). */
    void foot(double x, double y, double z, double[] point);
}

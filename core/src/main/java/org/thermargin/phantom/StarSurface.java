package org.thermargin.phantom;

/** A closed surface seen whole from its centre: one point for each direction. */
interface StarSurface {
    /** The surface point in direction (u, v, w) of the body's own frame (any length but zero), LPS mm, into xyz. */
    void surfacePoint(double u, double v, double w, double[] xyz);
}

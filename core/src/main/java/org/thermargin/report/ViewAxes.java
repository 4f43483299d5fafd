package org.thermargin.report;

/** Where a surface is looked at from, orthographically: components of a vector in the axes of the view. */
interface ViewAxes {
    /** Component towards the right border of the view. */
    double right(double x, double y, double z);

    /** Component towards the upper border of the view. */
    double up(double x, double y, double z);

    /** Component towards the viewer. */
    double towards(double x, double y, double z);
}

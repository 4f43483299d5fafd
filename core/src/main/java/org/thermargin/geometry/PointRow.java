package org.thermargin.geometry;

/** Points at even steps on a straight line, up to rounding, numbered from 0; world LPS, mm. */
public interface PointRow {
    /** Number of points. */
    int count();

    /** First coordinate of a point. */
    double x(int n);

    /** Second coordinate of a point. */
    double y(int n);

    /** Third coordinate of a point. */
    double z(int n);

    /** Writes the three coordinates of a point; implementations may do so faster than one by one. */
    default void copy(int n, double[] point) {
        point[0] = x(n);
        point[1] = y(n);
        point[2] = z(n);
    }
}

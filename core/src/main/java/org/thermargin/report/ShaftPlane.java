package org.thermargin.report;

import java.util.List;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * A plane through a shaft: u mm along the shaft from its tip, v mm across it, and a window of it that holds regions.
 * Fields are read on a lattice of {@link #STEP_MM}.
 */
final class ShaftPlane {
    static final double STEP_MM = 0.4;
    private static final double SEARCH_MM = 90;
    private static final double SEARCH_STEP_MM = 1.5;
    private static final double RIM_MM = 9;
    /** Share of a direction from which its letter is shown: 20 degrees off the plane of the other two. */
    private static final double LETTER = 0.342;

    private final Point3 tip;
    private final Direction3 along;
    private final Direction3 across;
    private double lowU = Double.POSITIVE_INFINITY;
    private double highU = Double.NEGATIVE_INFINITY;
    private double lowV = Double.POSITIVE_INFINITY;
    private double highV = Double.NEGATIVE_INFINITY;

    /** Through the point too; any plane of the shaft when the point lies on it. The window holds the regions. */
    ShaftPlane(ApplicatorPlacement shaft, Point3 point, List<SignedField> regions) {
        this.tip = shaft.tip();
        this.along = shaft.direction();
        double u = (point.x() - tip.x()) * along.x()
                + (point.y() - tip.y()) * along.y()
                + (point.z() - tip.z()) * along.z();
        Point3 foot = tip.along(along, u);
        this.across = foot.distanceMm(point) > 1e-6 ? Direction3.between(foot, point) : along.anyPerpendicular();
        for (double v = -SEARCH_MM; v <= SEARCH_MM; v += SEARCH_STEP_MM) {
            for (double w = -SEARCH_MM; w <= SEARCH_MM; w += SEARCH_STEP_MM) {
                Point3 p = at(w, v);
                if (regions.stream().anyMatch(r -> r.depthMm(p) >= 0)) {
                    lowU = Math.min(lowU, w - RIM_MM);
                    highU = Math.max(highU, w + RIM_MM);
                    lowV = Math.min(lowV, v - RIM_MM);
                    highV = Math.max(highV, v + RIM_MM);
                }
            }
        }
    }

    Point3 at(double u, double v) {
        return tip.along(along, u).along(across, v);
    }

    /** {u, v} of a point, mm, dropped onto the plane. */
    double[] of(Point3 p) {
        double x = p.x() - tip.x();
        double y = p.y() - tip.y();
        double z = p.z() - tip.z();
        return new double[] {
            x * along.x() + y * along.y() + z * along.z(), x * across.x() + y * across.y() + z * across.z()
        };
    }

    double lowU() {
        return lowU;
    }

    double highU() {
        return highU;
    }

    double lowV() {
        return lowV;
    }

    double highV() {
        return highV;
    }

    /** Closed outlines of the region in the window, points {u, v}. */
    List<double[][]> outline(SignedField region) {
        int width = (int) Math.ceil((highU - lowU) / STEP_MM) + 3;
        int height = (int) Math.ceil((highV - lowV) / STEP_MM) + 3;
        double[] value = new double[width * height];
        for (int row = 0, n = 0; row < height; row++) {
            for (int column = 0; column < width; column++, n++) {
                value[n] = region.depthMm(at(u(column), v(row)));
            }
        }
        List<double[][]> lines = PlaneContour.of(width, height, value);
        for (double[][] line : lines) {
            for (double[] point : line) {
                point[0] = u(point[0]);
                point[1] = v(point[1]);
            }
        }
        return lines;
    }

    private double u(double column) {
        return lowU + (column - 1) * STEP_MM;
    }

    private double v(double row) {
        return lowV + (row - 1) * STEP_MM;
    }

    /** Letters of the body towards growing u, the largest share first. */
    String lettersAlong() {
        return letters(along);
    }

    /** Letters towards growing v. */
    String lettersAcross() {
        return letters(across);
    }

    /** Letters of the body in the direction; world axes are LPS. */
    static String letters(Direction3 d) {
        double[] share = {d.x(), d.y(), d.z()};
        String[] letter = {d.x() > 0 ? "L" : "R", d.y() > 0 ? "P" : "A", d.z() > 0 ? "S" : "I"};
        StringBuilder result = new StringBuilder();
        for (int n = 0; n < 3; n++) {
            int largest = 0;
            for (int a = 1; a < 3; a++) {
                largest = Math.abs(share[a]) > Math.abs(share[largest]) ? a : largest;
            }
            if (Math.abs(share[largest]) >= LETTER) {
                result.append(letter[largest]);
            }
            share[largest] = 0;
        }
        return result.toString();
    }

    /** Letters of the opposite direction. */
    static String opposite(String letters) {
        StringBuilder result = new StringBuilder();
        for (int n = 0; n < letters.length(); n++) {
            result.append("RLAPIS".charAt("LRPASI".indexOf(letters.charAt(n))));
        }
        return result.toString();
    }
}

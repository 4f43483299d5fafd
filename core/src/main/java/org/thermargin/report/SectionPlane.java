package org.thermargin.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * A plane with a window: u mm along one direction from an origin, v mm across it. Fields are read on a lattice of {@link
 * #STEP_MM}. Slices are seen as on a CT screen: the axial one from the feet, the coronal one from the front, the
 * sagittal one from the patient's left.
 */
final class SectionPlane {
    static final double STEP_MM = 0.4;
    private static final double SEARCH_MM = 90;
    private static final double SEARCH_STEP_MM = 1.5;
    private static final double RIM_MM = 9;
    /** Nodes on the side of a square of the lattice that is skipped where a region's edge is far. */
    private static final int BLOCK = 8;
    /** Share of a direction from which its letter is shown: 20 degrees off the plane of the other two. */
    private static final double LETTER = 0.342;

    private static final Direction3 ANTERIOR = Direction3.of(0, -1, 0);

    private final Point3 origin;
    private final Direction3 along;
    private final Direction3 across;
    private double lowU = Double.POSITIVE_INFINITY;
    private double highU = Double.NEGATIVE_INFINITY;
    private double lowV = Double.POSITIVE_INFINITY;
    private double highV = Double.NEGATIVE_INFINITY;

    private SectionPlane(Point3 origin, Direction3 along, Direction3 across) {
        this.origin = origin;
        this.along = along;
        this.across = across;
    }

    /**
     * Along the shaft from its tip, through the point too; any plane of the shaft when the point lies on it. The window
     * holds the regions.
     */
    static SectionPlane ofShaft(ApplicatorPlacement shaft, Point3 point, List<SignedField> regions) {
        Point3 tip = shaft.tip();
        Direction3 along = shaft.direction();
        double u = (point.x() - tip.x()) * along.x()
                + (point.y() - tip.y()) * along.y()
                + (point.z() - tip.z()) * along.z();
        Point3 foot = tip.along(along, u);
        SectionPlane plane = new SectionPlane(
                tip, along, foot.distanceMm(point) > 1e-6 ? Direction3.between(foot, point) : along.anyPerpendicular());
        for (double v = -SEARCH_MM; v <= SEARCH_MM; v += SEARCH_STEP_MM) {
            for (double w = -SEARCH_MM; w <= SEARCH_MM; w += SEARCH_STEP_MM) {
                Point3 p = plane.at(w, v);
                if (regions.stream().anyMatch(r -> r.depthMm(p) >= 0)) {
                    plane.lowU = Math.min(plane.lowU, w - RIM_MM);
                    plane.highU = Math.max(plane.highU, w + RIM_MM);
                    plane.lowV = Math.min(plane.lowV, v - RIM_MM);
                    plane.highV = Math.max(plane.highV, v + RIM_MM);
                }
            }
        }
        return plane;
    }

    /** Axial slice with a square window around the point. */
    static SectionPlane axial(Point3 point, double halfMm) {
        return slice(point, halfMm, Direction3.LEFT, ANTERIOR);
    }

    /** Coronal slice with a square window around the point. */
    static SectionPlane coronal(Point3 point, double halfMm) {
        return slice(point, halfMm, Direction3.LEFT, Direction3.SUPERIOR);
    }

    /** Sagittal slice with a square window around the point. */
    static SectionPlane sagittal(Point3 point, double halfMm) {
        return slice(point, halfMm, Direction3.POSTERIOR, Direction3.SUPERIOR);
    }

    private static SectionPlane slice(Point3 point, double halfMm, Direction3 along, Direction3 across) {
        SectionPlane plane = new SectionPlane(point, along, across);
        plane.lowU = -halfMm;
        plane.highU = halfMm;
        plane.lowV = -halfMm;
        plane.highV = halfMm;
        return plane;
    }

    Point3 at(double u, double v) {
        return origin.along(along, u).along(across, v);
    }

    /** {u, v} of a point, mm, dropped onto the plane. */
    double[] of(Point3 p) {
        double x = p.x() - origin.x();
        double y = p.y() - origin.y();
        double z = p.z() - origin.z();
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
        for (int row = 0; row < height; row += BLOCK) {
            for (int column = 0; column < width; column += BLOCK) {
                block(region, value, width, row, Math.min(row + BLOCK, height), column);
            }
        }
        List<double[][]> lines = new ArrayList<>();
        for (double[][] line : PlaneContour.of(width, height, value)) {
            for (double[] point : line) {
                point[0] = u(point[0]);
                point[1] = v(point[1]);
            }
            lines.add(line);
        }
        return lines;
    }

    /** Reads a square of the lattice; by its middle alone where the edge of the region is farther than two squares. */
    private void block(SignedField region, double[] value, int width, int row, int endRow, int column) {
        int endColumn = Math.min(column + BLOCK, width);
        double middle = region.depthMm(at(u(column + BLOCK / 2.0), v(row + BLOCK / 2.0)));
        if (Math.abs(middle) > 2 * BLOCK * STEP_MM) {
            for (int r = row; r < endRow; r++) {
                Arrays.fill(value, r * width + column, r * width + endColumn, middle);
            }
            return;
        }
        for (int r = row; r < endRow; r++) {
            for (int c = column; c < endColumn; c++) {
                value[r * width + c] = region.depthMm(at(u(c), v(r)));
            }
        }
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

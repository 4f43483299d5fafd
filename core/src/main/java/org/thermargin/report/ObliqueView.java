package org.thermargin.report;

import java.util.List;
import org.thermargin.geometry.Direction3;

/** A view from any side, upright: superior is up, or anterior where one looks along the body. */
record ObliqueView(Direction3 right, Direction3 up, Direction3 towards) implements ViewAxes {
    /** Cosine to the axis of the body above which superior is no direction to hold upright. */
    private static final double ALONG_BODY = 0.9;

    /** Seen from the side to which the direction points. */
    static ObliqueView from(Direction3 towards) {
        Direction3 upright = Math.abs(towards.z()) > ALONG_BODY ? Direction3.POSTERIOR.reversed() : Direction3.SUPERIOR;
        Direction3 right = upright.cross(towards);
        return new ObliqueView(right, towards.cross(right), towards);
    }

    @Override
    public double right(double x, double y, double z) {
        return along(right, x, y, z);
    }

    @Override
    public double up(double x, double y, double z) {
        return along(up, x, y, z);
    }

    @Override
    public double towards(double x, double y, double z) {
        return along(towards, x, y, z);
    }

    private static double along(Direction3 axis, double x, double y, double z) {
        return axis.x() * x + axis.y() * y + axis.z() * z;
    }

    /** Anatomical letters at the left, right, upper and lower border. */
    List<String> letters() {
        String r = SectionPlane.letters(right);
        String u = SectionPlane.letters(up);
        return List.of(SectionPlane.opposite(r), r, u, SectionPlane.opposite(u));
    }
}

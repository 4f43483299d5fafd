package org.thermargin.phantom;

/**
 * The outline of the phantom liver: ellipsoids of the right lobe, dome, tip and left lobe melted together, with the
 * visceral face, the groove of the inferior vena cava and the bed of the gallbladder cut out smoothly, and a slightly
 * uneven surface. Level function: negative inside, about a distance in mm near the surface.
 *
 * <p>Ellipsoid level q (q - 1) / |gradient| after Inigo Quilez; smooth minimum of polynomial type, width in mm.
 */
final class LiverShape implements Region {
    private static final double[][] LOBES = {
        // centre x, y, z, semi-axes, mm
        {-56, 8, 2, 50, 58, 62},
        {-46, 0, 30, 53, 54, 38},
        {-74, 12, -40, 26, 38, 38},
        {4, -30, 32, 54, 27, 25},
        {34, -36, 34, 36, 17, 15},
        {-10, 36, 34, 30, 22, 24},
    };
    private static final double[][] HOLLOWS = {
        {6, 26, -46, 52, 56, 58},
        {60, 24, 14, 42, 44, 40},
        {-36, -50, -62, 22, 26, 30},
    };
    private static final double LOBE_WIDTH_MM = 16;
    private static final double HOLLOW_WIDTH_MM = 10;
    private static final double NOISE_MM = 1.2;
    private static final double NOISE_PERIOD_MM = 34;
    private static final double LARGEST_X_MM = 74;

    @Override
    public boolean contains(double x, double y, double z) {
        return level(x, y, z) <= 0;
    }

    double level(double x, double y, double z) {
        if (x > LARGEST_X_MM) {
            return x - LARGEST_X_MM; // outside the left lobe
        }
        double solid = ellipsoid(LOBES[0], x, y, z);
        for (int n = 1; n < LOBES.length; n++) {
            solid = smoothMin(solid, ellipsoid(LOBES[n], x, y, z), LOBE_WIDTH_MM);
        }
        for (double[] hollow : HOLLOWS) {
            solid = -smoothMin(-solid, ellipsoid(hollow, x, y, z), HOLLOW_WIDTH_MM);
        }
        solid = -smoothMin(-solid, vertical(x, y, LiverAnatomy.IVC_X_MM, LiverAnatomy.IVC_Y_MM, 12), 5);
        double f = 1 / NOISE_PERIOD_MM;
        return solid - NOISE_MM * ValueNoise.at(x * f, y * f, z * f, 41);
    }

    private static double ellipsoid(double[] e, double x, double y, double z) {
        double u = (x - e[0]) / e[3];
        double v = (y - e[1]) / e[4];
        double w = (z - e[2]) / e[5];
        double q = Math.sqrt(u * u + v * v + w * w);
        double gu = u / e[3];
        double gv = v / e[4];
        double gw = w / e[5];
        double g = Math.sqrt(gu * gu + gv * gv + gw * gw);
        // the formula is 0/0 at the centre, where the level is minus the smallest semi-axis
        return g < 1e-9 ? -Math.min(e[3], Math.min(e[4], e[5])) : q * (q - 1) / g;
    }

    private static double vertical(double x, double y, double axisX, double axisY, double radius) {
        double dx = x - axisX;
        double dy = y - axisY;
        return Math.sqrt(dx * dx + dy * dy) - radius;
    }

    private static double smoothMin(double a, double b, double width) {
        double h = Math.max(width - Math.abs(a - b), 0) / width;
        return Math.min(a, b) - h * h * width * 0.25;
    }
}

package org.thermargin.margin;

/**
 * The signed margin of lesion points, mm: the distance to unablated tissue where the point is covered, else minus its
 * distance to the zone.
 *
 * @param raw boundary of the zone; {@code tissue} is nowhere below it where it is known away from the point asked for
 * @param tissue boundary of everything that is not unablated tissue; the same object where no organ is known
 */
record PointMargin(Boundary raw, Boundary tissue) implements Boundary {
    /** By the surfaces of least bending, for the minimum. */
    static Boundary bending(ZoneSide zone) {
        return of(zone.raw(), zone.tissue());
    }

    /** By the fitted surfaces, for shares of area. */
    static Boundary fitted(ZoneSide zone) {
        return of(zone.rawFitted(), zone.tissueFitted());
    }

    private static Boundary of(Boundary raw, Boundary tissue) {
        return raw == tissue ? raw : new PointMargin(raw, tissue);
    }

    @Override
    public double at(double x, double y, double z) {
        double toTissue = tissue.at(x, y, z);
        return toTissue >= 0 ? toTissue : Math.min(0, raw.at(x, y, z));
    }

    @Override
    public void at(double[] points, int count, double[] distances) {
        tissue.at(points, count, distances);
        for (int n = 0; n < count; n++) {
            if (!(distances[n] >= 0)) {
                distances[n] = Math.min(0, raw.at(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            }
        }
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        (at(x, y, z) >= 0 ? tissue : raw).foot(x, y, z, point);
    }

    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        return (mm >= 0 ? tissue : raw).isAbove(x, y, z, mm);
    }

    @Override
    public double atLeast(double x, double y, double z) {
        double toTissue = tissue.atLeast(x, y, z);
        return toTissue >= 0 ? toTissue : Math.min(0, raw.atLeast(x, y, z));
    }

    /** Where the zone alone decides both boundaries are its own. */
    @Override
    public void range(double x, double y, double z, double radiusMm, double[] range) {
        tissue.range(x, y, z, radiusMm, range);
        if (range[0] < 0 && range[1] == Double.POSITIVE_INFINITY) {
            raw.range(x, y, z, radiusMm, range);
            range[0] = Math.min(0, range[0]);
            range[1] = Double.POSITIVE_INFINITY;
        }
    }

    @Override
    public double upTo(double x, double y, double z, double limitMm) {
        if (limitMm < 0 && raw.isAbove(x, y, z, limitMm)) {
            return Double.POSITIVE_INFINITY;
        }
        double toTissue = tissue.upTo(x, y, z, Math.max(0, limitMm));
        return toTissue >= 0 ? toTissue : Math.min(0, raw.at(x, y, z));
    }

    @Override
    public double slackMm() {
        return Math.max(raw.slackMm(), tissue.slackMm());
    }

    @Override
    public Boundary inSequence() {
        return new PointMargin(raw.inSequence(), tissue.inSequence());
    }
}

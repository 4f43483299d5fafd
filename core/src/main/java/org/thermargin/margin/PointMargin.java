package org.thermargin.margin;

/** The signed margin of one lesion point. */
final class PointMargin {
    private PointMargin() {}

    /**
     * Margin of the world point, mm: its distance to unablated tissue where it is covered, else minus its distance to
     * the zone.
     *
     * @param fitted whether the fitted surfaces are asked (shares of area) or the bending ones (minimum)
     */
    static double at(ZoneSide zone, boolean fitted, double x, double y, double z) {
        Boundary raw = fitted ? zone.rawFitted() : zone.raw();
        Boundary tissue = fitted ? zone.tissueFitted() : zone.tissue();
        if (raw == tissue) {
            return raw.at(x, y, z);
        }
        double toTissue = tissue.at(x, y, z);
        return toTissue >= 0 ? toTissue : Math.min(0, raw.at(x, y, z));
    }
}

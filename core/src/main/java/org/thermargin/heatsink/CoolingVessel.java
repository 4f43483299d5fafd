package org.thermargin.heatsink;

/**
 * A vessel, or the part of a vessel tree that is wide enough, whose blood keeps its wall cool. Thread-safe; the answer for
 * a point goes into a {@link Nearest} of the caller, so that nothing is allocated per point.
 */
public interface CoolingVessel {
    /** Name of the vessel in the case. */
    String name();

    /** Finds the point of the wall nearest to the world point (LPS mm). Inside the vessel the distance is negative. */
    void nearest(double x, double y, double z, Nearest nearest);

    /**
     * A vessel with the same answers for points within the radius (mm) of the given one; quicker when many are asked for.
     */
    default CoolingVessel around(double x, double y, double z, double radiusMm) {
        return this;
    }

    /** What lies nearest to a point; mutable, one per thread. */
    final class Nearest {
        /** Nearest point of the wall, LPS mm. */
        public double wallX;

        public double wallY;
        public double wallZ;
        /** Distance to the wall, mm; negative inside the vessel. */
        public double distanceMm;
        /** Radius of the vessel there, mm. */
        public double radiusMm;
    }
}

package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.margin.ZoneRegion;

/** The part of a lesion that the zone leaves out, counted at voxel centres. */
record Residual(double coverageFraction, double volumeMl, List<ZoneNumbers.ResidualIsland> islands) {
    static Residual of(BinaryMask lesion, ZoneRegion zone) {
        BinaryMask left = MaskInZone.outside(lesion, zone);
        ConnectedComponents parts = ConnectedComponents.of(left, ConnectedComponents.Connectivity.CORNERS_26);
        List<ZoneNumbers.ResidualIsland> islands = new ArrayList<>();
        for (int part = 0; part < parts.count(); part++) {
            int number = part;
            LesionRegion island = new LesionRegion("", parts.mask(p -> p == number), false, "");
            islands.add(new ZoneNumbers.ResidualIsland(island.volumeMl(), island.centroid()));
        }
        islands.sort((a, b) -> Double.compare(b.volumeMl(), a.volumeMl()));
        double share = 1 - (double) left.count() / lesion.count();
        return new Residual(share, left.volumeMl(), islands);
    }
}

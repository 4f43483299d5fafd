package org.thermargin.margin;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.Finding;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;

/**
 * The margin of one lesion to one zone with its intervals, place and distribution. Signed distances in mm, negative =
 * uncovered lesion; surface to surface, sub-voxel.
 *
 * @param mamMm minimal ablative margin: distance to unablated organ tissue where the organ is known, else to the
 *     complement of the zone; for an uncovered lesion minus the largest distance of an uncovered lesion point to the zone
 * @param reference what the margin is measured to
 * @param lowerMm calibrated 99 % interval, registration bound included
 * @param upperMm calibrated 99 % interval, registration bound included; the guaranteed one when the zone is cut by its image
 * @param guaranteedLowerMm proved under the ball assumption (radii in the components), registration bound included
 * @param guaranteedUpperMm proved under the ball assumption, registration bound included; infinite when the zone fills its
 *     image, so that no voxel is known to be unablated
 * @param components what the interval is made of (half-widths or bounds, mm)
 * @param rawMm the same minimum against the complement of the zone whatever the organ
 * @param excludedMm minimum over the lesion surface farther than 5 mm from the organ surface; empty without an organ or
 *     when nothing is left
 * @param excludedAreaFraction share of lesion surface area left out by that rule; empty without an organ
 * @param witness the pair of points of the minimum
 * @param surface lesion surface with a margin per vertex
 * @param signedMargin signed margin of any world point near lesion and zone, mm: distance to unablated tissue where the
 *     point is covered, else minus its distance to the zone
 * @param lesionDepth signed distance of any world point to the lesion surface, mm, positive inside
 * @param zoneDepth signed distance of any world point to the boundary of the zone, mm, positive inside
 * @param findings what must be said about this margin (thin lesion, fallback of the assumption, clipped estimate)
 */
public record MarginResult(
        double mamMm,
        Reference reference,
        double lowerMm,
        double upperMm,
        double guaranteedLowerMm,
        double guaranteedUpperMm,
        List<Component> components,
        double rawMm,
        OptionalDouble excludedMm,
        OptionalDouble excludedAreaFraction,
        Witness witness,
        MarginMap surface,
        SignedField signedMargin,
        SignedField lesionDepth,
        SignedField zoneDepth,
        List<Finding> findings) {

    /** What the margin is measured to. */
    public enum Reference {
        ORGAN_TISSUE,
        COMPLEMENT
    }

    /** One contribution to the interval, mm. */
    public record Component(String name, double mm) {}

    /**
     * The place of the minimum.
     *
     * @param lesion point on the lesion side, LPS mm
     * @param zone point on the side of the unablated tissue (for a negative margin: nearest point of the zone), LPS mm
     * @param direction from the lesion centroid to the lesion point, the side on which the margin is thinnest
     */
    public record Witness(Point3 lesion, Point3 zone, Direction3 direction) {
        /** Cosine between the line of the two points and the thick axis above which the margin counts as axial. */
        static final double AXIAL = 0.6;

        /**
         * Whether the two points lie one above the other along the grid's axis of largest spacing (within 53 degrees),
         * where a margin is least certain. Where the points coincide the direction from the centroid decides.
         */
        public boolean isAlongThickAxis(VoxelGrid grid) {
            Direction3 line = lesion.distanceMm(zone) > 1e-6 ? Direction3.between(lesion, zone) : direction;
            Direction3 thick = grid.dzMm() >= grid.dxMm() && grid.dzMm() >= grid.dyMm()
                    ? grid.kDirection()
                    : grid.dyMm() >= grid.dxMm() ? grid.jDirection() : grid.iDirection();
            return Math.abs(line.dot(thick)) > AXIAL;
        }
    }
}

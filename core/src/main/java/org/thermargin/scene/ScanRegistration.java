package org.thermargin.scene;

import java.util.List;
import java.util.Optional;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.registration.LandmarkFit;

/**
 * How the scan on which the ablated zone was drawn (after) lies to the one of the lesion (before), as the case states it:
 * by a transform file, by landmarks, or by a file with landmarks to check it.
 *
 * @param zoneToLesion points of the scan after to points of the scan before, LPS mm
 * @param transform the file that states it; empty where it was fitted to landmarks
 * @param landmarks landmarks of both scans, from after to before; with their fit
 * @param landmarkFiles the files of the landmarks, before and after; empty without
 * @param drawnAfter names of masks other than the zone that were drawn on the scan after; {@code liver} for the liver
 */
public record ScanRegistration(
        AffineMap zoneToLesion,
        Optional<StatedTransform> transform,
        Optional<LandmarkFit> landmarks,
        List<SceneInput> landmarkFiles,
        List<String> drawnAfter) {
    public ScanRegistration {
        landmarkFiles = List.copyOf(landmarkFiles);
        drawnAfter = List.copyOf(drawnAfter);
        if (transform.isEmpty() && landmarks.isEmpty()) {
            throw new IllegalArgumentException("a registration needs a transform or landmarks, had neither");
        }
    }

    /**
     * A transform file and how it is used.
     *
     * @param file the file with its hash
     * @param maps which points it takes to which, as the case states it
     */
    public record StatedTransform(SceneInput file, Direction maps) {}

    /** Which points of the two scans a transform takes to which. */
    public enum Direction {
        /** Points of the scan before to the scan after: ITK with the scan before as the fixed image, and 3D Slicer. */
        LESION_TO_ZONE("lesion-to-zone"),
        /** Points of the scan after to the scan before. */
        ZONE_TO_LESION("zone-to-lesion");

        /** The spellings. */
        public static final List<String> KEYS = List.of(LESION_TO_ZONE.key, ZONE_TO_LESION.key);

        private final String key;

        Direction(String key) {
            this.key = key;
        }

        /** The spelling in files and options. */
        public String key() {
            return key;
        }

        /** The direction of that spelling, which must be one. */
        public static Direction ofKey(String key) {
            for (Direction direction : values()) {
                if (direction.key.equals(key)) {
                    return direction;
                }
            }
            throw new IllegalArgumentException("unknown direction " + key);
        }

        /** The map from the scan after to the scan before, of a file that states the given one. */
        public AffineMap zoneToLesion(AffineMap stated) {
            return this == ZONE_TO_LESION ? stated : stated.inverse();
        }
    }

    /** Whether the map itself was fitted to the landmarks. */
    public boolean isFromLandmarks() {
        return transform.isEmpty();
    }

    /** Where a point of the scan before lies on the scan after, LPS mm. */
    public Point3 onScanAfter(Point3 before) {
        return zoneToLesion.inverse().apply(before);
    }
}

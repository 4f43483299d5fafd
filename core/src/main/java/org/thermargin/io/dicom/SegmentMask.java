package org.thermargin.io.dicom;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;

/**
 * A segment to be written.
 *
 * @param name label for people; cut to 64 characters
 * @param description how its voxels were taken; at most 1024 characters
 * @param category what sort of thing it is
 * @param type what it is
 * @param region part of the body that it lies in
 * @param algorithm name of the algorithm that made it with a user's help; empty: drawn by hand or by means unknown
 * @param rgb red, green and blue, 0..255
 * @param trackingUid identifier of what is segmented; empty where nothing is tracked
 * @param mask its voxels on the lattice of the images
 */
public record SegmentMask(
        String name,
        String description,
        Code category,
        Code type,
        Optional<Code> region,
        Optional<String> algorithm,
        List<Integer> rgb,
        Optional<String> trackingUid,
        BinaryMask mask) {
    public SegmentMask {
        Objects.requireNonNull(mask, "mask");
        rgb = List.copyOf(rgb);
        if (name.isBlank() || rgb.size() != 3) {
            throw new IllegalArgumentException("a segment must have a name and three colour values, was " + name);
        }
    }

    /** An identifier for tracking, made of the image series and of what is tracked in it. */
    public static String trackingUid(ImageReference images, String id) {
        return ContentUid.of("tracking " + images.seriesUid(), id);
    }
}

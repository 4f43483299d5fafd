package org.thermargin.io;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a volume is: a file or folder, and what of it.
 *
 * @param path file, folder of DICOM files, or zip archive of them
 * @param series number or UID of the series in a folder with several, or the leading digits of its hash as {@code
 *     inspect} prints it; empty where there is one
 * @param image folder, archive or file of the image series that contours were drawn on; empty for all else
 * @param segments names of the only segments that will be asked for, where the format can leave the others unread; empty:
 *     all
 */
public record VolumeAddress(Path path, Optional<String> series, Optional<Path> image, Set<String> segments) {
    public VolumeAddress {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(image, "image");
        segments = Set.copyOf(segments);
    }

    /** All of a file or folder. */
    public static VolumeAddress of(Path path) {
        return new VolumeAddress(path, Optional.empty(), Optional.empty(), Set.of());
    }

    /** The same with a series. */
    public VolumeAddress withSeries(Optional<String> which) {
        return new VolumeAddress(path, which, image, segments);
    }

    /** The same with the image series that contours were drawn on. */
    public VolumeAddress drawnOn(Optional<Path> where) {
        return new VolumeAddress(path, series, where, segments);
    }

    /** The same, of which only the segments named are needed. */
    public VolumeAddress onlySegments(Set<String> names) {
        return new VolumeAddress(path, series, image, names);
    }
}

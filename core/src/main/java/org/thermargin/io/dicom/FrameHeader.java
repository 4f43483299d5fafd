package org.thermargin.io.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;

/**
 * One frame of an image: where it lies and how its samples become values.
 *
 * @param layout of the samples
 * @param plane where it lies
 * @param slope of the rescaling, 1 when none is stated
 * @param intercept of the rescaling, 0 when none is stated
 */
record FrameHeader(SampleLayout layout, Plane plane, double slope, double intercept) {
    /** The frame of a single-frame image. */
    static FrameHeader ofSlice(DataSet data) throws InputException {
        SampleLayout layout = SampleLayout.of(data);
        requireGrey(data);
        if (layout.frames() != 1) {
            throw data.refused("several-volumes", "H28", "a slice must have one frame, had " + layout.frames());
        }
        return of(layout, Plane.of(layout, data, data, data), data);
    }

    /** The frames of a multi-frame image, placed by the functional groups of all or of each frame. */
    static List<FrameHeader> ofFrames(DataSet data) throws InputException {
        SampleLayout layout = SampleLayout.of(data);
        requireGrey(data);
        FrameGroups groups = FrameGroups.of(data, layout.frames());
        List<FrameHeader> frames = new ArrayList<>();
        for (int f = 0; f < layout.frames(); f++) {
            Optional<DataSet> values = groups.group(f, Tags.PIXEL_VALUE_TRANSFORMATION);
            frames.add(of(layout, groups.plane(f, layout), values.orElse(data)));
        }
        return frames;
    }

    private static FrameHeader of(SampleLayout layout, Plane plane, DataSet values) throws InputException {
        double slope = values.optionalDecimal(Tags.RESCALE_SLOPE).orElse(1);
        double intercept = values.optionalDecimal(Tags.RESCALE_INTERCEPT).orElse(0);
        if (slope == 0) {
            throw values.refused("scaling-invalid", "H12", "rescale slope must not be 0, was");
        }
        return new FrameHeader(layout, plane, slope, intercept);
    }

    private static void requireGrey(DataSet data) throws InputException {
        String photometric = data.text(Tags.PHOTOMETRIC);
        if (!photometric.equals("MONOCHROME1") && !photometric.equals("MONOCHROME2")) {
            throw data.refused("dicom-samples", "H28", "an image must be monochrome, was not");
        }
    }

    /** Whether the other frame has samples and values of the same form. */
    boolean sameValues(FrameHeader other) {
        return slope == other.slope && intercept == other.intercept;
    }
}

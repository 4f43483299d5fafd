package org.thermargin.io.dicom;

import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;

/**
 * The functional groups of a multi-frame object: what is stated once for all frames, and what for each.
 *
 * @param shared groups for all frames; empty when there are none
 * @param frames groups of each frame
 * @param root the data set itself, for messages
 */
record FrameGroups(Optional<DataSet> shared, List<DataSet> frames, DataSet root) {
    /** The groups of a data set with the given number of frames. */
    static FrameGroups of(DataSet data, int frames) throws InputException {
        List<DataSet> groups = data.items(Tags.FRAME_GROUPS);
        if (groups.size() != frames) {
            throw data.refused(
                    "dicom-placement-missing",
                    "H03",
                    "every frame must have its groups of attributes; " + groups.size() + " groups for " + frames
                            + " frames");
        }
        return new FrameGroups(data.item(Tags.SHARED_GROUPS), groups, data);
    }

    /** The item of a group, that of the frame before that of all frames; empty when neither states it. */
    Optional<DataSet> group(int frame, int tag) throws InputException {
        Optional<DataSet> own = frames.get(frame).item(tag);
        return own.isPresent() || shared.isEmpty() ? own : shared.get().item(tag);
    }

    /** Where the frame lies. */
    Plane plane(int frame, SampleLayout layout) throws InputException {
        return Plane.of(
                layout,
                required(frame, Tags.PLANE_POSITION),
                required(frame, Tags.PLANE_ORIENTATION),
                required(frame, Tags.PIXEL_MEASURES));
    }

    private DataSet required(int frame, int tag) throws InputException {
        Optional<DataSet> group = group(frame, tag);
        if (group.isEmpty()) {
            throw root.refused(
                    "dicom-placement-missing",
                    "H03",
                    "every frame must state its position, orientation and pixel spacing, " + Tags.text(tag)
                            + " was absent");
        }
        return group.get();
    }
}

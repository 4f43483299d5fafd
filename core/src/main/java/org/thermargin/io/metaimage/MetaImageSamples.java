package org.thermargin.io.metaimage;

import java.nio.ByteOrder;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.io.SampleType;
import org.thermargin.io.VoxelEncoding;

/** Element type and byte order of a MetaImage file: binary, one channel, unscaled; anything else is refused. */
final class MetaImageSamples {
    /** Sizes as MetaIO defines them: MET_LONG has 4 bytes on every system. */
    private static final Map<String, SampleType> TYPES = Map.ofEntries(
            Map.entry("MET_CHAR", SampleType.INT8),
            Map.entry("MET_UCHAR", SampleType.UINT8),
            Map.entry("MET_SHORT", SampleType.INT16),
            Map.entry("MET_USHORT", SampleType.UINT16),
            Map.entry("MET_INT", SampleType.INT32),
            Map.entry("MET_UINT", SampleType.UINT32),
            Map.entry("MET_LONG", SampleType.INT32),
            Map.entry("MET_ULONG", SampleType.UINT32),
            Map.entry("MET_LONG_LONG", SampleType.INT64),
            Map.entry("MET_ULONG_LONG", SampleType.UINT64),
            Map.entry("MET_FLOAT", SampleType.FLOAT32),
            Map.entry("MET_DOUBLE", SampleType.FLOAT64));

    private MetaImageSamples() {}

    /** The encoding that the header states; the byte order must be stated where it matters (H28). */
    static VoxelEncoding encoding(MetaImageHeader header) throws InputException {
        if (header.has("ObjectType") && !header.required("ObjectType").equals("Image")) {
            throw header.refused(
                    "metaimage-object",
                    "",
                    "MetaImage 'ObjectType' must be Image, was '" + header.required("ObjectType") + "'");
        }
        long channels = header.integer("ElementNumberOfChannels", 1);
        if (channels != 1) {
            throw header.refused("several-volumes", "", "MetaImage must have one channel per voxel, had " + channels);
        }
        if (!header.flag("BinaryData")) {
            throw header.refused("metaimage-text", "H27", "MetaImage 'BinaryData' must be True, was False");
        }
        requireUnscaled(header);
        String written = header.required("ElementType");
        SampleType type = TYPES.get(written);
        if (type == null) {
            throw header.refused(
                    "sample-type-unsupported",
                    "H28",
                    "MetaImage 'ElementType' must be a real integer or float of 8 to 64 bits, was '" + written + "'");
        }
        boolean big = type.bytes() > 1 && header.flag("ElementByteOrderMSB");
        return VoxelEncoding.plain(type, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Some programs apply the intensity function and some do not, so a file that has one has two readings. */
    private static void requireUnscaled(MetaImageHeader header) throws InputException {
        double slope = header.has("ElementToIntensityFunctionSlope")
                ? header.numbers("ElementToIntensityFunctionSlope", 1)[0]
                : 1;
        double offset = header.has("ElementToIntensityFunctionOffset")
                ? header.numbers("ElementToIntensityFunctionOffset", 1)[0]
                : 0;
        if (slope != 1 || offset != 0) {
            throw header.refused(
                    "metaimage-scaling",
                    "H12",
                    "MetaImage 'ElementToIntensityFunction' must be slope 1 and offset 0, was " + slope + " and "
                            + offset);
        }
    }
}

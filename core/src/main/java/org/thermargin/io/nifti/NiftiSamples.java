package org.thermargin.io.nifti;

import org.thermargin.InputException;
import org.thermargin.io.SampleType;
import org.thermargin.io.VoxelEncoding;

/** Data type, bits per voxel and scaling of a NIfTI header. */
final class NiftiSamples {
    private NiftiSamples() {}

    /** The encoding; a slope of 0 or NaN means no scaling. Complex, colour and 128-bit samples are refused. */
    static VoxelEncoding encoding(NiftiHeader header, String file) throws InputException {
        SampleType type = switch (header.datatype()) {
            case 2 -> SampleType.UINT8;
            case 4 -> SampleType.INT16;
            case 8 -> SampleType.INT32;
            case 16 -> SampleType.FLOAT32;
            case 64 -> SampleType.FLOAT64;
            case 256 -> SampleType.INT8;
            case 512 -> SampleType.UINT16;
            case 768 -> SampleType.UINT32;
            case 1024 -> SampleType.INT64;
            case 1280 -> SampleType.UINT64;
            default ->
                throw new InputException(
                        "sample-type-unsupported",
                        "H28",
                        file,
                        "data type must be a real integer or float of 8 to 64 bits, was code " + header.datatype()
                                + " (" + refusedName(header.datatype()) + ")");
        };
        if (header.bitpix() != 8 * type.bytes()) {
            throw new InputException(
                    "bitpix-disagrees",
                    "H28",
                    file,
                    "bitpix must be " + 8 * type.bytes() + " for " + type.label() + ", was " + header.bitpix());
        }
        if (header.slope() == 0 || Double.isNaN(header.slope())) {
            return VoxelEncoding.plain(type, header.byteOrder());
        }
        if (!Double.isFinite(header.slope()) || !Double.isFinite(header.intercept())) {
            throw new InputException(
                    "scaling-invalid",
                    "H12",
                    file,
                    "scl_slope and scl_inter must be finite, were " + header.slope() + " and " + header.intercept());
        }
        return new VoxelEncoding(type, header.byteOrder(), header.slope(), header.intercept());
    }

    private static String refusedName(int code) {
        return switch (code) {
            case 1 -> "1-bit";
            case 32 -> "complex64";
            case 128 -> "RGB24";
            case 1536 -> "float128";
            case 1792 -> "complex128";
            case 2048 -> "complex256";
            case 2304 -> "RGBA32";
            default -> "unknown";
        };
    }
}

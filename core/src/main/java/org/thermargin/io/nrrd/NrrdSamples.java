package org.thermargin.io.nrrd;

import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.io.SampleType;
import org.thermargin.io.StoredForm;
import org.thermargin.io.VoxelEncoding;

/**
 * Sample type, byte order and encoding of a NRRD file.
 *
 * @param encoding of the decoded samples
 * @param form in which the file stores them
 */
record NrrdSamples(VoxelEncoding encoding, StoredForm form) {
    private static final Map<String, SampleType> TYPES = Map.ofEntries(
            Map.entry("signed char", SampleType.INT8),
            Map.entry("int8", SampleType.INT8),
            Map.entry("int8_t", SampleType.INT8),
            Map.entry("uchar", SampleType.UINT8),
            Map.entry("unsigned char", SampleType.UINT8),
            Map.entry("uint8", SampleType.UINT8),
            Map.entry("uint8_t", SampleType.UINT8),
            Map.entry("short", SampleType.INT16),
            Map.entry("short int", SampleType.INT16),
            Map.entry("signed short", SampleType.INT16),
            Map.entry("signed short int", SampleType.INT16),
            Map.entry("int16", SampleType.INT16),
            Map.entry("int16_t", SampleType.INT16),
            Map.entry("ushort", SampleType.UINT16),
            Map.entry("unsigned short", SampleType.UINT16),
            Map.entry("unsigned short int", SampleType.UINT16),
            Map.entry("uint16", SampleType.UINT16),
            Map.entry("uint16_t", SampleType.UINT16),
            Map.entry("int", SampleType.INT32),
            Map.entry("signed int", SampleType.INT32),
            Map.entry("int32", SampleType.INT32),
            Map.entry("int32_t", SampleType.INT32),
            Map.entry("uint", SampleType.UINT32),
            Map.entry("unsigned int", SampleType.UINT32),
            Map.entry("uint32", SampleType.UINT32),
            Map.entry("uint32_t", SampleType.UINT32),
            Map.entry("longlong", SampleType.INT64),
            Map.entry("long long", SampleType.INT64),
            Map.entry("long long int", SampleType.INT64),
            Map.entry("signed long long", SampleType.INT64),
            Map.entry("signed long long int", SampleType.INT64),
            Map.entry("int64", SampleType.INT64),
            Map.entry("int64_t", SampleType.INT64),
            Map.entry("ulonglong", SampleType.UINT64),
            Map.entry("unsigned long long", SampleType.UINT64),
            Map.entry("unsigned long long int", SampleType.UINT64),
            Map.entry("uint64", SampleType.UINT64),
            Map.entry("uint64_t", SampleType.UINT64),
            Map.entry("float", SampleType.FLOAT32),
            Map.entry("double", SampleType.FLOAT64));

    private static final Map<String, StoredForm> FORMS = Map.ofEntries(
            Map.entry("raw", StoredForm.RAW),
            Map.entry("gzip", StoredForm.DEFLATED),
            Map.entry("gz", StoredForm.DEFLATED),
            Map.entry("bzip2", StoredForm.BZIP2),
            Map.entry("bz2", StoredForm.BZIP2),
            Map.entry("hex", StoredForm.HEX),
            Map.entry("ascii", StoredForm.TEXT),
            Map.entry("text", StoredForm.TEXT),
            Map.entry("txt", StoredForm.TEXT));

    /** What the header states; a byte order must be stated where it matters (H28). */
    static NrrdSamples of(NrrdHeader header) throws InputException {
        SampleType type = TYPES.get(lower(header, "type"));
        if (type == null) {
            throw header.refused(
                    "sample-type-unsupported",
                    "H28",
                    "NRRD 'type' must be a real integer or float of 8 to 64 bits, was '" + header.required("type")
                            + "'");
        }
        StoredForm form = FORMS.get(lower(header, "encoding"));
        if (form == null) {
            throw header.refused(
                    "nrrd-encoding",
                    "H27",
                    "NRRD 'encoding' must be raw, gzip, bzip2, ascii or hex, was '" + header.required("encoding")
                            + "'");
        }
        // Text is turned into little-endian samples on the way.
        ByteOrder order = form == StoredForm.TEXT || type.bytes() == 1 ? ByteOrder.LITTLE_ENDIAN : byteOrder(header);
        return new NrrdSamples(VoxelEncoding.plain(type, order), form);
    }

    private static ByteOrder byteOrder(NrrdHeader header) throws InputException {
        switch (lower(header, "endian")) {
            case "little" -> {
                return ByteOrder.LITTLE_ENDIAN;
            }
            case "big" -> {
                return ByteOrder.BIG_ENDIAN;
            }
            default ->
                throw header.refused(
                        "nrrd-endian",
                        "H28",
                        "NRRD 'endian' must be little or big, was '" + header.required("endian") + "'");
        }
    }

    private static String lower(NrrdHeader header, String field) throws InputException {
        return header.required(field).toLowerCase(Locale.ROOT);
    }
}

package org.thermargin.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small DICOM files for other packages' tests, made of the builders of this one. */
public final class DicomSeeds {
    private DicomSeeds() {}

    /** A slice of a CT series: 16 rows of 27 columns, at any place of the stack, under a transfer syntax. */
    public static byte[] slice(int k, String syntaxUid) {
        Slices series = small();
        TransferSyntax syntax = syntax(syntaxUid);
        boolean explicit = syntax != TransferSyntax.IMPLICIT_LITTLE;
        ByteOrder order = syntax == TransferSyntax.EXPLICIT_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        DicomBytes data = series.header(new DicomBytes(explicit, order, explicit), k, series.position(k));
        return switch (syntax) {
            case RLE -> data.fragments(rle(series.pixels(k, order))).file(syntaxUid);
            case JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER ->
                data.fragments(losslessJpeg(series)).file(syntaxUid);
            default -> data.raw(Tags.PIXELS, "OW", series.pixels(k, order)).file(syntaxUid);
        };
    }

    /** Two segments, upper bytes and lower bytes, of literals of at most 128 bytes. */
    private static byte[] rle(byte[] littleEndian) {
        ByteArrayOutputStream[] segments = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
        int samples = littleEndian.length / 2;
        for (int s = 0; s < 2; s++) {
            for (int from = 0; from < samples; from += 128) {
                int count = Math.min(128, samples - from);
                segments[s].write(count - 1);
                for (int n = from; n < from + count; n++) {
                    segments[s].write(littleEndian[2 * n + 1 - s]);
                }
            }
            if (segments[s].size() % 2 == 1) {
                segments[s].write(128); // a byte that means nothing
            }
        }
        ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(2).putInt(64).putInt(64 + segments[0].size());
        return join(join(head.array(), segments[0].toByteArray()), segments[1].toByteArray());
    }

    /** An image of one value: every difference is of category 0, whose code is five zero bits. */
    private static byte[] losslessJpeg(Slices series) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] head = {0xff, 0xd8, 0xff, 0xc3, 0, 11, 16, 0, series.rows(), 0, series.columns(), 1, 1, 0x11, 0};
        int[] codes = {0xff, 0xc4, 0, 2 + 17 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        int[] scan = {0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0};
        for (int b : head) {
            out.write(b);
        }
        for (int b : codes) {
            out.write(b);
        }
        for (int category = 0; category < 17; category++) {
            out.write(category);
        }
        for (int b : scan) {
            out.write(b);
        }
        out.writeBytes(new byte[series.rows() * series.columns() * 5 / 8]);
        out.write(0xff);
        out.write(0xd9);
        return out.toByteArray();
    }

    /** An image of three frames on 16 x 27 samples, with the groups of an enhanced CT. */
    public static byte[] multiFrame() {
        Slices series = small();
        DicomBytes data = series.common(DicomBytes.plain(), DicomBytes.ENHANCED_CT, "1.2.3.4.9", "CT");
        data.text(Tags.FRAME_OF_REFERENCE, "UI", "1.2.9");
        Slices.layout(data, series.rows(), series.columns(), 16, series.count());
        DicomBytes measures = DicomBytes.plain().decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM);
        DicomBytes shared = DicomBytes.plain()
                .sequence(
                        Tags.PLANE_ORIENTATION,
                        List.of(DicomBytes.plain().decimals(Tags.ORIENTATION, series.orientation())))
                .sequence(Tags.PIXEL_MEASURES, List.of(measures));
        DicomBytes[] groups = new DicomBytes[series.count()];
        byte[] pixels = new byte[0];
        for (int k = 0; k < series.count(); k++) {
            groups[k] = DicomBytes.plain()
                    .sequence(
                            Tags.PLANE_POSITION,
                            List.of(DicomBytes.plain().decimals(Tags.POSITION, series.position(k))));
            pixels = join(pixels, series.pixels(k, ByteOrder.LITTLE_ENDIAN));
        }
        return data.sequence(Tags.SHARED_GROUPS, List.of(shared))
                .sequence(Tags.FRAME_GROUPS, List.of(groups))
                .raw(Tags.PIXELS, "OW", pixels)
                .file(TransferSyntax.EXPLICIT_LITTLE);
    }

    /** A segmentation of two segments on four slices of 16 x 27 samples: single bits, or fractions of a byte. */
    public static byte[] segmentation(boolean binary) {
        Slices series = small();
        DicomBytes data = series.common(DicomBytes.plain(), DicomBytes.SEG, "1.2.7", "SEG");
        int frames = 5;
        Slices.layout(data, series.rows(), series.columns(), binary ? 1 : 8, frames)
                .text(Tags.SEGMENTATION_TYPE, "CS", binary ? "BINARY" : "FRACTIONAL");
        DicomBytes[] segments = new DicomBytes[2];
        for (int n = 0; n < 2; n++) {
            segments[n] = DicomBytes.plain()
                    .unsignedShort(Tags.SEGMENT_NUMBER, n + 1)
                    .text(Tags.SEGMENT_LABEL, "LO", "segment " + n);
        }
        data.sequence(Tags.SEGMENTS, List.of(segments)).unsignedShort(Tags.MAXIMUM_FRACTIONAL, 200);
        DicomBytes measures = DicomBytes.plain()
                .decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM)
                .decimals(Tags.SPACING_BETWEEN_SLICES, 9.5);
        DicomBytes shared = DicomBytes.plain()
                .sequence(
                        Tags.PLANE_ORIENTATION,
                        List.of(DicomBytes.plain().decimals(Tags.ORIENTATION, series.orientation())))
                .sequence(Tags.PIXEL_MEASURES, List.of(measures));
        DicomBytes[] groups = new DicomBytes[frames];
        for (int n = 0; n < frames; n++) {
            groups[n] = DicomBytes.plain()
                    .sequence(
                            Tags.PLANE_POSITION,
                            List.of(DicomBytes.plain().decimals(Tags.POSITION, series.position(n < 3 ? n : n - 2))))
                    .sequence(
                            Tags.SEGMENT_IDENTIFICATION,
                            List.of(DicomBytes.plain().unsignedShort(Tags.REFERENCED_SEGMENT, n < 3 ? 1 : 2)));
        }
        int samples = frames * series.rows() * series.columns();
        byte[] pixels = new byte[binary ? (samples + 7) / 8 : samples];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (byte) (binary ? n * 37 : n % 3 == 0 ? 200 : 0);
        }
        return data.sequence(Tags.SHARED_GROUPS, List.of(shared))
                .sequence(Tags.FRAME_GROUPS, List.of(groups))
                .raw(Tags.PIXELS, "OB", pixels)
                .file(TransferSyntax.EXPLICIT_LITTLE);
    }

    /** A contour on the second slice of the series. */
    public static byte[] contours() {
        Slices series = small();
        DicomBytes data =
                series.inSeries("1.2.77", 9).common(DicomBytes.plain(), DicomBytes.RTSTRUCT, "1.2.6", "RTSTRUCT");
        DicomBytes referenced = DicomBytes.plain().text(Tags.SERIES, "UI", series.seriesUid());
        DicomBytes frame = DicomBytes.plain()
                .text(Tags.FRAME_OF_REFERENCE, "UI", "1.2.9")
                .sequence(
                        Tags.RT_REFERENCED_STUDIES,
                        List.of(DicomBytes.plain().sequence(Tags.RT_REFERENCED_SERIES, List.of(referenced))));
        double[] p = series.position(1);
        DicomBytes contour = DicomBytes.plain()
                .sequence(
                        Tags.CONTOUR_IMAGES,
                        List.of(DicomBytes.plain().text(Tags.REFERENCED_SOP_INSTANCE, "UI", series.seriesUid() + ".2")))
                .text(Tags.CONTOUR_TYPE, "CS", "CLOSED_PLANAR")
                .text(Tags.CONTOUR_POINTS, "IS", "3")
                .decimals(
                        Tags.CONTOUR_DATA,
                        p[0] + 2.2,
                        p[1] + 2.3,
                        p[2],
                        p[0] + 16.1,
                        p[1] + 4.2,
                        p[2],
                        p[0] + 8.4,
                        p[1] + 15.7,
                        p[2]);
        return data.sequence(Tags.REFERENCED_FRAMES_OF_REFERENCE, List.of(frame))
                .sequence(
                        Tags.ROIS,
                        List.of(DicomBytes.plain()
                                .text(Tags.ROI_NUMBER, "IS", "1")
                                .text(Tags.ROI_NAME, "LO", "a")))
                .sequence(
                        Tags.ROI_CONTOURS,
                        List.of(DicomBytes.plain()
                                .sequence(Tags.CONTOURS, List.of(contour))
                                .text(Tags.REFERENCED_ROI, "IS", "1")))
                .file(TransferSyntax.EXPLICIT_LITTLE);
    }

    /** Rows of 1.25 mm, columns of 0.75 mm, slices of 9.5 mm, as few of them as are believed: extents of 20 mm and more. */
    private static Slices small() {
        return new Slices(
                27,
                16,
                3,
                new double[] {1, 0, 0, 0, 1, 0},
                new double[] {-20, -30, 100},
                new double[] {0, 0, 9.5},
                "1.2.3.4",
                3,
                "P1",
                "1.2.3");
    }

    private static TransferSyntax syntax(String uid) {
        for (TransferSyntax syntax : TransferSyntax.values()) {
            if (DicomBytes.uid(syntax).equals(uid)) {
                return syntax;
            }
        }
        throw new IllegalArgumentException(uid);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

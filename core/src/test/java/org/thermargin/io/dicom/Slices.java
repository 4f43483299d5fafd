package org.thermargin.io.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Small CT series for tests: 32 columns of 0.75 mm, 24 rows of 1.25 mm, 12 slices of 2.5 mm, three different spacings and
 * no symmetry; sample (c, r, k) is 1000 k + 30 r + c.
 */
record Slices(
        int columns,
        int rows,
        int count,
        double[] orientation,
        double[] origin,
        double[] step,
        String seriesUid,
        int seriesNumber,
        String patientId,
        String studyUid) {
    static final double COLUMN_MM = 0.75;
    static final double ROW_MM = 1.25;

    static Slices axial() {
        return new Slices(
                32,
                24,
                12,
                new double[] {1, 0, 0, 0, 1, 0},
                new double[] {-20, -30, 100},
                new double[] {0, 0, 2.5},
                "1.2.3.4",
                3,
                "P1",
                "1.2.3");
    }

    Slices withStep(double x, double y, double z) {
        return new Slices(
                columns,
                rows,
                count,
                orientation,
                origin,
                new double[] {x, y, z},
                seriesUid,
                seriesNumber,
                patientId,
                studyUid);
    }

    Slices withOrientation(double... six) {
        return new Slices(columns, rows, count, six, origin, step, seriesUid, seriesNumber, patientId, studyUid);
    }

    Slices inSeries(String uid, int number) {
        return new Slices(columns, rows, count, orientation, origin, step, uid, number, patientId, studyUid);
    }

    Slices ofPatient(String id, String study) {
        return new Slices(columns, rows, count, orientation, origin, step, seriesUid, seriesNumber, id, study);
    }

    static int sample(int c, int r, int k) {
        return 1000 * k + 30 * r + c;
    }

    double[] position(int k) {
        return new double[] {origin[0] + k * step[0], origin[1] + k * step[1], origin[2] + k * step[2]};
    }

    byte[] pixels(int k, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * columns * rows).order(order);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                buffer.putShort((short) sample(c, r, k));
            }
        }
        return buffer.array();
    }

    /** What every object of the series states. */
    DicomBytes common(DicomBytes data, String sopClass, String sopUid, String modality) {
        return data.text(Tags.SOP_CLASS, "UI", sopClass)
                .text(Tags.SOP_INSTANCE, "UI", sopUid)
                .text(Tags.MODALITY, "CS", modality)
                .text(Tags.PATIENT_ID, "LO", patientId)
                .text(Tags.STUDY, "UI", studyUid)
                .text(Tags.SERIES, "UI", seriesUid)
                .text(Tags.SERIES_NUMBER, "IS", Integer.toString(seriesNumber));
    }

    static DicomBytes layout(DicomBytes data, int rows, int columns, int bits, int frames) {
        return data.unsignedShort(Tags.SAMPLES_PER_PIXEL, 1)
                .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                .text(Tags.FRAMES, "IS", Integer.toString(frames))
                .unsignedShort(Tags.ROWS, rows)
                .unsignedShort(Tags.COLUMNS, columns)
                .unsignedShort(Tags.BITS_ALLOCATED, bits)
                .unsignedShort(Tags.BITS_STORED, bits)
                .unsignedShort(Tags.HIGH_BIT, bits - 1)
                .unsignedShort(Tags.PIXEL_REPRESENTATION, 0);
    }

    /** The data set of a slice without its pixels, at any position. */
    DicomBytes header(DicomBytes empty, int k, double[] position) {
        common(empty, DicomBytes.CT, seriesUid + "." + (k + 1), "CT");
        empty.text(Tags.INSTANCE_NUMBER, "IS", Integer.toString(count - k))
                .decimals(Tags.POSITION, position)
                .decimals(Tags.ORIENTATION, orientation)
                .text(Tags.FRAME_OF_REFERENCE, "UI", "1.2.9");
        return layout(empty, rows, columns, 16, 1)
                .decimals(Tags.PIXEL_SPACING, ROW_MM, COLUMN_MM)
                .decimals(Tags.RESCALE_INTERCEPT, 0)
                .decimals(Tags.RESCALE_SLOPE, 1);
    }

    DicomBytes slice(int k) {
        return header(DicomBytes.plain(), k, position(k)).raw(Tags.PIXELS, "OW", pixels(k, ByteOrder.LITTLE_ENDIAN));
    }

    /** All slices as files whose names sort in another order than their positions. */
    Path write(Path folder) throws IOException {
        return write(folder, UnaryOperator.identity());
    }

    Path write(Path folder, UnaryOperator<byte[]> change) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < count; k++) {
            Files.write(
                    folder.resolve("image_" + (7 * k + 3) % count),
                    change.apply(slice(k).file(TransferSyntax.EXPLICIT_LITTLE)));
        }
        return folder;
    }

    /** The image references of a segmentation of the series. */
    List<DicomBytes> references() {
        DicomBytes[] images = new DicomBytes[count];
        for (int k = 0; k < count; k++) {
            images[k] = DicomBytes.plain().text(Tags.REFERENCED_SOP_INSTANCE, "UI", seriesUid + "." + (k + 1));
        }
        return List.of(DicomBytes.plain()
                .sequence(Tags.REFERENCED_INSTANCES, List.of(images))
                .text(Tags.SERIES, "UI", seriesUid));
    }
}

package org.thermargin.io.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/**
 * A CT series of a patient whose every attribute is a canary, on any lattice: columns along i, rows along j, slices along
 * k, in files whose names say nothing about their order.
 */
public record PatientSeries(VoxelGrid lattice, boolean dated) {
    /** What no file but the written objects may hold; the name has a letter outside ASCII. */
    public static final String CANARY = "CANARY";

    static final String STUDY = "1.2.826.0.1.3680043.9.7777.1";
    static final String SERIES = "1.2.826.0.1.3680043.9.7777.2";
    static final String FRAME = "1.2.826.0.1.3680043.9.7777.3";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    /** The series of a lattice, with dates. */
    public PatientSeries(VoxelGrid lattice) {
        this(lattice, true);
    }

    /** A lattice of three different spacings in a random orientation, every other time along the axes. */
    static PatientSeries random(SplittableRandom random) {
        Direction3 i = axis(random);
        Direction3 other = axis(random);
        while (Math.abs(i.dot(other)) > 0.9) {
            other = axis(random);
        }
        Direction3 k = i.cross(other);
        Direction3 j = k.cross(i);
        return new PatientSeries(VoxelGrid.oriented(
                37,
                29,
                11,
                0.7 + random.nextDouble(),
                0.7 + random.nextDouble(),
                2 + random.nextDouble(),
                i,
                j,
                k,
                new Point3(random.nextDouble(-200, 200), random.nextDouble(-200, 200), random.nextDouble(-900, 900))));
    }

    private static Direction3 axis(SplittableRandom random) {
        if (random.nextBoolean()) {
            double[] axis = new double[3];
            axis[random.nextInt(3)] = random.nextBoolean() ? 1 : -1;
            return Direction3.of(axis[0], axis[1], axis[2]);
        }
        return Direction3.of(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(0.1, 1));
    }

    static String sopUid(int k) {
        return SERIES + "." + (k + 1);
    }

    /** Writes the slices to the folder. */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < lattice.nz(); k++) {
            WrittenObject object = new WrittenObject(CT, sopUid(k), SERIES);
            Files.write(folder.resolve("f" + (5 * k + 2) % lattice.nz()), slice(k).file(object));
        }
        return folder;
    }

    /** Samples of the whole 16-bit range, different on every slice. */
    private byte[] pixels(int k) {
        byte[] pixels = new byte[2 * lattice.nx() * lattice.ny()];
        new SplittableRandom(k).nextBytes(pixels);
        return pixels;
    }

    private DataSetOut slice(int k) {
        Point3 first = lattice.toWorld(0, 0, k);
        DataSetOut out = new DataSetOut(StandardCharsets.UTF_8)
                .text(Tags.CHARACTER_SET, "CS", "ISO_IR 192")
                .text(Tags.IMAGE_TYPE, "CS", "ORIGINAL", "PRIMARY", "AXIAL")
                .text(Tags.SOP_CLASS, "UI", CT)
                .text(Tags.SOP_INSTANCE, "UI", sopUid(k))
                .text(Tags.MODALITY, "CS", "CT")
                .text(Tags.ACCESSION_NUMBER, "SH", CANARY + "-ACC")
                .text(Tags.REFERRING_PHYSICIAN, "PN", CANARY + "^Doctor")
                .text(Tags.STUDY_DESCRIPTION, "LO", CANARY + " study")
                .text(Tags.PATIENT_NAME, "PN", CANARY + "^P\u00e4tient")
                .text(Tags.PATIENT_ID, "LO", CANARY + "-ID")
                .text(Tags.BIRTH_DATE, "DA", "19500102")
                .text(Tags.SEX, "CS", "F")
                .text(Tags.STUDY, "UI", STUDY)
                .text(Tags.SERIES, "UI", SERIES)
                .text(Tags.STUDY_ID, "SH", CANARY + "-ST")
                .text(Tags.SERIES_NUMBER, "IS", "4")
                .text(Tags.INSTANCE_NUMBER, "IS", Integer.toString(k + 1))
                .text(Tags.FRAME_OF_REFERENCE, "UI", FRAME)
                .decimals(Tags.POSITION, first.x(), first.y(), first.z())
                .decimals(
                        Tags.ORIENTATION,
                        lattice.iDirection().x(),
                        lattice.iDirection().y(),
                        lattice.iDirection().z(),
                        lattice.jDirection().x(),
                        lattice.jDirection().y(),
                        lattice.jDirection().z())
                .decimals(Tags.PIXEL_SPACING, lattice.dyMm(), lattice.dxMm())
                .unsignedShorts(Tags.SAMPLES_PER_PIXEL, 1)
                .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                .unsignedShorts(Tags.ROWS, lattice.ny())
                .unsignedShorts(Tags.COLUMNS, lattice.nx())
                .unsignedShorts(Tags.BITS_ALLOCATED, 16)
                .unsignedShorts(Tags.BITS_STORED, 16)
                .unsignedShorts(Tags.HIGH_BIT, 15)
                .unsignedShorts(Tags.PIXEL_REPRESENTATION, 1)
                .bytes(Tags.PIXELS, "OW", pixels(k));
        return dated
                ? out.text(Tags.STUDY_DATE, "DA", "20250203")
                        .text(Tags.STUDY_TIME, "TM", "101112")
                        .text(Tags.ACQUISITION_DATE, "DA", "20250204")
                        .text(Tags.ACQUISITION_TIME, "TM", "111213.5")
                : out;
    }
}

package org.thermargin.io;

import java.io.IOException;
import java.nio.file.Path;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.io.metaimage.MetaImageWriter;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;

/** Writes a volume in the format that the ending of the name stands for. */
public final class VolumeWriters {
    private VolumeWriters() {}

    private enum Format {
        NIFTI,
        NRRD,
        META_IMAGE;

        static Format of(Path path) {
            String name = path.toString();
            return name.endsWith(".nrrd") ? NRRD : name.matches(".*\\.mh[ad]") ? META_IMAGE : NIFTI;
        }
    }

    public static void write(Path path, LabelVolume labels) throws IOException {
        switch (Format.of(path)) {
            case NIFTI -> NiftiWriter.write(path, labels);
            case NRRD -> NrrdWriter.write(path, labels);
            case META_IMAGE -> MetaImageWriter.write(path, labels);
        }
    }

    public static void write(Path path, BinaryMask mask) throws IOException {
        switch (Format.of(path)) {
            case NIFTI -> NiftiWriter.write(path, mask);
            case NRRD -> NrrdWriter.write(path, mask);
            case META_IMAGE -> MetaImageWriter.write(path, mask);
        }
    }

    public static void write(Path path, ScalarVolume scalars) throws IOException {
        switch (Format.of(path)) {
            case NIFTI -> NiftiWriter.write(path, scalars);
            case NRRD -> NrrdWriter.write(path, scalars);
            case META_IMAGE -> MetaImageWriter.write(path, scalars);
        }
    }
}

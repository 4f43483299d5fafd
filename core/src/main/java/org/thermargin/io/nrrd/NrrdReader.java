package org.thermargin.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.DecodedVoxels;
import org.thermargin.io.InputFile;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.OpenVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.StoredBox;
import org.thermargin.io.StoredSamples;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.Voxels;

/**
 * Reads NRRD volumes, attached or detached, in any encoding of the format, and 3D Slicer segmentations with their
 * segments and layers. Patient frames LPS, RAS and LAS only. The data must hold exactly the samples that the header
 * announces. A segmentation of one voxel with value 0 is 3D Slicer's way to store nothing: it is read, with the finding
 * {@code segmentation-empty}. A segmentation that states which part of its image it is gets one empty voxel layer where
 * the image goes on (see {@code NrrdCrop}); its grid is then larger than the sizes in the file.
 */
public final class NrrdReader implements VolumeReader {
    private static final byte[] MAGIC = "NRRD00".getBytes(StandardCharsets.ISO_8859_1);

    /** The one kind of reader; it has no settings. */
    public NrrdReader() {}

    @Override
    public boolean recognises(String lowerCaseName, byte[] head) {
        boolean magic = head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return magic || lowerCaseName.endsWith(".nrrd") || lowerCaseName.endsWith(".nhdr");
    }

    @Override
    public VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException {
        return OpenVolume.read(path, options, voxels, NrrdReader::read);
    }

    private static VolumeFile read(OpenVolume open) throws InputException, IOException {
        InputFile file = open.file();
        NrrdHeader header = NrrdHeaderParser.parse(file.stream(), file.name());
        String detached = NrrdData.detachedName(header);
        if (detached.isEmpty()) {
            return read(open, header, file);
        }
        if (file.sizeBytes() > header.dataOffset()) {
            throw header.refused(
                    "data-trailing-bytes",
                    "H27",
                    "NRRD header with a 'data file' must be all of its file, "
                            + (file.sizeBytes() - header.dataOffset()) + " bytes follow");
        }
        try (InputFile data = open.openBeside(detached)) {
            return read(open, header, data);
        }
    }

    private static VolumeFile read(OpenVolume open, NrrdHeader header, InputFile file)
            throws InputException, IOException {
        NrrdSamples encoded = NrrdSamples.of(header);
        NrrdLayout layout = NrrdLayout.of(header);
        boolean segmentation = NrrdSegments.isSegmentation(header);
        List<Segment> segments = NrrdSegments.of(header, layout.layers());
        if (layout.layers() > 1 && (!segmentation || open.voxels() == Voxels.SCALARS)) {
            throw header.refused(
                    "several-volumes",
                    "",
                    "file must hold one 3-D volume or the layers of a segmentation, was " + layout.layers()
                            + " volumes");
        }
        LatticeHeader lattice = layout.lattice();
        boolean single = segmentation && lattice.ni() == 1 && lattice.nj() == 1 && lattice.nk() == 1;
        NrrdCrop crop = single || segments.isEmpty() ? NrrdCrop.none() : NrrdCrop.of(header, layout);
        StoredSamples samples = new StoredSamples(
                encoded.encoding(),
                stored(header, lattice, crop, single),
                layout.layers(),
                layout.layersFirst(),
                encoded.form());
        NrrdData.skipStored(header, file, encoded, samples.bytes());
        samples.requireIn(file.sizeBytes() - file.positionBytes(), file.name());
        DecodedVoxels decoded;
        try (InputStream data = NrrdData.decoded(header, file, encoded)) {
            decoded = open.decode(data, samples, file.name());
        }
        file.finish();
        List<LabelVolume> layers = decoded.layers();
        if (single && layers.stream().anyMatch(layer -> layer.at(0) != 0)) {
            lattice.checked(header.file());
        }
        List<Finding> findings = new ArrayList<>(crop.doubts());
        if (single) {
            findings.add(new Finding(
                    "segmentation-empty",
                    "H14",
                    "segmentation is one voxel of value 0, which means that nothing was segmented",
                    header.file()));
        }
        findings.addAll(unnamedLabels(header, layers, segments));
        return open.volume("NRRD", samples, decoded, segments, findings, List.of());
    }

    /** A single voxel may mean an empty segmentation, and a crop may be small; else the file must have an extent. */
    private static StoredBox stored(NrrdHeader header, LatticeHeader lattice, NrrdCrop crop, boolean single)
            throws InputException {
        if (crop.isStated()) {
            lattice.checkedShape(header.file());
            return crop.within(lattice, header.file());
        }
        return StoredBox.whole(single ? lattice.checkedShape(header.file()) : lattice.checked(header.file()));
    }

    /** Where segments are named, a label without a name may be one that the user does not see in 3D Slicer. */
    private static List<Finding> unnamedLabels(NrrdHeader header, List<LabelVolume> layers, List<Segment> segments) {
        List<Finding> findings = new ArrayList<>();
        for (int n = 0; n < layers.size() && !segments.isEmpty(); n++) {
            int layer = n;
            for (int label : layers.get(n).counts().keySet()) {
                if (label != 0 && segments.stream().noneMatch(s -> s.layer() == layer && s.labelValue() == label)) {
                    findings.add(new Finding(
                            "label-without-segment",
                            "H13",
                            "every label should belong to a segment, label " + label + " of layer " + layer
                                    + " belongs to none",
                            header.file()));
                }
            }
        }
        return findings;
    }
}

package org.thermargin.io.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.FileDigest;
import org.thermargin.io.MaskLayers;
import org.thermargin.io.PatientIdentity;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/**
 * A folder of folders, each with the slices of one mask, as one volume with a segment per folder (the layout of
 * 3D-IRCADb-01). A mask has one value besides 0, whatever it is. All must lie on one lattice.
 */
final class MaskFolder {
    private final String name;
    private final List<Series> series;
    private final ReadOptions options;

    private MaskFolder(String name, List<Series> series, ReadOptions options) {
        this.name = name;
        this.series = series;
        this.options = options;
    }

    /** The masks of a folder; empty unless every series is slices of bytes in a folder of its own. */
    static Optional<MaskFolder> of(String name, List<Series> all, ReadOptions options) throws InputException {
        Set<String> folders = new HashSet<>();
        for (Series one : all) {
            boolean slices = one.instances().stream().allMatch(i -> i.kind() == Instance.Kind.SLICE);
            if (!slices || one.folder().isEmpty() || !folders.add(one.folder())) {
                return Optional.empty();
            }
            DataSet first =
                    one.first().file().header(options.memoryLimitBytes()).data();
            if (SampleLayout.of(first).bitsAllocated() != 8) {
                return Optional.empty();
            }
        }
        List<Series> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Series::folder));
        return all.size() < 2 ? Optional.empty() : Optional.of(new MaskFolder(name, sorted, options));
    }

    /**
     * The masks, labelled from 1 in order of their folder names. The hash is that of the hashes of the masks read.
     *
     * @param wanted the only folders to read; empty: all
     */
    VolumeFile labels(String path, Set<String> wanted) throws InputException {
        List<Finding> findings = new ArrayList<>();
        FileDigest digest = new FileDigest();
        MaskLayers layers = null;
        ImageSeries first = null;
        Set<Optional<String>> studies = new HashSet<>();
        for (int n = 0; n < series.size(); n++) {
            Series one = series.get(n);
            studies.add(one.first().identity().study());
            if (!wanted.isEmpty() && !wanted.contains(one.folder())) {
                continue;
            }
            ImageSeries mask = new ImageSeries(one, options);
            if (first == null) {
                first = mask;
                layers = new MaskLayers(mask.order().canonicalGrid(), name, options);
            }
            requireAlike(first, mask);
            VolumeFile volume = mask.labels(path);
            byte[] hash = volume.sha256().getBytes(StandardCharsets.US_ASCII);
            digest.update(hash, 0, hash.length);
            layers.add(n + 1, one.folder(), mask(volume.labels(), first, one.folder()));
        }
        if (first == null) {
            throw new InputException(
                    "label-absent",
                    "H14",
                    name,
                    "a folder of the name asked for must be there, was not; there are "
                            + String.join(
                                    ", ", series.stream().map(Series::folder).toList()));
        }
        if (studies.size() > 1) {
            findings.add(new Finding(
                    "studies-differ",
                    "H06",
                    "masks of one folder should state one study, state " + studies.size()
                            + "; that they are of one patient is taken from their folder",
                    name));
        }
        return volume(path, first, digest, layers, findings);
    }

    private void requireAlike(ImageSeries first, ImageSeries mask) throws InputException {
        if (!first.order().canonicalGrid().sameLattice(mask.order().canonicalGrid())
                || first.stack().lattice().nk() != mask.stack().lattice().nk()) {
            throw new InputException(
                    "grids-differ",
                    "H05",
                    name,
                    "masks of one folder must lie on one grid, "
                            + first.series().folder() + " lies on "
                            + first.order().canonicalGrid() + ", "
                            + mask.series().folder() + " on " + mask.order().canonicalGrid()
                            + "; name them one by one");
        }
        if (!first.identity().patient().equals(mask.identity().patient())) {
            throw new InputException(
                    "patients-differ", "H06", name, "masks of one folder must be of one patient, were not");
        }
    }

    private BinaryMask mask(LabelVolume labels, ImageSeries first, String folder) throws InputException {
        int values = labels.counts().size();
        if (values > 2) {
            throw new InputException(
                    "label-must-be-named",
                    "H13",
                    name,
                    "a mask must have one value besides 0, " + folder + " has " + (values - 1) + "; name that folder");
        }
        return labels.nonZero().onto(first.order().canonicalGrid());
    }

    private static VolumeFile volume(
            String path, ImageSeries first, FileDigest digest, MaskLayers layers, List<Finding> findings) {
        PatientIdentity identity = first.identity();
        return new VolumeFile(
                path,
                "DICOM masks, " + layers.segments().size() + " folders of slices",
                digest.hex(),
                first.order().canonicalGrid(),
                first.order().code(),
                "uint8",
                layers.volumes(),
                Optional.empty(),
                layers.segments(),
                findings,
                List.of(),
                Optional.of(new PatientIdentity(identity.patient(), Optional.empty(), Optional.empty())));
    }
}

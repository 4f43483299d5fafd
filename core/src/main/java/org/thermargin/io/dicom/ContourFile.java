package org.thermargin.io.dicom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.FileDigest;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.MaskLayers;
import org.thermargin.io.Printable;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VectorMm;
import org.thermargin.io.VolumeFile;

/**
 * Contours of a DICOM structure set (RTSTRUCT) as masks on the image series that they were drawn on. A voxel is inside
 * when its centre is inside an odd number of the structure's contours on its slice, so that contours within contours are
 * holes. Nothing is interpolated between slices. A structure with a point, an open contour or a contour between slices is
 * left out with a finding; a structure set that refers to other images is refused (H06).
 */
final class ContourFile {
    /** A contour may lie so far from its slice, as a share of the spacing. */
    private static final double OFF_SLICE_FRACTION = 0.1;

    private final Instance instance;
    private final DataSet data;
    private final String name;
    private final FileDigest digest = new FileDigest();
    private final List<Finding> findings = new ArrayList<>();

    /** Reads the file. */
    ContourFile(Instance instance, ReadOptions options) throws InputException {
        this.instance = instance;
        this.name = instance.file().name();
        this.data = instance.file().parse(digest, options.memoryLimitBytes()).data();
    }

    /** Refusal of a structure set without the images it was drawn on; lists its structures. */
    InputException needsImage() throws InputException {
        List<String> rois = new ArrayList<>();
        for (DataSet roi : data.items(Tags.ROIS)) {
            rois.add(number(roi, Tags.ROI_NUMBER) + " " + roiName(roi));
        }
        return data.refused(
                "rtstruct-needs-image",
                "H29",
                "contours (RTSTRUCT) must come with the image series they were drawn on (key image, option --image);"
                        + " structures are " + (rois.isEmpty() ? "none" : String.join(", ", rois)));
    }

    private static int number(DataSet set, int tag) throws InputException {
        return set.integerText(tag)
                .orElseThrow(
                        () -> set.refused("dicom-element-missing", "H26", Tags.text(tag) + " must be there, was not"));
    }

    private String roiName(DataSet roi) {
        return Printable.of(roi.text(Tags.ROI_NAME, data.charset()));
    }

    /** The structures as labels on the lattice of the image. */
    VolumeFile labels(String path, ImageSeries image, ReadOptions options) throws InputException {
        requireReferences(image);
        MaskLayers layers = new MaskLayers(image.order().canonicalGrid(), name, options);
        Map<Integer, List<DataSet>> contours = contours();
        for (DataSet roi : data.items(Tags.ROIS)) {
            int number = number(roi, Tags.ROI_NUMBER);
            if (number < 1 || number > 65535) {
                throw data.refused("dicom-value", "H13", "structures must be numbered 1 to 65535, one was " + number);
            }
            Optional<BinaryMask> mask = mask(number, contours.getOrDefault(number, List.of()), image);
            if (mask.isPresent()) {
                layers.add(number, roi.text(Tags.ROI_NAME, data.charset()), mask.get());
            }
        }
        if (layers.segments().isEmpty()) {
            List<Finding> reasons = new ArrayList<>(findings);
            if (reasons.isEmpty()) {
                throw data.refused("rtstruct-empty", "H14", "a structure set must have contours, had none");
            }
            throw new InputException(reasons);
        }
        return volume(path, image, layers.volumes(), layers.segments());
    }

    private Map<Integer, List<DataSet>> contours() throws InputException {
        Map<Integer, List<DataSet>> contours = new TreeMap<>();
        for (DataSet roi : data.items(Tags.ROI_CONTOURS)) {
            contours.computeIfAbsent(number(roi, Tags.REFERENCED_ROI), n -> new ArrayList<>())
                    .addAll(roi.items(Tags.CONTOURS));
        }
        return contours;
    }

    /** Identifiers of the series that the structure set says it was drawn on. */
    Set<String> referencedSeries() throws InputException {
        Set<String> series = new HashSet<>();
        for (DataSet frame : data.items(Tags.REFERENCED_FRAMES_OF_REFERENCE)) {
            for (DataSet study : frame.items(Tags.RT_REFERENCED_STUDIES)) {
                for (DataSet one : study.items(Tags.RT_REFERENCED_SERIES)) {
                    series.add(one.text(Tags.SERIES));
                }
            }
        }
        return series;
    }

    /** The series referred to must be the image's, and so must every image a contour is said to lie on. */
    private void requireReferences(ImageSeries image) throws InputException {
        Set<String> series = referencedSeries();
        Set<String> images = new HashSet<>();
        for (List<DataSet> contours : contours().values()) {
            for (DataSet contour : contours) {
                for (DataSet one : contour.items(Tags.CONTOUR_IMAGES)) {
                    images.add(one.text(Tags.REFERENCED_SOP_INSTANCE));
                }
            }
        }
        Set<String> known = new HashSet<>(List.of(image.sopUids()));
        long strangers = images.stream().filter(uid -> !known.contains(uid)).count();
        boolean other =
                !series.isEmpty() && !series.contains(image.series().first().seriesUid());
        if (other || strangers > 0) {
            throw data.refused(
                    "rtstruct-other-image",
                    "H06",
                    "contours must refer to the image series given, " + (other ? "refer to another series" : "do")
                            + "; " + strangers + " of " + images.size() + " images they lie on are not in it");
        }
        Optional<String> patient = instance.identity().patient();
        if (patient.isPresent()
                && image.identity().patient().isPresent()
                && !patient.equals(image.identity().patient())) {
            throw data.refused("patients-differ", "H06", "contours must be of the patient of their images, are not");
        }
        if (series.isEmpty() && images.isEmpty()) {
            throw data.refused(
                    "rtstruct-other-image",
                    "H06",
                    "contours must refer to the images they were drawn on, refer to none");
        }
    }

    private Optional<BinaryMask> mask(int number, List<DataSet> contours, ImageSeries image) throws InputException {
        Map<Integer, List<double[]>> slices = new TreeMap<>();
        for (DataSet contour : contours) {
            String type = contour.text(Tags.CONTOUR_TYPE);
            if (!type.equals("CLOSED_PLANAR") && !type.equals("CLOSEDPLANAR_XOR")) {
                leftOut(number, "roi-not-closed", "a point or an open contour");
                return Optional.empty();
            }
            Optional<Polygon> polygon = polygon(contour, image.stack().lattice());
            if (polygon.isEmpty()) {
                leftOut(number, "roi-off-slice", "a contour that lies on no slice of the image");
                return Optional.empty();
            }
            slices.computeIfAbsent(polygon.get().place(), k -> new ArrayList<>())
                    .add(polygon.get().points());
        }
        if (slices.isEmpty()) {
            leftOut(number, "roi-empty", "no contour");
            return Optional.empty();
        }
        sayGaps(number, new TreeSet<>(slices.keySet()));
        StorageOrder order = image.order();
        BinaryMask mask = new BinaryMask(order.canonicalGrid());
        LatticeHeader lattice = image.stack().lattice();
        for (Map.Entry<Integer, List<double[]>> slice : slices.entrySet()) {
            PolygonKernel.fill(
                    slice.getValue(),
                    (int) lattice.ni(),
                    (int) lattice.nj(),
                    order.canonicalStart() + slice.getKey() * order.canonicalStride(2),
                    order.canonicalStride(0),
                    order.canonicalStride(1),
                    mask);
        }
        return Optional.of(mask);
    }

    private void leftOut(int number, String code, String what) {
        findings.add(new Finding(
                code,
                "H13",
                "structure " + number + " must be closed contours on slices, had " + what + "; left out",
                name));
    }

    private void sayGaps(int number, NavigableSet<Integer> places) {
        int gaps = places.last() - places.first() + 1 - places.size();
        if (gaps > 0) {
            findings.add(new Finding(
                    "roi-gaps",
                    "H07",
                    "structure " + number + " has no contour on " + gaps
                            + " slices between its first and last; they are empty, nothing is interpolated",
                    name));
        }
    }

    /** A contour on a slice: x and y of its points as continuous indices of column and row. */
    private record Polygon(int place, double[] points) {}

    private static Optional<Polygon> polygon(DataSet contour, LatticeHeader lattice) throws InputException {
        double[] xyz = contour.decimals(Tags.CONTOUR_DATA);
        int count = number(contour, Tags.CONTOUR_POINTS);
        if (count < 3 || xyz.length != 3L * count) {
            throw contour.refused(
                    "dicom-value",
                    "H26",
                    "a contour must have at least 3 points of 3 numbers, had " + count + " points and " + xyz.length
                            + " numbers");
        }
        double[] points = new double[2 * count];
        int place = 0;
        for (int n = 0; n < count; n++) {
            VectorMm p = new VectorMm(xyz[3 * n], xyz[3 * n + 1], xyz[3 * n + 2]).plus(-1, lattice.first());
            double k = index(p, lattice.kStep());
            if (n == 0) {
                place = (int) Math.rint(k);
            }
            if (!(Math.abs(k - place) <= OFF_SLICE_FRACTION) || place < 0 || place >= lattice.nk()) {
                return Optional.empty();
            }
            points[2 * n] = index(p, lattice.iStep());
            points[2 * n + 1] = index(p, lattice.jStep());
        }
        return Optional.of(new Polygon(place, points));
    }

    private static double index(VectorMm p, VectorMm step) {
        return p.dotSqMm(step) / step.dotSqMm(step);
    }

    private VolumeFile volume(String path, ImageSeries image, List<LabelVolume> layers, List<Segment> segments) {
        return new VolumeFile(
                path,
                "DICOM RTSTRUCT, " + segments.size() + " structures",
                digest.hex(),
                image.order().canonicalGrid(),
                image.order().code(),
                "contour",
                layers,
                Optional.empty(),
                segments,
                findings,
                List.of(),
                Optional.of(instance.identity()));
    }
}

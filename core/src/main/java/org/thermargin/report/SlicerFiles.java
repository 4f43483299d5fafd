package org.thermargin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.MaskLayers;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.nrrd.NrrdWriter;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * An assessment for 3D Slicer: {@code segments.seg.nrrd} with lesions, zones and shortfalls as segments on the lattice of
 * the lesions ({@code segments-2.seg.nrrd} for lesions of a second one), {@code needles.mrk.json} with a line from entry to
 * tip per applicator, and {@code thinnest.mrk.json} with the point of every lesion where its margin is least.
 */
final class SlicerFiles {
    private static final String SCHEMA =
            "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/"
                    + "Resources/Schema/markups-schema-v1.0.3.json#";
    private static final double LATTICE_TOLERANCE_MM = 0.01;
    private static final int RIM = 2;

    private SlicerFiles() {}

    /** Writes the files; none without a lesion that has numbers, no needles without applicators. */
    static void write(OutputFolder folder, Assessment assessment, Optional<BinaryMask> organ)
            throws IOException, InputException {
        List<ShownSegment> left = new ArrayList<>(ShownSegment.of(assessment, organ));
        for (int volume = 1; !left.isEmpty(); volume++) {
            VoxelGrid lattice = lattice(assessment, left.get(0));
            List<ShownSegment> group = left.stream()
                    .filter(s -> lattice.sameLattice(lattice(assessment, s), LATTICE_TOLERANCE_MM))
                    .toList();
            segments(folder, volume == 1 ? "segments.seg.nrrd" : "segments-" + volume + ".seg.nrrd", lattice, group);
            left.removeAll(group);
        }
        List<Named> needles = needles(assessment);
        if (!needles.isEmpty()) {
            text(folder, "needles.mrk.json", JsonOut.document(json -> {
                json.text("@schema", SCHEMA);
                json.objects("markups", needles, needle -> markup(json, "Line", needle.name(), needle.points()));
            }));
        }
        List<Named> places = places(assessment);
        if (!places.isEmpty()) {
            text(folder, "thinnest.mrk.json", JsonOut.document(json -> {
                json.text("@schema", SCHEMA);
                json.objects("markups", places, place -> markup(json, "Fiducial", place.name(), place.points()));
            }));
        }
    }

    private static void text(OutputFolder folder, String name, String content) throws IOException {
        Files.writeString(folder.staged(name), content, StandardCharsets.UTF_8);
    }

    /** The lattice of the lesion that a segment belongs to. */
    private static VoxelGrid lattice(Assessment assessment, ShownSegment segment) {
        return assessment.lesions().get(segment.lesion()).zones().stream()
                .flatMap(z -> z.numbers().stream())
                .findFirst()
                .orElseThrow()
                .lesion()
                .grid();
    }

    private static void segments(OutputFolder folder, String name, VoxelGrid lattice, List<ShownSegment> group)
            throws IOException, InputException {
        IndexBox box = lattice.indexBox(group.get(0).bounds());
        for (ShownSegment segment : group) {
            box = box.union(lattice.indexBox(segment.bounds()));
        }
        VoxelGrid grid = lattice.subgrid(box.grown(RIM, RIM, RIM));
        MaskLayers layers = new MaskLayers(grid, name, ReadOptions.strict());
        List<double[]> colours = new ArrayList<>();
        for (ShownSegment segment : group) {
            layers.add(colours.size() + 1, segment.name(), segment.on(grid));
            colours.add(
                    segment.kind().rgb().stream().mapToDouble(c -> c / 255.0).toArray());
        }
        List<Segment> named = layers.segments();
        NrrdWriter.writeSegmentation(folder.staged(name), layers.volumes(), named, colours);
    }

    private record Named(String name, List<Labelled> points) {}

    private record Labelled(String label, Point3 at) {}

    private static List<Named> needles(Assessment assessment) {
        List<Named> needles = new ArrayList<>();
        List<ApplicatorPlacement> seen = new ArrayList<>();
        for (LesionAssessment lesion : assessment.lesions()) {
            for (ZoneAssessment zone : lesion.zones()) {
                for (ZoneNumbers.ApplicatorCheck check :
                        zone.numbers().map(ZoneNumbers::applicators).orElse(List.of())) {
                    ApplicatorPlacement needle = check.placement();
                    if (!seen.contains(needle)) {
                        seen.add(needle);
                        needles.add(new Named(
                                needle.id() + " " + zone.source().key(),
                                List.of(new Labelled("entry", needle.entry()), new Labelled("tip", needle.tip()))));
                    }
                }
            }
        }
        return needles;
    }

    private static List<Named> places(Assessment assessment) {
        List<Named> places = new ArrayList<>();
        for (LesionAssessment lesion : assessment.lesions()) {
            for (ZoneAssessment zone : lesion.zones()) {
                if (zone.numbers().isPresent()) {
                    var margin = zone.numbers().get().margin();
                    String name = lesion.id() + " " + zone.source().key();
                    String label = name + " " + Numbers.near(margin.mamMm(), 2) + " mm";
                    places.add(new Named(
                            "thinnest " + name,
                            List.of(new Labelled(label, margin.witness().lesion()))));
                }
            }
        }
        return places;
    }

    private static void markup(JsonOut json, String type, String name, List<Labelled> points) {
        json.text("type", type);
        json.text("name", name);
        json.text("coordinateSystem", "LPS");
        json.text("coordinateUnits", "mm");
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < points.size(); n++) {
            order.add(n);
        }
        json.objects("controlPoints", order, n -> {
            json.text("id", Integer.toString(n + 1));
            json.text("label", points.get(n).label());
            json.point("position", points.get(n).at());
            json.text("positionStatus", "defined");
        });
    }
}

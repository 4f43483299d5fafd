package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.TabledZone;
import org.thermargin.device.ZoneRow;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.geometry.Meshes;
import org.thermargin.geometry.Point3;
import org.thermargin.io.casefile.MarkupsReader;
import org.thermargin.io.casefile.MarkupsReader.PointOrder;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.io.casefile.PlanRequestReader;
import org.thermargin.io.casefile.PointFrame;
import org.thermargin.io.casefile.PoseReader;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.io.labels.LabelMapReader;
import org.thermargin.io.mesh.MeshWriter;
import org.thermargin.io.mesh.StlReader;
import org.thermargin.io.mesh.TriangleMesh;
import org.thermargin.io.transform.TransformReader;
import org.thermargin.io.transform.TransformWriter;
import org.thermargin.scene.ApplicatorPlacement;

/** The targets of files that a plan is made of: markups, poses, transforms, meshes, device files, label maps, messages. */
@SuppressWarnings("StringConcatToTextBlock") // seeds are put together from parts
final class PlanTargets {
    private static final List<String> NUMBERS = List.of(
            "-0", "1e308", "-1e-308", "NaN", "Infinity", "1e999", "0x10", "2147483648", "1,5", "null", "\u0000");

    private PlanTargets() {}

    /** A markups file of 3D Slicer, or its older list of points. */
    static FuzzTarget markups() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("line", text("""
                {"@schema": "https://example.org/Schema/markups-schema-v1.0.3.json#",
                 "markups": [{"type": "Line", "coordinateSystem": "RAS", "coordinateUnits": "mm", "controlPoints": [
                  {"id": "1", "position": [-10, 20, 30], "positionStatus": "defined"},
                  {"id": "2", "position": [40.5, -50, 6e1], "positionStatus": "defined"}]}]}
                """));
        seeds.put("points", text("""
                # Markups fiducial file version = 4.4
                # CoordinateSystem = 0
                # columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID
                vtk_0,-10,20,30,0,0,0,1,1,1,0,"tip, of needle",,
                vtk_1,40,-50,60.5,0,0,0,1,1,1,0,F-2,,
                """));
        return new TextTarget(List.of("any"), seeds, NUMBERS, (files, sandbox) -> {
            boolean json = Files.readString(files.get(0), StandardCharsets.ISO_8859_1)
                    .stripLeading()
                    .startsWith("{");
            Path file = sandbox.write(json ? "m.mrk.json" : "m.fcsv", Files.readAllBytes(files.get(0)));
            try {
                MarkupsReader.Markups read = MarkupsReader.read(file, Optional.of(PointOrder.TIP_ENTRY));
                assertThat(read.needles()).isNotEmpty();
                for (MarkupsReader.Needle needle : read.needles()) {
                    requireFinite(needle.entry());
                    requireFinite(needle.tip());
                }
            } finally {
                Files.delete(file);
            }
        });
    }

    /** Start and target of a planner as text, in either frame. */
    static FuzzTarget poses() {
        String start = "0 0 1 -2.0e+01\n0 -1 0 30\n1 0 0 40\n0 0 0 1\n";
        return new TextTarget(
                List.of("start.txt", "target.txt"),
                Map.of("pose", Parts.join(start, "60\n30\n40\n")),
                NUMBERS,
                (files, sandbox) -> {
                    for (PointFrame frame : PointFrame.values()) {
                        PoseReader.Needle needle =
                                PoseReader.read(files.get(0), sandbox.folder().resolve("target.txt"), frame);
                        requireFinite(needle.entry());
                        requireFinite(needle.tip());
                        assertThat(needle.rollRad()).isFinite();
                        assertThat(needle.entry().distanceMm(needle.tip())).isPositive();
                    }
                });
    }

    /** An ITK transform: finite, can be undone, and what is written of it is the same map. */
    static FuzzTarget transforms() {
        String magic = "#Insight Transform File V1.0\n#Transform 0\n";
        String affine = "Transform: AffineTransform_double_3_3\nParameters: 0 -1 0 1 0 0 0 0 1 0 0 5\n"
                + "FixedParameters: 10 20 30\n";
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("affine", text(magic + affine));
        seeds.put(
                "composite",
                text(
                        magic + "Transform: CompositeTransform_double_3_3\n#Transform 1\n" + affine
                                + "#Transform 2\nTransform: TranslationTransform_float_3_3\nParameters: 1 0 0\nFixedParameters:\n"));
        seeds.put(
                "euler",
                text(magic + "Transform: Euler3DTransform_double_3_3\nParameters: 0.1 0.2 -0.3 4 5 6\n"
                        + "FixedParameters: 1 2 3\n"));
        seeds.put(
                "versor",
                text(magic + "Transform: VersorRigid3DTransform_double_3_3\nParameters: 0.1 0.2 -0.3 4 5 6\n"
                        + "FixedParameters: 1 2 3\n"));
        return new TextTarget(List.of("t.tfm"), seeds, transformWords(), (files, sandbox) -> {
            AffineMap map = TransformReader.read(files.get(0)).map();
            Point3 p = new Point3(12.5, -33.25, 101.75);
            Point3 there = map.apply(p);
            requireFinite(there);
            assertThat(map.volumeFactor()).isNotZero().isFinite();
            // lengths in a map may be 1e6 apart, and numbers have 53 bits
            double size = Math.max(1e3, there.distanceMm(new Point3(0, 0, 0)));
            assertThat(map.inverse().apply(there).distanceMm(p)).isLessThan(1e-3 * size);
            Path again = sandbox.folder().resolve("again.tfm");
            TransformWriter.write(again, map);
            try {
                assertThat(TransformReader.read(again).map().apply(p).distanceMm(there))
                        .isLessThan(1e-9 * size);
            } catch (InputException e) {
                throw new AssertionError("what was read must be read again once written", e);
            }
        });
    }

    private static List<String> transformWords() {
        List<String> words = new java.util.ArrayList<>(NUMBERS);
        words.addAll(List.of(
                "Transform: ",
                "Parameters: ",
                "FixedParameters: ",
                "#Transform 1\n",
                "AffineTransform_double_3_3",
                "Euler3DTransform_double_3_3",
                "VersorRigid3DTransform_double_3_3",
                "IdentityTransform_double_3_3",
                "Similarity3DTransform_double_3_3",
                "ScaleTransform_double_3_3",
                "QuaternionRigidTransform_double_3_3",
                "MatrixOffsetTransformBase_double_3_3"));
        return words;
    }

    /** A mesh, text or binary: corners finite, and a solid of it has a volume. */
    static FuzzTarget stl() throws IOException {
        Meshes.Mesh box = Meshes.box(-1, -2, -3, 1, 2, 3);
        Path written = Files.createTempFile("seed", ".stl");
        MeshWriter.write(written, TriangleMesh.plain(box.vertices(), box.corners()));
        byte[] binary = Files.readAllBytes(written);
        Files.delete(written);
        String ascii = """
                solid a
                facet normal 0 0 0 outer loop vertex 0 0 0 vertex 0 1 0 vertex 1 0 0 endloop endfacet
                facet normal 0 0 0 outer loop vertex 0 0 0 vertex 1e0 0 0 vertex 0 -0.0 1.0 endloop endfacet
                facet normal 0 0 0 outer loop vertex 0 0 0 vertex 0 0 1 vertex 0 1 0 endloop endfacet
                facet normal 0 0 0 outer loop vertex 1 0 0 vertex 0 1 0 vertex 0 0 1 endloop endfacet
                endsolid
                """;
        List<String> words = List.of("solid", "facet", "outer loop", "vertex", "endloop", "endfacet", "1e39", "NaN");
        return new TextTarget(
                List.of("m.stl"), Map.of("binary", binary, "ascii", text(ascii)), words, (files, sandbox) -> {
                    TriangleMesh mesh = StlReader.read(files.get(0));
                    for (double corner : mesh.verticesMm()) {
                        assertThat(corner).isFinite();
                    }
                    for (int vertex : mesh.triangles()) {
                        assertThat(vertex).isBetween(0, mesh.vertexCount() - 1);
                    }
                    MeshSolid solid = StlReader.solid(files.get(0));
                    assertThat(solid.volumeMm3()).isPositive().isFinite();
                    Point3 middle = solid.bounds().low();
                    assertThat(solid.depthMm(middle.x(), middle.y(), middle.z()))
                            .isFinite();
                });
    }

    /** A device file: every row of a usable device gives the zone that it states. */
    static FuzzTarget devices() {
        String rows = """
                {"schema": "thermargin.device/1", "id": "mine", "name": "My probe", "modality": "MWA", "frequency_mhz": 2450,
                 "organ": "liver", "tissue_state": "in vivo", "tip_reference": "metal tip",
                 "citation": "our clinic", "read": "own measurements", "grade": "user", "unverified": [],
                 "rows": [{"id": "a", "power_w": 50, "time_s": 300, "short_axis_mm": 30.2, "long_axis_mm": 46,
                           "reach_beyond_tip_mm": 5, "short_axis_sd_mm": 1, "n": 5},
                          {"id": "b", "power_w": 100, "time_s": 300, "short_axis_mm": 36, "long_axis_mm": 50,
                           "reach_beyond_tip_mm": 6},
                          {"id": "c", "power_w": 50, "time_s": 600, "short_axis_mm": 38, "long_axis_mm": 52,
                           "reach_beyond_tip_mm": 6, "volume_ml": 30}],
                 "reference_rows": [{"id": "r", "setting": "x", "reason": "y",
                                     "readings": [{"quantity": "diameter_mm", "from": 1, "to": 2}]}]}
                """;
        return new TextTarget(List.of("d.json"), Map.of("rows", text(rows)), NUMBERS, (files, sandbox) -> {
            DeviceCatalogue all = DeviceCatalogue.released().with(files.get(0), StlReader::solid);
            for (Device device : all.devices()) {
                if (device.grade().equals(Device.USER_GRADE) && device.isUsable()) {
                    requireZones(device);
                }
            }
        });
    }

    private static void requireZones(Device device) {
        for (ZoneRow row : device.rows()) {
            OptionalDouble power = row.powerW();
            TabledZone zone = device.table().orElseThrow().at(power, row.timeS());
            assertThat(zone.shortAxisMm()).isPositive().isFinite();
            assertThat(zone.longAxisMm()).isPositive().isFinite();
        }
    }

    /** A label map. */
    static FuzzTarget labelMap() {
        String map = """
                {"schema": "thermargin.labels/1", "id": "mine", "source": "our clinic, 2026",
                 "labels": [{"value": 1, "name": "liver", "role": "liver"},
                            {"value": 7, "name": "portal vein", "role": "vessel", "kind": "portal"}]}
                """;
        return new TextTarget(List.of("l.json"), Map.of("map", text(map)), NUMBERS, (files, sandbox) -> {
            LabelMap read = LabelMapReader.read(files.get(0));
            assertThat(read.entries()).isNotEmpty();
        });
    }

    /** A message of the viewer's page. */
    static FuzzTarget planRequest() {
        String message = """
                {"type": "pose", "seq": 9007199254740992, "source": "placed", "target_mm": 7.5, "applicators": [
                 {"id": "a", "device": "emprint", "power_w": 100, "time_s": 300, "entry_mm": [-110.1, -60.25, 12],
                  "tip_mm": [-72, -18.3, 25.7], "roll_deg": 17},
                 {"id": "b", "device": "emprint", "entry_mm": [1, 2, 3], "tip_mm": [4, 5, 60],
                  "applications": [{"power_w": 75, "time_s": 450, "pull_back_mm": 12.5}]}]}
                """;
        return new TextTarget(List.of("message"), Map.of("pose", text(message)), NUMBERS, (files, sandbox) -> {
            PlanRequestReader reader = PlanRequestReader.of(Files.readAllBytes(files.get(0)));
            assertThat(reader.type()).isNotNull();
            assertThat(reader.seq()).isNotNull();
            PlanRequest plan = reader.plan();
            for (ApplicatorPlacement placement : plan.applicators()) {
                requireFinite(placement.entry());
                requireFinite(placement.tip());
                assertThat(placement.rollRad()).isFinite();
            }
        });
    }

    static void requireFinite(Point3 point) {
        assertThat(point.x() + point.y() + point.z()).isFinite();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

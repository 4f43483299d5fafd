package org.thermargin.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.Sphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZonePart;

/** Small studies in memory: a lesion ball of 4 mm, and zones that are balls about the tip of a needle. */
final class Studies {
    static final double LESION_MM = 4;
    static final double ZONE_MM = 12;

    private Studies() {}

    /** A ball of 12 mm about the tip of every needle, times the factor of the zone. */
    static final ZoneModel BALLS = placements -> {
        ApplicatorPlacement p = placements.get(0);
        double radius = ZONE_MM * p.applications().get(0).factors().across();
        Sphere ball = new Sphere(p.tip(), radius);
        Bounds3 bounds =
                new Bounds3(p.tip().shifted(-radius, -radius, -radius), p.tip().shifted(radius, radius, radius));
        return new AblationZone(
                ball,
                bounds,
                4.0 / 3 * Math.PI * radius * radius * radius / 1000,
                List.of(new ZonePart(p.id(), Modality.MWA, 300, radius, ball)),
                "ball",
                "if the zone is a ball",
                List.of("ball"),
                List.of());
    };

    static StudyOptions options() {
        return new StudyOptions("test 1", BALLS, List.of("balls"), Set.of(), false, false);
    }

    static StudyPlan plan(StudyDesign design, StudyCase... cases) {
        return new StudyPlan(List.of(cases), design, options(), 1, 1);
    }

    /** Tips exactly this far off, in random directions. */
    static StudyDesign off(int draws, Double... mm) {
        return design(draws, new OffsetError.Distances(List.of(mm)), new ScalarError.None());
    }

    static StudyDesign design(int draws, OffsetError needle, ScalarError scale) {
        return new StudyDesign(
                StudyDesign.Method.SOBOL,
                draws,
                7,
                needle,
                new ScalarError.None(),
                false,
                scale,
                new OffsetError.None(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** A plan whose needle points at the middle of the lesion. */
    static StudyCase planned(String id) {
        return new MemoryCase(id, "a", () -> scene(id, List.of(applied())), 1000);
    }

    /** A lesion and a ball mask, both of voxels, on one lattice. */
    static StudyCase observed(String id) {
        return new MemoryCase(
                id,
                "b",
                () -> scene(
                        id, List.of(new SceneZone.Imported(ZoneSource.OBSERVED, ball(0.2, ZONE_MM), "zone.nii.gz"))),
                1000);
    }

    static StudyCase refused(String id) {
        return new MemoryCase(
                id,
                "a",
                () -> {
                    throw new InputException("lesion-empty", "H14", "lesion.nii.gz", "lesion must have a voxel");
                },
                1000);
    }

    static SceneZone applied() {
        return new SceneZone.Applied(
                ZoneSource.PLANNED,
                List.of(ApplicatorPlacement.once(
                        "n",
                        new Point3(-60, 10, 30),
                        new Point3(0.3, -0.2, 0.4),
                        "ball",
                        Application.atTip(OptionalDouble.of(100), 300))));
    }

    static Scene scene(String id, List<SceneZone> zones) {
        return new Scene(
                id,
                Optional.empty(),
                List.of(new LesionMask("lesion", ball(0, LESION_MM), Optional.empty(), "lesion.nii.gz")),
                List.of(),
                List.of(),
                zones,
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(new SceneInput("lesion", "lesion.nii.gz", "00" + id, Optional.empty())),
                List.of(),
                List.of());
    }

    /** Voxels of 1.0 x 1.1 x 1.2 mm whose centre lies in the ball about (x + 0.3, -0.2, 0.4). */
    static BinaryMask ball(double x, double radius) {
        BinaryMask mask =
                new BinaryMask(VoxelGrid.axisAligned(34, 31, 29, 1, 1.1, 1.2, new Point3(-16.6, -16.4, -16.5)));
        VoxelGrid grid = mask.grid();
        Point3 centre = new Point3(0.3 + x, -0.2, 0.4);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(centre) <= radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Makes a scene, or fails to. */
    interface SceneMaker {
        Scene make() throws InputException;
    }

    /** A case that lies nowhere. */
    record MemoryCase(String id, String group, SceneMaker maker, long bytes) implements StudyCase {
        @Override
        public String name() {
            return id;
        }

        @Override
        public Prepared prepare() {
            return new Prepared() {
                @Override
                public String id() {
                    return id;
                }

                @Override
                public List<String> content() {
                    return List.of(id);
                }

                @Override
                public List<String> hashes() {
                    return List.of("00" + id);
                }

                @Override
                public long memoryBytes() {
                    return bytes;
                }

                @Override
                public Read read(int threads) throws InputException {
                    return new Read(maker.make(), AssessmentCriteria.custom(5), Optional.empty());
                }
            };
        }
    }

    /** Runs a plan in a folder to its end and writes the tables. */
    static StudyTotals run(Path out, StudyPlan plan, boolean resume, int threads, StudyFiles files)
            throws InputException, IOException {
        try (StudyFolder folder = StudyFolder.open(out, files, plan, resume)) {
            new LocalStudyLoop(threads, 1 << 20).run(plan, folder, (tally, reused) -> {});
            return tables(folder, plan);
        }
    }

    static StudyTotals tables(StudyFolder folder, StudyPlan plan) throws InputException, IOException {
        return new StudyTables(folder)
                .write(
                        plan,
                        StudyColumn.GROUP,
                        (totals, statistics) ->
                                Map.of(StudyFolder.SUMMARY, totals + "\n" + StudySummary.of(statistics, 1)));
    }

    /** Every file of the folder but lock and parts, by name. */
    static Map<String, String> results(Path out) throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                results.put(
                        file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        results.remove(".lock");
        return results;
    }

    static List<StudyRow> rows(Path out) throws IOException {
        return Files.readAllLines(out.resolve(StudyTables.ROWS)).stream()
                .skip(1)
                .map(StudyRow::parse)
                .toList();
    }

    /** A case whose first opening runs out of memory; the counter counts openings. */
    static StudyCase shortOfMemoryOnce(String id, AtomicInteger tries) {
        return new MemoryCase(
                id,
                "",
                () -> {
                    if (tries.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("test");
                    }
                    return scene(id, List.of(applied()));
                },
                1);
    }
}

package org.thermargin.bench.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.study.StudyCase;

/** A plan for a ball of 3 cm on voxels of 0.8 x 0.8 x 1.5 mm in a liver of 12 cm, one microwave antenna. */
final class StudyCase3cm implements StudyCase {
    private final Scene scene = scene();

    private static Scene scene() {
        VoxelGrid grid = VoxelGrid.axisAligned(180, 180, 96, 0.8, 0.8, 1.5, new Point3(-71.6, -71.6, -71.25));
        ApplicatorPlacement antenna = ApplicatorPlacement.once(
                "a",
                new Point3(-70, -30, 20),
                new Point3(8, 4, -2.5),
                "emprint",
                Application.atTip(OptionalDouble.of(100), 600));
        return new Scene(
                "planned",
                Optional.of(ball(grid, 60)),
                List.of(new LesionMask("lesion", ball(grid, 15), Optional.empty(), "lesion")),
                List.of(),
                List.of(),
                List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(antenna))),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static BinaryMask ball(VoxelGrid grid, double radiusMm) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(new Point3(0, 0, 0)) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    @Override
    public String name() {
        return "planned";
    }

    @Override
    public String group() {
        return "";
    }

    @Override
    public Prepared prepare() throws InputException {
        return new Prepared() {
            @Override
            public String id() {
                return "planned";
            }

            @Override
            public List<String> content() {
                return List.of();
            }

            @Override
            public List<String> hashes() {
                return List.of();
            }

            @Override
            public long memoryBytes() {
                return 1;
            }

            @Override
            public Read read(int threads) {
                return new Read(scene, AssessmentCriteria.custom(5), Optional.empty());
            }
        };
    }

    /** A case without which only bookkeeping is left. */
    static final class Refused implements StudyCase {
        @Override
        public String name() {
            return "refused";
        }

        @Override
        public String group() {
            return "";
        }

        @Override
        public Prepared prepare() throws InputException {
            throw new InputException("refused", "", "", "refused");
        }
    }
}

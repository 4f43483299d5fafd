package org.thermargin.bench.assess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.LiverPhantom;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;

/** A lesion of 3 cm on voxels of 0.8 mm under four applicators beside three vessel trees, to be moved. */
public final class NeedlesBesideVessels {
    private static final double RADIUS_MM = 15;

    private NeedlesBesideVessels() {}

    /** The scene. */
    public static Scene scene() {
        VoxelGrid grid = VoxelGrid.axisAligned(340, 260, 220, 0.8, 0.8, 0.8, new Point3(-175, -110, -60));
        Scene plan = LiverPhantom.fourNeedles(grid);
        return new Scene(
                plan.caseId(),
                plan.liver(),
                List.of(new LesionMask(LiverPhantom.PERIVASCULAR, ball(grid), Optional.empty(), "")),
                plan.vessels(),
                plan.structures(),
                plan.zones(),
                Map.of(),
                false,
                plan.registrationErrorMm(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static BinaryMask ball(VoxelGrid grid) {
        Point3 centre = new Point3(-41.5, -3.5, 30.5); // between the four applicators
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(centre) <= RADIUS_MM) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}

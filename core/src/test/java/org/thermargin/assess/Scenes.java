package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/** Scenes of spheres on an oblique lattice with three different spacings. */
final class Scenes {
    /** Lattice of 120 x 116 x 90 voxels of 0.8 x 0.9 x 1.1 mm, turned about the superior axis; (0, 0, 0) is inside. */
    static final VoxelGrid GRID = lattice(120, 116, 90);

    private Optional<BinaryMask> liver = Optional.empty();
    private final List<LesionMask> lesions = new ArrayList<>();
    private final List<Vessel> vessels = new ArrayList<>();
    private final List<CriticalStructure> structures = new ArrayList<>();
    private final List<SceneZone> zones = new ArrayList<>();
    private Map<String, List<String>> targets = Map.of();
    private boolean differ;
    private OptionalDouble error = OptionalDouble.empty();
    private List<String> taints = List.of();

    private Scenes() {}

    static Scenes scene() {
        return new Scenes();
    }

    private static VoxelGrid lattice(int nx, int ny, int nz) {
        Direction3 i = new Direction3(0.96, 0.28, 0);
        Direction3 j = new Direction3(-0.28, 0.96, 0);
        return centred(nx, ny, nz, 0.8, 0.9, 1.1, i, j);
    }

    static VoxelGrid centred(int nx, int ny, int nz, double dx, double dy, double dz, Direction3 i, Direction3 j) {
        VoxelGrid atZero = VoxelGrid.oriented(nx, ny, nz, dx, dy, dz, i, j, Direction3.SUPERIOR, new Point3(0, 0, 0));
        Point3 middle = atZero.toWorld(nx / 2.0 + 0.3, ny / 2.0 - 0.2, nz / 2.0 + 0.4);
        return VoxelGrid.oriented(
                nx, ny, nz, dx, dy, dz, i, j, Direction3.SUPERIOR, new Point3(-middle.x(), -middle.y(), -middle.z()));
    }

    /** The voxels whose centre lies in the ball. */
    static BinaryMask ball(VoxelGrid grid, double x, double y, double z, double radius) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double dx = grid.worldX(i, j, k) - x;
                    double dy = grid.worldY(i, j, k) - y;
                    double dz = grid.worldZ(i, j, k) - z;
                    if (dx * dx + dy * dy + dz * dz <= radius * radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    Scenes liver(BinaryMask mask) {
        liver = Optional.of(mask);
        return this;
    }

    Scenes lesion(String name, BinaryMask mask) {
        lesions.add(new LesionMask(name, mask, Optional.empty(), name + ".nii.gz"));
        return this;
    }

    Scenes vessel(String name, VesselKind kind, BinaryMask mask) {
        vessels.add(new Vessel(name, kind, mask, name + ".nii.gz"));
        return this;
    }

    Scenes structure(String name, BinaryMask mask) {
        structures.add(new CriticalStructure(name, mask, name + ".nii.gz"));
        return this;
    }

    /** A structure with a distance of alert that the case states. */
    Scenes structure(String name, BinaryMask mask, double alertMm) {
        structures.add(new CriticalStructure(name, mask, name + ".nii.gz", OptionalDouble.of(alertMm)));
        return this;
    }

    Scenes zone(BinaryMask mask) {
        zones.add(new SceneZone.Imported(ZoneSource.OBSERVED, mask, "zone.nii.gz"));
        return this;
    }

    Scenes zone(SceneZone zone) {
        zones.add(zone);
        return this;
    }

    Scenes targets(Map<String, List<String>> stated) {
        targets = stated;
        return this;
    }

    Scenes imagesDiffer() {
        differ = true;
        return this;
    }

    Scenes registrationErrorMm(double mm) {
        error = OptionalDouble.of(mm);
        return this;
    }

    Scenes taints(String... names) {
        taints = List.of(names);
        return this;
    }

    Scene build() {
        return new Scene(
                "test",
                liver,
                lesions,
                vessels,
                structures,
                zones,
                targets,
                differ,
                error,
                Optional.empty(),
                List.of(),
                List.of(),
                taints);
    }
}

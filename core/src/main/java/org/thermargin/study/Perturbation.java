package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneFactors;

/** Applies a {@link Draw} to applicators and to zone masks. */
final class Perturbation {
    private Perturbation() {}

    /** The applicators as the draw has them. */
    static List<ApplicatorPlacement> of(List<ApplicatorPlacement> planned, Draw draw) throws InputException {
        List<ApplicatorPlacement> moved = new ArrayList<>();
        for (int n = 0; n < planned.size(); n++) {
            ApplicatorPlacement placement = planned.get(n);
            Draw.NeedleError error = draw.needles().get(n);
            Point3 offset = tipOffset(placement, error);
            Draw.Offset all = draw.registration();
            ApplicatorPlacement shifted =
                    tilted(placement, error).shifted(offset.x() + all.x(), offset.y() + all.y(), offset.z() + all.z());
            moved.add(delivering(shifted, draw));
        }
        return moved;
    }

    /** Offset of the tip, LPS mm. */
    static Point3 tipOffset(ApplicatorPlacement placement, Draw.NeedleError error) {
        Draw.Offset tip = error.tip();
        if (tip.inWorld()) {
            return new Point3(tip.x(), tip.y(), tip.z());
        }
        Frame3 shaft = placement.shaftFrame(0);
        Point3 moved = shaft.toWorld(tip.x(), tip.y(), tip.z());
        return new Point3(
                moved.x() - shaft.origin().x(),
                moved.y() - shaft.origin().y(),
                moved.z() - shaft.origin().z());
    }

    /** The shaft turned about its tip; its length stays. */
    private static ApplicatorPlacement tilted(ApplicatorPlacement placement, Draw.NeedleError error) {
        if (error.tiltRad() == 0) {
            return placement;
        }
        Frame3 shaft = placement.shaftFrame(0);
        double across = StrictMath.sin(error.tiltRad());
        double along = StrictMath.cos(error.tiltRad());
        double cx = across * StrictMath.cos(error.tiltTowardsRad());
        double cy = across * StrictMath.sin(error.tiltTowardsRad());
        Direction3 x = shaft.ex();
        Direction3 y = shaft.ey();
        Direction3 z = shaft.ez();
        Direction3 turned = Direction3.of(
                along * z.x() + cx * x.x() + cy * y.x(),
                along * z.y() + cx * x.y() + cy * y.y(),
                along * z.z() + cx * x.z() + cy * y.z());
        return new ApplicatorPlacement(
                placement.id(),
                placement.tip().along(turned, -placement.lengthMm()),
                placement.tip(),
                placement.rollRad(),
                placement.deviceId(),
                placement.applications());
    }

    /** With the setting and the zone size of the draw. */
    private static ApplicatorPlacement delivering(ApplicatorPlacement placement, Draw draw) throws InputException {
        if (draw.setting().isEmpty() && draw.zoneScale() == 1) {
            return placement;
        }
        List<Application> applications = new ArrayList<>();
        for (Application a : placement.applications()) {
            Optional<StudyDesign.Setting> setting = draw.setting();
            applications.add(new Application(
                    a.pullBackMm(),
                    setting.isPresent() ? setting.get().powerW() : a.powerW(),
                    setting.isPresent() ? setting.get().timeS() : a.timeS(),
                    a.reachBeyondTipMm(),
                    scaled(a.factors(), draw.zoneScale())));
        }
        return new ApplicatorPlacement(
                placement.id(),
                placement.entry(),
                placement.tip(),
                placement.rollRad(),
                placement.deviceId(),
                applications);
    }

    private static ZoneFactors scaled(ZoneFactors factors, double scale) throws InputException {
        try {
            return new ZoneFactors(factors.inVivoShort() * scale, factors.inVivoLong() * scale, factors.shrinkage());
        } catch (IllegalArgumentException e) {
            throw new InputException("zone-scale", "H24", "", "drawn zone scale out of range: " + e.getMessage());
        }
    }

    /** The scene with its zone masks moved by the registration offset of the draw; nothing is resampled. */
    static Scene moved(Scene scene, Draw.Offset by) {
        List<SceneZone> zones = new ArrayList<>();
        for (SceneZone zone : scene.zones()) {
            zones.add(
                    zone instanceof SceneZone.Imported imported
                            ? new SceneZone.Imported(imported.source(), moved(imported.mask(), by), imported.file())
                            : zone);
        }
        boolean estimated =
                scene.registration().map(ScanRegistration::isFromLandmarks).orElse(false);
        return new Scene(
                scene.caseId(),
                scene.liver(),
                scene.lesions(),
                scene.vessels(),
                scene.structures(),
                zones,
                scene.targets(),
                true,
                scene.registrationErrorMm().isPresent() || estimated
                        ? scene.registrationErrorMm()
                        : OptionalDouble.of(0),
                scene.registration(),
                scene.inputs(),
                scene.findings(),
                scene.taints());
    }

    private static BinaryMask moved(BinaryMask mask, Draw.Offset by) {
        VoxelGrid grid = mask.grid();
        VoxelGrid moved = VoxelGrid.oriented(
                grid.nx(),
                grid.ny(),
                grid.nz(),
                grid.dxMm(),
                grid.dyMm(),
                grid.dzMm(),
                grid.iDirection(),
                grid.jDirection(),
                grid.kDirection(),
                grid.origin().shifted(by.x(), by.y(), by.z()));
        BinaryMask copy = new BinaryMask(moved);
        System.arraycopy(mask.words(), 0, copy.words(), 0, mask.words().length);
        return copy;
    }
}

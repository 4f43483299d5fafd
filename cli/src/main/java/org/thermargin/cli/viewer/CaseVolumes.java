package org.thermargin.cli.viewer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.report.ViewCase;
import org.thermargin.report.ViewLayer;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;

/**
 * The masks of a case and its image under opaque names, as NIfTI from the arrays that the engine measures: what is seen
 * is what was computed (H35). Masks are cropped to their box and a rim.
 */
final class CaseVolumes {
    private static final int RIM = 2;
    private static final String ADDRESS = "/api/volume/";

    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final List<ViewLayer> layers = new ArrayList<>();
    private final Optional<ViewCase.Image> image;

    /** Writes one volume; the stream stays open. */
    interface Volume {
        void write(OutputStream out) throws IOException;
    }

    CaseVolumes(Scene scene, Optional<ImageBackdrop> backdrop) {
        scene.liver().ifPresent(liver -> add(ViewLayer.Role.LIVER, "liver", Optional.empty(), Optional.empty(), liver));
        for (LesionMask lesion : scene.lesions()) {
            add(ViewLayer.Role.LESION, lesion.name(), Optional.empty(), Optional.empty(), lesion.mask());
        }
        for (Vessel vessel : scene.vessels()) {
            add(
                    ViewLayer.Role.VESSEL,
                    vessel.name(),
                    Optional.of(vessel.kind().key()),
                    Optional.empty(),
                    vessel.mask());
        }
        for (CriticalStructure structure : scene.structures()) {
            add(ViewLayer.Role.STRUCTURE, structure.name(), Optional.empty(), Optional.empty(), structure.mask());
        }
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported) {
                String source = imported.source().key();
                add(ViewLayer.Role.ZONE, source + " zone", Optional.empty(), Optional.of(source), imported.mask());
            }
        }
        image = backdrop.map(shown -> {
            ScalarVolume part = ShownImage.of(shown.volume(), scene);
            volumes.put("image.nii", out -> NiftiWriter.stream(out, part));
            OptionalDouble around =
                    part == shown.volume() ? OptionalDouble.empty() : OptionalDouble.of(ShownImage.RIM_MM);
            return new ViewCase.Image(ADDRESS + "image.nii", shown, around);
        });
    }

    private void add(
            ViewLayer.Role role, String name, Optional<String> kind, Optional<String> source, BinaryMask mask) {
        String file = "v" + layers.size() + ".nii";
        layers.add(new ViewLayer("l" + layers.size(), role, name, kind, source, ADDRESS + file));
        volumes.put(file, out -> NiftiWriter.stream(out, shown(mask)));
    }

    private static BinaryMask shown(BinaryMask mask) {
        return mask.boundingBox()
                .map(box -> mask.cropped(box.grown(RIM, RIM, RIM)))
                .orElse(mask);
    }

    /** The masks, in the order liver, lesions, vessels, structures, zones. */
    List<ViewLayer> layers() {
        return layers;
    }

    /** The image; empty where the case has none. */
    Optional<ViewCase.Image> image() {
        return image;
    }

    /** The volume of that file name. */
    Optional<Volume> volume(String file) {
        return Optional.ofNullable(volumes.get(file));
    }
}

package org.thermargin.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.assess.Assessment;
import org.thermargin.device.Device;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;

/**
 * What a viewer is told about its case when it starts.
 *
 * @param assessment the case as it is
 * @param advice differences between its sources
 * @param layers its masks
 * @param image the image behind them
 * @param lesionMeshes address of the surface of each lesion that has one, by id
 * @param plan applicators by source, sources without any left out
 * @param movable sources that applicators can be given for
 * @param targets applicator or source to lesions, as the case states them
 * @param devices devices to choose from
 */
public record ViewCase(
        Assessment assessment,
        CaseAdvice advice,
        List<ViewLayer> layers,
        Optional<Image> image,
        Map<String, String> lesionMeshes,
        Map<ZoneSource, List<ApplicatorPlacement>> plan,
        List<ZoneSource> movable,
        Map<String, List<String>> targets,
        List<Device> devices) {
    public ViewCase {
        layers = List.copyOf(layers);
        lesionMeshes = Map.copyOf(lesionMeshes);
        plan = Map.copyOf(plan);
        movable = List.copyOf(movable);
        targets = Map.copyOf(targets);
        devices = List.copyOf(devices);
    }

    /**
     * An image of the patient.
     *
     * @param volume address of its voxels
     * @param backdrop its grey values
     * @param aroundMm where only a part is served: how far it reaches beyond liver, lesions, zones and needles
     */
    public record Image(String volume, ImageBackdrop backdrop, OptionalDouble aroundMm) {}
}

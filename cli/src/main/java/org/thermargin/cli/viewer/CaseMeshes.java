package org.thermargin.cli.viewer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.margin.MarginMap;

/** The reconstructed surfaces of the lesions of a case, of those that have numbers. */
final class CaseMeshes {
    private static final String ADDRESS = "/api/mesh/";

    private final Map<String, MarginMap> byLesion = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, byte[]> meshes = new HashMap<>();

    CaseMeshes(Assessment assessment) {
        List<LesionAssessment> lesions = assessment.lesions();
        for (int n = 0; n < lesions.size(); n++) {
            Optional<MarginMap> surface = surface(lesions.get(n));
            if (surface.isPresent()) {
                String name = "m" + n;
                byLesion.put(lesions.get(n).id(), surface.get());
                addresses.put(lesions.get(n).id(), ADDRESS + name);
                meshes.put(
                        name,
                        SurfaceFrame.mesh(
                                surface.get().verticesMm(), surface.get().triangles()));
            }
        }
    }

    private static Optional<MarginMap> surface(LesionAssessment lesion) {
        return lesion.zones().stream()
                .flatMap(zone -> zone.numbers().stream())
                .map(numbers -> numbers.margin().surface())
                .findFirst();
    }

    /** Address of the mesh of every lesion that has one. */
    Map<String, String> addresses() {
        return addresses;
    }

    /** The mesh of that name. */
    Optional<byte[]> mesh(String name) {
        return Optional.ofNullable(meshes.get(name));
    }

    /** Whether margins of this surface belong to the vertices of the lesion's mesh. */
    boolean fits(String lesionId, MarginMap surface) {
        MarginMap known = byLesion.get(lesionId);
        return known != null
                && Arrays.equals(known.verticesMm(), surface.verticesMm())
                && Arrays.equals(known.triangles(), surface.triangles());
    }
}

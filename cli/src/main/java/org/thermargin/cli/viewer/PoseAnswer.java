package org.thermargin.cli.viewer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.margin.LevelSurface;
import org.thermargin.margin.MarginMap;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.report.Software;
import org.thermargin.report.ViewJson;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneMesh;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZonePart;

/** What is sent for a judged pose: its numbers, then its surfaces. */
final class PoseAnswer {
    private static final double NS_PER_MS = 1e6;
    /** Cooled zones are measured on nodes of half a millimetre; to be seen, this is enough. */
    private static final double CUBE_MM = 1;

    private final long seq;
    private final ZoneSource source;
    private final PoseJudge.Judged judged;
    private final List<ZonePart> plain;

    /** Of a pose, with the model that makes its zone. */
    PoseAnswer(long seq, PlanRequest request, PoseJudge.Judged judged, ZoneModel model) throws InputException {
        this.seq = seq;
        this.source = request.source();
        this.judged = judged;
        this.plain = source == ZoneSource.OBSERVED ? List.of() : model.parts(request.applicators());
    }

    /** The numbers, with the time since the moment given, ns. */
    String numbers(Software software, long sinceNs) {
        CaseAdvice advice = new CaseAdvice(List.of(), CaseDifferences.of(judged.scene(), judged.assessment()));
        return ViewJson.numbers(seq, source, judged.assessment(), advice, plain, sinceMs(sinceNs), software);
    }

    /** Time since the moment, ms. */
    static double sinceMs(long ns) {
        return (System.nanoTime() - ns) / NS_PER_MS;
    }

    /** Margins of every lesion, the plain zone, and the zone as vessels leave it where they change it. */
    List<ByteBuffer> surfaces(CaseMeshes meshes) {
        List<ByteBuffer> frames = new ArrayList<>();
        CooledZone cooled = null;
        List<LesionAssessment> lesions = judged.assessment().lesions();
        for (int n = 0; n < lesions.size(); n++) {
            for (ZoneAssessment zone : lesions.get(n).zones()) {
                if (zone.source() == source && zone.numbers().isPresent()) {
                    MarginMap surface = zone.numbers().get().margin().surface();
                    if (!meshes.fits(lesions.get(n).id(), surface)) {
                        frames.add(SurfaceFrame.mesh(
                                seq, SurfaceFrame.Kind.LESION_MESH, n, surface.verticesMm(), surface.triangles()));
                    }
                    frames.add(SurfaceFrame.margins(seq, n, surface.marginMm()));
                    cooled = zone.cooling().map(c -> c.view().zone()).orElse(cooled);
                }
            }
        }
        if (!plain.isEmpty()) {
            ZoneMesh mesh = ZoneMesh.of(plain);
            frames.add(SurfaceFrame.mesh(seq, SurfaceFrame.Kind.PLAIN_ZONE, 0, mesh.verticesMm(), mesh.triangles()));
        }
        if (cooled != null) {
            List<LevelSurface> pieces = cooled.surfaces();
            for (int n = 0; n < pieces.size(); n++) {
                ZoneMesh mesh =
                        new ZoneMesh(pieces.get(n).verticesMm(), pieces.get(n).triangles()).coarser(CUBE_MM);
                frames.add(
                        SurfaceFrame.mesh(seq, SurfaceFrame.Kind.COOLED_ZONE, n, mesh.verticesMm(), mesh.triangles()));
            }
        }
        return frames;
    }

    String done() {
        return ViewJson.done(seq);
    }
}

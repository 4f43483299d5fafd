package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.grid.BinaryMask;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/** Vessels and lesions of patients as published by others; skipped where the files are not at hand. */
class PublishedVesselsTest {
    private static final double REGISTRATION_MM = 0;

    private static BinaryMask mask(String name) throws InputException {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return VolumeFiles.readLabels(file, ReadOptions.strict()).labels().nonZero();
    }

    /**
     * Distances against those of voxel centres: a surface lies within half a voxel diagonal of the centres beside it, on
     * both sides. Vessels of a liver are 1 to 30 mm wide.
     */
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"Patient1, nodule", "Patient2, nodule1", "Patient2, nodule2"})
    void distancesAreThoseOfTheVoxelsAndDiametersThoseOfALiver(String patient, String nodule) throws InputException {
        BinaryMask lesion = mask("med-rad-liver/" + patient + "/" + nodule + ".nii.gz");
        List<Vessel> vessels = List.of(
                vessel(patient, "portalVein", VesselKind.PORTAL),
                vessel(patient, "hepaticVein", VesselKind.HEPATIC_VEIN),
                vessel(patient, "hepaticArtery", VesselKind.ARTERY));

        List<ZoneNumbers.VesselDistance> distances = distances(lesion, 25, vessels);

        assertThat(distances).hasSize(3);
        for (int v = 0; v < 3; v++) {
            ZoneNumbers.VesselDistance vessel = distances.get(v);
            double voxelMm = lesion.grid().voxelDiagonalMm();
            assertThat(MaskMeeting.within(lesion, vessels.get(v).mask(), vessel.toLesionMm() + 2 * voxelMm))
                    .as(vessel.name())
                    .isTrue();
            assertThat(vessel.toLesionMm() > voxelMm
                            && MaskMeeting.within(lesion, vessels.get(v).mask(), vessel.toLesionMm() - voxelMm))
                    .as(vessel.name())
                    .isFalse();
            assertThat(vessel.diameterMm().isPresent())
                    .as(vessel.name())
                    .isEqualTo(vessel.toLesionMm() <= VesselRule.defaults().inspectMm());
            assertThat(vessel.diameterMm().orElse(5)).as(vessel.name()).isBetween(1.0, 30.0);
            assertThat(vessel.sharedMl() == 0 || vessel.toLesionMm() == 0).isTrue();
        }
    }

    private static Vessel vessel(String patient, String name, VesselKind kind) throws InputException {
        return new Vessel(name, kind, mask("med-rad-liver/" + patient + "/" + name + ".nii.gz"), name);
    }

    /** The distances beside a ball of the radius around the lesion's middle as zone. */
    private static List<ZoneNumbers.VesselDistance> distances(BinaryMask lesion, double zoneMm, List<Vessel> vessels) {
        LesionRegion region = new LesionRegion("met", cropped(lesion), false, "lesion.nii.gz");
        Ellipsoid ball = Ellipsoid.ofRevolution(region.centroid(), Direction3.SUPERIOR, zoneMm, zoneMm);
        ZoneRegion zone = new ZoneRegion.Exact(ball, ball.bounds());
        MarginResult margin =
                new MarginAnalyzer(2).analyze(new MarginQuery(region.mask(), zone, Optional.empty(), REGISTRATION_MM));
        SourceZone source = new SourceZone(
                ZoneSource.PLANNED,
                zone,
                ball.volumeMm3() / 1000,
                "ball",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(Modality.RFA),
                Optional.empty(),
                Optional.empty());
        return new Neighbours(vessels, List.of(), AssessmentCriteria.custom(5), 1).vessels(region, source, margin);
    }

    private static BinaryMask cropped(BinaryMask lesion) {
        return lesion.cropped(lesion.boundingBox().orElseThrow().grown(1, 1, 1));
    }
}

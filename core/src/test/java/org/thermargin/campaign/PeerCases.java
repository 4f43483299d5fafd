package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.scene.ZoneSource;

/**
 * Leaves lesion and zone of the spoiled cases in a folder for other programs, with the truth and how ours ended by what can
 * be asked of any program: refused, warned of anything, right within a voxel diagonal, or silent. Spoiled case files
 * reach no other program and are left out.
 */
final class PeerCases {
    private final Path folder;
    private int number;

    PeerCases(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(list(), "", StandardCharsets.UTF_8);
    }

    private Path list() {
        return folder.resolve("cases.tsv");
    }

    /** A file and the label taken of it; any value where there is none. */
    private record Given(Path file, String label) {}

    /** Adds the case; of a spoiled one only where lesion or zone are other than untouched. */
    void add(Path spoiled, Path twin, BaseCase base, String injector, CampaignRun run, CampaignRun untouched)
            throws IOException {
        Optional<List<Given>> lesion = given(spoiled, VolumeRole.LESION);
        Optional<List<Given>> zone = given(spoiled, VolumeRole.ZONE);
        if (lesion.isEmpty()
                || zone.isEmpty()
                || lesion.get().size() != 1
                || zone.get().isEmpty()) {
            return;
        }
        boolean touched = !spoiled.equals(twin);
        if (touched
                && isSame(lesion.get(), given(twin, VolumeRole.LESION))
                && isSame(zone.get(), given(twin, VolumeRole.ZONE))) {
            return;
        }
        String row = String.join(
                "\t",
                base.name(),
                injector,
                copied(lesion.get()),
                copied(zone.get()),
                String.format(Locale.ROOT, "%.6f", truthMm(base)),
                String.format(Locale.ROOT, "%.6f", diagonalMm(base)),
                end(base, run, untouched));
        Files.writeString(list(), row + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private static Optional<List<Given>> given(Path caseFolder, VolumeRole role) {
        try {
            List<Given> given = new ArrayList<>();
            for (VolumeEntry entry : CaseFileReader.readAny(caseFolder).volumes()) {
                if (entry.role().equals(Optional.of(role)) && entry.source() == ZoneSource.OBSERVED) {
                    given.add(new Given(entry.path(), entry.label().orElse("")));
                }
            }
            return Optional.of(given);
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(List<Given> ours, Optional<List<Given>> theirs) throws IOException {
        if (theirs.isEmpty() || theirs.get().size() != ours.size()) {
            return false;
        }
        for (int n = 0; n < ours.size(); n++) {
            Given a = ours.get(n);
            Given b = theirs.get().get(n);
            if (!a.label().equals(b.label())
                    || !a.file().getFileName().equals(b.file().getFileName())
                    || !Arrays.equals(Files.readAllBytes(a.file()), Files.readAllBytes(b.file()))) {
                return false;
            }
        }
        return true;
    }

    private String copied(List<Given> given) throws IOException {
        List<String> names = new ArrayList<>();
        for (Given one : given) {
            String name = "f" + number++ + "-" + one.file().getFileName();
            Files.copy(one.file(), folder.resolve(name));
            names.add(name + ":" + one.label());
        }
        return String.join(",", names);
    }

    /** Others give one number for all lesions, against the zone after ablation. */
    private static double truthMm(BaseCase base) {
        return one(base, base.truths());
    }

    private static double one(BaseCase base, List<Double> margins) {
        return base.kind() == BaseCase.Kind.PLANNED_AND_OBSERVED
                ? margins.get(margins.size() - 1)
                : margins.stream().min(Double::compare).orElseThrow();
    }

    private static double diagonalMm(BaseCase base) {
        return base.masks().get("lesion").grid().voxelDiagonalMm();
    }

    private static String end(BaseCase base, CampaignRun run, CampaignRun untouched) {
        if (run.refused()) {
            return "refused";
        }
        if (!untouched.said().containsAll(run.said())) {
            return "warned";
        }
        boolean right = run.mamsMm().size() == base.truths().size()
                && Math.abs(one(base, run.mamsMm()) - truthMm(base)) <= diagonalMm(base);
        return right ? "right" : "silent";
    }
}

package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.thermargin.io.nifti.NiftiWriter;

/** All ways in which the campaign spoils what a case says of its two scans. */
final class ScanSpoilers {
    private ScanSpoilers() {}

    /**
     * One way.
     *
     * @param name what it does
     * @param hazards hazards whose findings count as having noticed it
     * @param action spoils the files of the case in the folder
     */
    record Spoiler(String name, Set<String> hazards, Action action) {}

    /** Spoils files. */
    @FunctionalInterface
    interface Action {
        void spoil(Path folder, TwoScans base) throws IOException;
    }

    /** Those that are listed so far. */
    static final class Ways {
        private final List<Spoiler> all = new ArrayList<>();

        void add(String name, String hazards, Action action) {
            all.add(new Spoiler(name, Set.of(hazards.split(" ")), action));
        }
    }

    static List<Spoiler> all(TwoScans base) {
        Ways ways = new Ways();
        if (base.statement().hasFile()) {
            MapSpoilers.add(ways, base);
        }
        if (base.statement().hasLandmarks()) {
            LandmarkSpoilers.add(ways);
        }
        statements(ways, base);
        return ways.all;
    }

    /** The case says of its scans what is not so. */
    private static void statements(Ways ways, TwoScans of) {
        ways.add(
                "images not said to differ", "H05 H19 H20 H26", json(t -> t.replace("\"images\": \"different\",", "")));
        ways.add(
                "spleen not said to be drawn after",
                "H20 H11 H05",
                json(t -> t.replace("\"drawn_after\": [\"spleen\"]", "\"drawn_after\": []")));
        ways.add(
                "liver said to be drawn after",
                "H20 H11 H05",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"liver\"]")));
        ways.add(
                "vein said to be drawn after",
                "H20 H11 H05 H25",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"vessel\"]")));
        ways.add(
                "a mask drawn after that is not there",
                "H20",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"kidney\"]")));
        ways.add(
                "lesion and zone exchanged",
                "H13 H11 H20 H05",
                json(t -> t.replace("\"lesion.nii\"", "\"x\"")
                        .replace("\"zone.nii\"", "\"lesion.nii\"")
                        .replace("\"x\"", "\"zone.nii\"")));
        ways.add(
                "zone of another case",
                "H20 H11 H05",
                (folder, base) -> NiftiWriter.write(
                        folder.resolve("zone.nii"), TwoScans.of(base.n() + 1).zoneAfter()));
        ways.add(
                "lesion taken for the zone",
                "H20 H11 H13",
                (folder, base) -> Files.copy(
                        folder.resolve("lesion.nii"), folder.resolve("zone.nii"), StandardCopyOption.REPLACE_EXISTING));
        if (of.statement().hasFile()) {
            ways.add("no bound on the error", "H19", json(t -> t.replaceFirst(",\\s*\"error_mm\": [0-9.]+", "")));
            ways.add("an error of 0", "H19", json(t -> t.replaceFirst("\"error_mm\": [0-9.]+", "\"error_mm\": 0")));
            ways.add("a negative error", "H19 H26", json(t -> t.replaceFirst("\"error_mm\": ", "\"error_mm\": -")));
            ways.add("direction not stated", "H20", json(t -> t.replaceFirst(",\\s*\"maps\": \"[a-z-]+\"", "")));
            ways.add(
                    "a direction that is none",
                    "H20 H26",
                    json(t -> t.replaceFirst("\"maps\": \"[a-z-]+\"", "\"maps\": \"after-to-before\"")));
            ways.add(
                    "hash of another transform",
                    "H20 H29 H32",
                    json(t -> t.replace(
                            "\"transform\":",
                            "\"transform_sha256\": \"" + "0".repeat(64) + "\",\n    \"transform\":")));
        }
    }

    static Action json(UnaryOperator<String> change) {
        return text("case.json", change);
    }

    static Action text(String name, UnaryOperator<String> change) {
        return (folder, base) -> {
            Path file = folder.resolve(name);
            String before = Files.readString(file, StandardCharsets.UTF_8);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IOException("the spoiler changed nothing in " + name);
            }
            Files.writeString(file, after, StandardCharsets.UTF_8);
        };
    }
}

package org.thermargin.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.thermargin.grid.BinaryMask;

/** The case file says what is not so: roles, labels, hashes, needles, other patients. */
final class StatementInjectors {
    private StatementInjectors() {}

    static List<Injector> all(BaseCase base) {
        List<Injector> all = new ArrayList<>();
        roles(all, base);
        strictness(all);
        hashes(all, base);
        if (base.inOneFile()) {
            labels(all);
        }
        if (!base.applicators().isEmpty()) {
            needles(all);
        }
        return all;
    }

    private static Injector.Action json(UnaryOperator<String> change) {
        return Injectors.json(change);
    }

    /** The file of one role given for another. */
    private static Injector.Action given(BaseCase base, String role, String as) {
        return json(t -> t.replace(
                "\"role\": \"" + role + "\", " + base.stated(role), "\"role\": \"" + role + "\", " + base.stated(as)));
    }

    private static void roles(List<Injector> all, BaseCase base) {
        all.add(Injector.of("liver given as lesion", "H13 H11", given(base, "lesion", "liver")));
        all.add(Injector.of("lesion given as liver", "H13 H11 H29", given(base, "liver", "lesion")));
        all.add(Injector.of("lesion of another patient", "H05 H06 H11", (folder, b) -> {
            b.write(folder, "lesion", other(b, "lesion", b.inOneFile()));
        }));
        all.add(Injector.of("liver of another patient", "H05 H06 H11", (folder, b) -> {
            b.write(folder, "liver", other(b, "liver", b.inOneFile()));
        }));
        if (!base.hasZoneMask()) {
            return;
        }
        all.add(Injector.of("lesion and zone mistaken for each other", "H13 H11 H23", (folder, b) -> {
            given(b, "lesion", "zone").spoil(folder, b);
            // the two statements would undo each other where they are alike
            json(t -> t.replace("\"role\": \"zone\", " + b.stated("zone"), "\"role\": \"zone\", " + b.stated("lesion")))
                    .spoil(folder, b);
        }));
        all.add(Injector.of("liver given as zone", "H13 H11", given(base, "zone", "liver")));
        all.add(Injector.of("lesion given as zone", "H13 H29", given(base, "zone", "lesion")));
        all.add(Injector.of(
                "a label that is not there",
                "H13 H14",
                json(t -> t.replace(
                        "\"role\": \"zone\", " + base.stated("zone"),
                        "\"role\": \"zone\", \"file\": \"" + base.stem("zone") + ".nii\", \"label\": 7"))));
        all.add(Injector.of("zone of another patient", "H05 H06 H11", (folder, b) -> {
            b.write(folder, "zone", other(b, "zone", b.inOneFile()));
        }));
    }

    /** The mask of another base: on its own lattice, or where one file holds all with the voxels that fit. */
    private static BinaryMask other(BaseCase base, String role, boolean sameFile) {
        int n = 1;
        BaseCase other = BaseCases.of(n);
        while (other.name().equals(base.name())
                || other.masks()
                        .get(role)
                        .grid()
                        .sameLattice(base.masks().get(role).grid())) {
            other = BaseCases.of(++n);
        }
        BinaryMask mask = other.masks().get(role);
        if (!sameFile) {
            return mask;
        }
        BinaryMask fitted = new BinaryMask(base.masks().get(role).grid());
        for (int k = 0; k < Math.min(mask.grid().nz(), fitted.grid().nz()); k++) {
            for (int j = 0; j < Math.min(mask.grid().ny(), fitted.grid().ny()); j++) {
                for (int i = 0; i < Math.min(mask.grid().nx(), fitted.grid().nx()); i++) {
                    if (mask.get(i, j, k)) {
                        fitted.set(i, j, k);
                    }
                }
            }
        }
        return fitted;
    }

    private static void strictness(List<Injector> all) {
        all.add(Injector.of("unknown key", "H26", json(t -> t.replace("\"criteria\"", "\"kriteria\""))));
        all.add(Injector.of(
                "doubled key",
                "H26",
                json(t -> t.replace("\"id\": \"campaign\"", "\"id\": \"other\", \"id\": \"campaign\""))));
        all.add(Injector.of("decimal comma", "H26", json(t -> t.replace("\"target_mm\": 5", "\"target_mm\": 5,0"))));
        all.add(Injector.of(
                "target in quotes", "H26", json(t -> t.replace("\"target_mm\": 5", "\"target_mm\": \"5\""))));
        all.add(Injector.of(
                "digits of another script", "H26", json(t -> t.replace("\"target_mm\": 5", "\"target_mm\": \u0665"))));
        all.add(Injector.of(
                "role in capitals of another locale", "H26", json(t -> t.replace("\"lesion\"", "\"LES\u0130ON\""))));
        all.add(Injector.of(
                "image registered with an error of 0",
                "H19",
                json(t -> t.replace(
                        "\"criteria\"",
                        "\"images\": \"different\", \"registration\": {\"error_mm\": 0}, \"criteria\""))));
        all.add(Injector.of(
                "images differ, no bound",
                "H19",
                json(t -> t.replace("\"criteria\"", "\"images\": \"different\", \"criteria\""))));
    }

    private static void hashes(List<Injector> all, BaseCase base) {
        String role = base.hasZoneMask() ? "zone" : "lesion";
        String stated = "\"role\": \"" + role + "\", " + base.stated(role);
        all.add(Injector.of(
                "hash of another file",
                "H29 H32",
                json(t -> t.replace(stated, stated + ", \"sha256\": \"" + "0".repeat(64) + "\""))));
        all.add(Injector.of("file changed after it was hashed", "H29 H32 H33", (folder, b) -> {
            Path file = folder.resolve(b.stem(role) + ".nii");
            String hash = sha256(Files.readAllBytes(file));
            NiftiBytes bytes = NiftiBytes.of(folder, b, role);
            bytes.byteAt(bytes.place(false), b.label(role)).save();
            json(t -> t.replace(stated, stated + ", \"sha256\": \"" + hash + "\""))
                    .spoil(folder, b);
        }));
    }

    private static String sha256(byte[] bytes) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    /** Labels of one file mixed up. */
    private static void labels(List<Injector> all) {
        all.add(Injector.of(
                "labels of lesion and zone exchanged in the file",
                "H13 H11 H23",
                (folder, base) -> relabelled(folder, base, 0, 1, 3, 2)));
        all.add(Injector.of(
                "labels moved round in the file",
                "H13 H11 H23",
                (folder, base) -> relabelled(folder, base, 0, 3, 1, 2)));
        all.add(Injector.of(
                "labels of liver and zone exchanged in the file",
                "H13 H11 H23",
                (folder, base) -> relabelled(folder, base, 0, 3, 2, 1)));
        all.add(Injector.of(
                "every label taken for the lesion",
                "H13 H11 H23",
                json(t -> t.replace(
                        "\"role\": \"lesion\", \"file\": \"labels.nii\", \"label\": 2",
                        "\"role\": \"lesion\", \"file\": \"labels.nii\", \"label\": \"any\""))));
        all.add(Injector.of(
                "every label taken for the zone",
                "H13 H11 H23",
                json(t -> t.replace(
                        "\"role\": \"zone\", \"file\": \"labels.nii\", \"label\": 3",
                        "\"role\": \"zone\", \"file\": \"labels.nii\", \"label\": \"any\""))));
        all.add(Injector.of(
                "the lesion's label left out of the zone",
                "H13 H11 H23",
                json(t -> t.replace(",\n    {\"role\": \"zone\", \"file\": \"labels.nii\", \"label\": 2}", ""))));
    }

    private static void relabelled(Path folder, BaseCase base, int... to) throws IOException {
        NiftiBytes bytes = NiftiBytes.of(folder, base, "lesion");
        for (int v = NiftiBytes.HEADER; v < bytes.length(); v++) {
            bytes.byteAt(v, to[bytes.bytes()[v]]);
        }
        bytes.save();
    }

    /** Needles that are not where or what the case says. */
    private static void needles(List<Injector> all) {
        all.add(Injector.of("no frame", "H01 H26", json(t -> t.replace(" \"frame\": \"LPS\",", ""))));
        all.add(Injector.of("RAS for LPS", "H01 H11", json(t -> t.replace("\"LPS\"", "\"RAS\""))));
        all.add(Injector.of(
                "entry and tip exchanged",
                "H11 H13",
                json(t ->
                        t.replace("entry_mm", "x").replace("tip_mm", "entry_mm").replace("\"x\"", "\"tip_mm\""))));
        all.add(Injector.of("points in cm", "H09 H11", json(t -> t.replaceAll("(-?\\d+)(\\d)\\.(\\d{6})", "$1.$2$3"))));
        all.add(Injector.of("time in minutes", "H24", json(t -> t.replace("\"time_s\": 600", "\"time_s\": 10"))));
        all.add(Injector.of(
                "power of twice the table", "H24", json(t -> t.replace("\"power_w\": 100", "\"power_w\": 200"))));
        all.add(Injector.of("power left out", "H24 H26", json(t -> t.replace("\"power_w\": 100, ", ""))));
        all.add(Injector.of("unknown device", "H24 H26", json(t -> t.replace("\"emprint\"", "\"emprunt\""))));
        all.add(Injector.of(
                "device of another organ", "H24", json(t -> t.replace("\"emprint\"", "\"neuwave-kidney\""))));
        all.add(Injector.of(
                "a coordinate lost", "H26", json(t -> t.replaceFirst("\"tip_mm\": \\[[^,]*, ", "\"tip_mm\": ["))));
        all.add(Injector.of(
                "a coordinate not a number",
                "H26",
                json(t -> t.replaceFirst("\"tip_mm\": \\[[^,]*, ", "\"tip_mm\": [NaN, "))));
        all.add(Injector.of("needle of another patient", "H06 H11", (folder, base) -> {
            int n = 0;
            BaseCase other = BaseCases.of(n);
            while (other.applicators().isEmpty() || other.name().equals(base.name())) {
                other = BaseCases.of(++n);
            }
            String theirs = other.applicators();
            json(t -> t.replace(base.applicators(), theirs)).spoil(folder, base);
        }));
    }
}

package org.thermargin.campaign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** All ways in which the campaign spoils a case. */
final class Injectors {
    private Injectors() {}

    /** Those that the base has something to spoil for. */
    static List<Injector> all(BaseCase base) {
        List<String> roles = base.hasZoneMask() ? List.of("lesion", "zone") : List.of("lesion");
        List<Injector> all = new ArrayList<>();
        voxels(all, roles);
        crops(all, roles);
        headers(all, roles);
        samples(all, roles);
        lengths(all, roles);
        all.addAll(StatementInjectors.all(base));
        return List.copyOf(all);
    }

    /** The data of one mask is wrong under a right header. */
    private static void voxels(List<Injector> all, List<String> roles) {
        for (String role : roles) {
            for (int axis = 0; axis < 3; axis++) {
                int a = axis;
                all.add(Injector.of(
                        "flip " + role + " along " + "ijk".charAt(a), "H11 H13 H23", masked(role, m -> flipped(m, a))));
            }
            all.add(Injector.of("invert " + role, "H13 H14 H15 H11", masked(role, BinaryMask::not)));
            all.add(Injector.of("empty " + role, "H14", masked(role, m -> new BinaryMask(m.grid()))));
            all.add(Injector.of("fill " + role, "H14", masked(role, m -> new BinaryMask(m.grid()).not())));
            all.add(Injector.of("swap i and j of " + role, "H08 H11 H13 H05", masked(role, Injectors::transposed)));
            all.add(Injector.of(
                    "slowest axis of " + role + " taken for the fastest",
                    "H08 H11 H13 H14 H23 H07",
                    raw(role, n -> n.reread())));
        }
        all.add(Injector.of("flip every mask along i", "H11", (folder, base) -> {
            for (String role : base.masks().keySet()) {
                masked(role, m -> flipped(m, 0)).spoil(folder, base);
            }
        }));
        all.add(Injector.of("invert liver", "H13 H11", masked("liver", BinaryMask::not)));
        all.add(Injector.of("empty liver", "H14", masked("liver", m -> new BinaryMask(m.grid()))));
        all.add(Injector.of("one voxel of lesion", "H13 H23 H14", masked("lesion", m -> {
            BinaryMask one = new BinaryMask(m.grid());
            IndexBox box = m.boundingBox().orElseThrow();
            one.set((box.iLow() + box.iHigh()) / 2, (box.jLow() + box.jHigh()) / 2, (box.kLow() + box.kHigh()) / 2);
            return one;
        })));
        all.add(Injector.of(
                "move the vein's data out of the liver",
                "H11",
                masked("vein", m -> shifted(m, 0, (int) (58 / m.grid().dyMm()), 0))));
        all.add(Injector.of(
                "move the lesion's data out of the liver", "H11", masked("lesion", m -> shifted(m, 60, 0, 0))));
    }

    /** Images that end too early, honestly or not. */
    private static void crops(List<Injector> all, List<String> roles) {
        for (int face = 0; face < 6; face++) {
            int f = face;
            all.add(Injector.of("cut the image through the lesion, face " + f, "H15", (folder, base) -> {
                IndexBox kept = without(largest(base.masks().get("lesion")), f, 0.35);
                cropped(folder, base, kept);
            }));
            all.add(Injector.of("cut the lesion and pad it, face " + f, "H15", masked("lesion", m -> {
                BinaryMask whole = largest(m);
                BinaryMask left = whole.cropped(without(whole, f, 0.35)).onto(m.grid());
                return m.andNot(whole).or(left);
            })));
        }
        for (int face = 0; face < 6 && roles.contains("zone"); face++) {
            int f = face;
            all.add(Injector.of("cut the image through the zone, face " + f, "H16", (folder, base) -> {
                cropped(folder, base, without(base.masks().get("zone"), f, 0.1));
            }));
            all.add(Injector.of(
                    "cut the zone alone, face " + f,
                    "H16 H05 H07",
                    masked("zone", m -> m.cropped(without(m, f, 0.1)))));
        }
    }

    /** Every file cropped alike, as an image that ends there would have them. */
    private static void cropped(Path folder, BaseCase base, IndexBox kept) throws IOException {
        for (String role : base.masks().keySet()) {
            base.cropped(kept).write(folder, role, base.masks().get(role).cropped(kept));
        }
    }

    /** One header contradicts the others, itself, or the data. */
    private static void headers(List<Injector> all, List<String> roles) {
        for (String role : roles) {
            for (int row = 0; row < 3; row++) {
                int r = row;
                all.add(Injector.of(
                        "mirror world axis " + r + " of " + role, "H05 H01 H11", raw(role, n -> n.mirrorWorldAxis(r))));
            }
            all.add(Injector.of("swap sizes in " + role, "H08 H05 H27", raw(role, n -> {
                int nx = n.size(0);
                n.shortAt(42, n.size(1)).shortAt(44, nx);
            })));
            for (double factor : new double[] {2, 0.5, 1.1, 0.999}) {
                all.add(Injector.of("spacing times " + factor + " in " + role, "H05 H10", raw(role, n -> {
                    for (int axis = 0; axis < 3; axis++) {
                        n.scaleSpacing(axis, factor, true, true);
                    }
                })));
            }
            all.add(Injector.of("spacing of i and j swapped in " + role, "H05 H08", raw(role, n -> {
                double ratio = n.spacing(1) / n.spacing(0);
                n.scaleSpacing(0, ratio, true, true).scaleSpacing(1, 1 / ratio, true, true);
            })));
            all.add(Injector.of(
                    "pixdim alone times 1.2 in " + role,
                    "H10 H02",
                    raw(role, n -> n.scaleSpacing(2, 1.2, true, false))));
            all.add(Injector.of(
                    "sform alone times 1.2 in " + role,
                    "H10 H02",
                    raw(role, n -> n.scaleSpacing(2, 1.2, false, true))));
            for (double step : new double[] {1, 2, 0.5, 12}) {
                all.add(Injector.of(
                        "origin moved " + step + " voxels along i in " + role,
                        "H05 H11",
                        raw(role, n -> n.moveOrigin(step, 0, 0))));
                all.add(Injector.of(
                        "origin moved " + step + " voxels along k in " + role,
                        "H05 H11",
                        raw(role, n -> n.moveOrigin(0, 0, -step))));
            }
            all.add(Injector.of(
                    "origin moved 0.001 voxels in " + role, "H05", raw(role, n -> n.moveOrigin(0.001, 0, 0))));
            all.add(Injector.of("origin lost in " + role, "H05", raw(role, n -> {
                for (int row = 0; row < 3; row++) {
                    n.floatAt(280 + 16 * row + 12, 0).floatAt(268 + 4 * row, 0);
                }
            })));
            all.add(Injector.of("directions lost in " + role, "H05 H11", raw(role, n -> {
                for (int row = 0; row < 3; row++) {
                    for (int axis = 0; axis < 3; axis++) {
                        n.floatAt(280 + 16 * row + 4 * axis, row == axis ? (row < 2 ? -1 : 1) * n.spacing(axis) : 0);
                    }
                }
                n.shortAt(252, 0);
            })));
            all.add(Injector.of(
                    "directions turned by 10 degrees in " + role,
                    "H05 H02 H04",
                    raw(role, n -> n.turned(Math.toRadians(10)))));
            all.add(Injector.of(
                    "qform against sform in " + role,
                    "H02",
                    raw(role, n -> n.shortAt(252, 1).floatAt(256, 0.2).floatAt(260, 0.1))));
            all.add(Injector.of(
                    "no orientation in " + role,
                    "H03",
                    raw(role, n -> n.shortAt(252, 0).shortAt(254, 0))));
            all.add(Injector.of("spacing 0 in " + role, "H10 H04", raw(role, n -> n.scaleSpacing(1, 0, true, true))));
            all.add(Injector.of(
                    "spacing NaN in " + role,
                    "H10 H04 H02",
                    raw(role, n -> n.scaleSpacing(1, Double.NaN, true, true))));
            all.add(Injector.of(
                    "sheared axes in " + role,
                    "H04 H02",
                    raw(
                            role,
                            n -> n.floatAt(280, n.floatAt(280) + 0.05)
                                    .floatAt(296, n.floatAt(296) + 0.3)
                                    .shortAt(252, 0))));
            all.add(Injector.of("unit micrometres in " + role, "H09 H10", raw(role, n -> n.byteAt(123, 3))));
            all.add(Injector.of("unit metres in " + role, "H09 H10", raw(role, n -> n.byteAt(123, 1))));
            all.add(Injector.of("unit unknown in " + role, "H09", raw(role, n -> n.byteAt(123, 0))));
            all.add(Injector.of(
                    "four dimensions in " + role,
                    "H08 H27 H28 H29",
                    raw(role, n -> n.shortAt(40, 4).shortAt(48, 2))));
        }
        for (int code : new int[] {1, 3}) {
            all.add(Injector.of("unit code " + code + " in every file", "H09 H10", (folder, base) -> {
                for (String role : base.masks().keySet()) {
                    NiftiBytes.of(folder, base, role).byteAt(123, code).save();
                }
            }));
        }
    }

    /** Values that are not what they seem. */
    private static void samples(List<Injector> all, List<String> roles) {
        for (String role : roles) {
            all.add(Injector.of("slope 1/255 in " + role, "H12", raw(role, n -> n.floatAt(112, 1.0 / 255))));
            all.add(Injector.of("slope NaN in " + role, "H12", raw(role, n -> n.floatAt(112, Double.NaN))));
            all.add(Injector.of(
                    "slope 0 in " + role,
                    "H12",
                    raw(role, n -> n.floatAt(112, 0).floatAt(116, 3))));
            all.add(Injector.of(
                    "intercept 1 in " + role,
                    "H12 H13 H14 H23",
                    raw(role, n -> n.floatAt(112, 1).floatAt(116, 1))));
            all.add(Injector.of(
                    "int16 declared in " + role,
                    "H27 H28",
                    raw(role, n -> n.shortAt(70, 4).shortAt(72, 16))));
            all.add(Injector.of(
                    "voxels one byte late in " + role,
                    "H27 H28",
                    raw(role, n -> n.floatAt(108, NiftiBytes.HEADER + 16))));
            all.add(Injector.of("data half a row early in " + role, "H27 H28 H11 H07", raw(role, n -> {
                byte[] b = n.bytes();
                int lost = n.size(0) / 2;
                System.arraycopy(
                        b, NiftiBytes.HEADER + lost, b, NiftiBytes.HEADER, b.length - NiftiBytes.HEADER - lost);
            })));
            all.add(Injector.of("a bit of a voxel inside " + role, "H12 H13 H23", raw(role, n -> {
                int place = n.place(true);
                n.byteAt(place, n.bytes()[place] ^ 1);
            })));
            all.add(Injector.of("a bit of a voxel outside " + role, "H12 H13 H23", raw(role, n -> {
                int place = n.place(false);
                n.byteAt(place, n.bytes()[place] ^ 64);
            })));
            all.add(Injector.of("neighbouring slices exchanged in " + role, "H07 H23 H13", raw(role, n -> {
                int[] order = IntStream.range(0, n.size(2)).toArray();
                order[n.sliceAt(0.15)] = n.sliceAt(0.15) + 1;
                order[n.sliceAt(0.15) + 1] = n.sliceAt(0.15);
                n.slices(order);
            })));
            all.add(Injector.of(
                    "slice lost in " + role, "H07 H05", raw(role, n -> n.slices(without(n.size(2), n.sliceAt(0.25))))));
            all.add(Injector.of("slice doubled in " + role, "H07 H05", raw(role, n -> {
                int[] order = IntStream.range(0, n.size(2)).toArray();
                order[n.sliceAt(0.25)] = n.sliceAt(0.25) - 1;
                n.slices(order);
            })));
            all.add(Injector.of("slices in disorder in " + role, "H07 H23 H13", raw(role, n -> {
                int[] order = IntStream.range(0, n.size(2)).toArray();
                order[n.sliceAt(0.2)] = n.sliceAt(0.5);
                order[n.sliceAt(0.5)] = n.sliceAt(0.2);
                n.slices(order);
            })));
        }
    }

    /** Files of the wrong length, and damaged compression. */
    private static void lengths(List<Injector> all, List<String> roles) {
        for (String role : roles) {
            all.add(Injector.of("last byte lost in " + role, "H27", raw(role, n -> n.cut(n.length() - 1))));
            all.add(Injector.of("half of the file lost in " + role, "H27", raw(role, n -> n.cut(n.length() / 2))));
            all.add(Injector.of("a byte more in " + role, "H27", raw(role, n -> n.cut(n.length() + 1))));
            all.add(Injector.of(
                    "truncated gzip of " + role, "H27", zipped(role, b -> java.util.Arrays.copyOf(b, b.length - 9))));
            all.add(Injector.of("flipped bit in gzip of " + role, "H27", zipped(role, b -> {
                b[b.length / 2] ^= 4;
                return b;
            })));
            all.add(Injector.of("rubbish after gzip of " + role, "H27", zipped(role, b -> {
                return java.util.Arrays.copyOf(b, b.length + 5);
            })));
        }
    }

    private static Injector.Action masked(String role, UnaryOperator<BinaryMask> change) {
        return (folder, base) ->
                base.write(folder, role, change.apply(base.masks().get(role)));
    }

    private static Injector.Action raw(String role, Consumer<NiftiBytes> change) {
        return (folder, base) -> {
            NiftiBytes bytes = NiftiBytes.of(folder, base, role);
            change.accept(bytes);
            bytes.save();
        };
    }

    private static Injector.Action zipped(String role, UnaryOperator<byte[]> change) {
        return (folder, base) -> {
            String name = base.stem(role) + ".nii";
            Path plain = folder.resolve(name);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                Files.copy(plain, gzip);
            }
            Files.write(folder.resolve(name + ".gz"), change.apply(packed.toByteArray()));
            json(t -> t.replace("\"" + name + "\"", "\"" + name + ".gz\"")).spoil(folder, base);
        };
    }

    static Injector.Action json(UnaryOperator<String> change) {
        return (folder, base) -> {
            Path file = folder.resolve("case.json");
            String before = Files.readString(file, StandardCharsets.UTF_8);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IOException("the injector changed nothing");
            }
            Files.writeString(file, after, StandardCharsets.UTF_8);
        };
    }

    private static BinaryMask flipped(BinaryMask mask, int axis) {
        VoxelGrid g = mask.grid();
        BinaryMask result = new BinaryMask(g);
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        result.set(
                                axis == 0 ? g.nx() - 1 - i : i,
                                axis == 1 ? g.ny() - 1 - j : j,
                                axis == 2 ? g.nz() - 1 - k : k);
                    }
                }
            }
        }
        return result;
    }

    /** The same rows read as columns: what lies beyond the other size is lost. */
    private static BinaryMask transposed(BinaryMask mask) {
        VoxelGrid g = mask.grid();
        BinaryMask result = new BinaryMask(g);
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    if (mask.get(i, j, k) && g.contains(j, i, k)) {
                        result.set(j, i, k);
                    }
                }
            }
        }
        return result;
    }

    private static BinaryMask shifted(BinaryMask mask, int di, int dj, int dk) {
        IndexBox box = mask.grid().box();
        return new BinaryMask(mask.grid())
                .or(mask.cropped(new IndexBox(
                                box.iLow() - di,
                                box.jLow() - dj,
                                box.kLow() - dk,
                                box.iHigh() - di,
                                box.jHigh() - dj,
                                box.kHigh() - dk))
                        .placedOn(mask.grid()));
    }

    /** The largest part of a mask. */
    private static BinaryMask largest(BinaryMask mask) {
        ConnectedComponents parts = ConnectedComponents.of(mask, ConnectedComponents.Connectivity.CORNERS_26);
        int largest = 0;
        for (int part = 1; part < parts.count(); part++) {
            largest = parts.voxels(part) > parts.voxels(largest) ? part : largest;
        }
        int number = largest;
        return parts.mask(p -> p == number).onto(mask.grid());
    }

    /** The grid's box without what lies beyond the given share of the mask's extent, counted from the face. */
    private static IndexBox without(BinaryMask mask, int face, double share) {
        IndexBox b = mask.boundingBox().orElseThrow();
        IndexBox g = mask.grid().box();
        int i = (int) Math.ceil(share * b.nx());
        int j = (int) Math.ceil(share * b.ny());
        int k = (int) Math.ceil(share * b.nz());
        return new IndexBox(
                face == 0 ? b.iLow() + i : g.iLow(),
                face == 1 ? b.jLow() + j : g.jLow(),
                face == 2 ? b.kLow() + k : g.kLow(),
                face == 3 ? b.iHigh() - i : g.iHigh(),
                face == 4 ? b.jHigh() - j : g.jHigh(),
                face == 5 ? b.kHigh() - k : g.kHigh());
    }

    private static int[] without(int size, int lost) {
        return IntStream.range(0, size).filter(n -> n != lost).toArray();
    }
}

package org.thermargin.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermargin.InputException;
import org.thermargin.geometry.MeshSolid;

/**
 * The devices that zones can be made for, by id. Those of the release are read when first asked for: a case without
 * applicators asks for none.
 */
public final class DeviceCatalogue {
    private static final String INDEX = "released.txt";
    private static final int MAX_BYTES = 1 << 20;

    private Map<String, Device> devices; // null: those of the release, not read yet

    private DeviceCatalogue(Map<String, Device> devices) {
        this.devices = devices;
    }

    /** The devices of the release. */
    public static DeviceCatalogue released() {
        return new DeviceCatalogue(null);
    }

    private synchronized Map<String, Device> byId() {
        if (devices == null) {
            devices = readReleased();
        }
        return devices;
    }

    private static Map<String, Device> readReleased() {
        Map<String, Device> devices = new TreeMap<>();
        try {
            for (String id :
                    new String(resource(INDEX), StandardCharsets.UTF_8).lines().toList()) {
                String name = id + ".json";
                add(devices, DeviceFileReader.parse(resource(name), name, DeviceCatalogue::noMesh), name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
        return devices;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DeviceCatalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        }
    }

    private static MeshSolid noMesh(String name) throws InputException {
        throw new InputException(
                "device-mesh", "H24", name, "a zone mesh must be readable here, no mesh reader was given");
    }

    /** These devices and those of a JSON file or folder, none of which may name a mesh; as the next method. */
    public DeviceCatalogue with(Path path) throws InputException {
        return with(path, file -> noMesh(String.valueOf(file.getFileName())));
    }

    /**
     * These devices and those of a JSON file, or of every JSON file of a folder (at least one). Their grade must be
     * {@code user}; ids of devices and rows that are taken are refused. Meshes lie beside the file that names them.
     */
    public DeviceCatalogue with(Path path, MeshReader meshes) throws InputException {
        Map<String, Device> all = new TreeMap<>(byId());
        for (Path file : files(path)) {
            String name = String.valueOf(file.getFileName());
            Device device = DeviceFileReader.parse(
                    bytes(file, name), name, mesh -> meshes.read(file.resolveSibling(plainName(mesh, name))));
            if (!device.grade().equals(Device.USER_GRADE)) {
                throw new InputException(
                        "device-grade",
                        "H24",
                        name,
                        "grade must be " + Device.USER_GRADE + " in a file of one's own, was " + device.grade());
            }
            add(all, device, name);
        }
        return new DeviceCatalogue(all);
    }

    private static String plainName(String mesh, String file) throws InputException {
        if (!mesh.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
            throw new InputException(
                    "device-mesh",
                    "H36",
                    file,
                    "mesh must be the plain name of a file beside the device file (letters, digits, dots, dashes,"
                            + " underscores), was another");
        }
        return mesh;
    }

    private static void add(Map<String, Device> all, Device device, String file) throws InputException {
        if (all.containsKey(device.id())) {
            throw new InputException(
                    "device-doubled", "H26", file, "device id must be new, " + device.id() + " is taken");
        }
        Set<String> taken = new HashSet<>();
        all.values().forEach(other -> taken.addAll(rowIds(other)));
        for (String row : rowIds(device)) {
            if (!taken.add(row)) {
                throw new InputException("device-doubled", "H26", file, "row id must be new, " + row + " is taken");
            }
        }
        all.put(device.id(), device);
    }

    private static List<String> rowIds(Device device) {
        return Stream.concat(
                        device.rows().stream().map(ZoneRow::id),
                        device.referenceRows().stream().map(ReferenceRow::id))
                .toList();
    }

    /** The device files that a path stands for: itself, or the JSON files of a folder (at least one) by name. */
    public static List<Path> files(Path path) throws InputException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files =
                    entries.filter(p -> p.toString().endsWith(".json")).sorted().toList();
            if (files.isEmpty()) {
                throw new InputException(
                        "device-file",
                        "H26",
                        String.valueOf(path.getFileName()),
                        "device folder must hold at least one .json file, held none");
            }
            return files;
        } catch (IOException e) {
            throw new InputException(
                    "device-file",
                    "H36",
                    String.valueOf(path.getFileName()),
                    "device folder must be readable: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file, String name) throws InputException {
        if (Files.notExists(file)) {
            throw new InputException("device-file", "H36", name, "device file or folder must exist, was not found");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException("device-file", "H36", name, "device file must be a regular file, was not");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InputException("device-file", "H36", name, "device file must be at most 1 MiB, was larger");
            }
            return bytes;
        } catch (IOException e) {
            throw new InputException("device-file", "H36", name, "device file must be readable: " + e.getMessage());
        }
    }

    /** All devices, by id. */
    public List<Device> devices() {
        return List.copyOf(byId().values());
    }

    /** The device of that id; an unknown one is refused. */
    public Device device(String id) throws InputException {
        Device device = byId().get(id);
        if (device == null) {
            throw new InputException(
                    "device-unknown",
                    "H24",
                    "",
                    "device must be one of "
                            + byId().values().stream()
                                    .filter(Device::isUsable)
                                    .map(Device::id)
                                    .collect(Collectors.joining(", "))
                            + " (thermargin devices lists all); was " + id
                            + ofRow(id).map(owner -> ", a row of " + owner.id()).orElse(""));
        }
        return device;
    }

    /** The device that has a row of that id. */
    public Optional<Device> ofRow(String rowId) {
        return byId().values().stream()
                .filter(device -> rowIds(device).contains(rowId))
                .findFirst();
    }
}

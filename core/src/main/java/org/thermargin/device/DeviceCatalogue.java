package org.thermargin.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.thermargin.InputException;

/** The devices that zones can be made for, by id. */
public final class DeviceCatalogue {
    private static final List<String> RELEASED = List.of("emprint", "emprint-150", "neuwave-kidney");
    private static final int MAX_BYTES = 1 << 20;

    private final Map<String, Device> devices;

    private DeviceCatalogue(Map<String, Device> devices) {
        this.devices = devices;
    }

    /** The devices of the release. */
    public static DeviceCatalogue released() {
        Map<String, Device> devices = new TreeMap<>();
        for (String id : RELEASED) {
            try (InputStream in = DeviceCatalogue.class.getResourceAsStream(id + ".json")) {
                if (in == null) {
                    throw new IllegalStateException(id + ".json is missing from the jar");
                }
                devices.put(id, DeviceFileReader.parse(in.readAllBytes(), id + ".json"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InputException e) {
                throw new IllegalStateException(e);
            }
        }
        return new DeviceCatalogue(devices);
    }

    /** These devices and those of a JSON file, or of every JSON file of a folder; an id that is taken is refused. */
    public DeviceCatalogue with(Path path) throws InputException {
        Map<String, Device> all = new TreeMap<>(devices);
        for (Path file : files(path)) {
            String name = file.getFileName().toString();
            Device device = DeviceFileReader.parse(bytes(file, name), name);
            if (all.putIfAbsent(device.id(), device) != null) {
                throw new InputException(
                        "device-doubled", "H26", name, "device id must be new, " + device.id() + " is taken");
            }
        }
        return new DeviceCatalogue(all);
    }

    private static List<Path> files(Path path) throws InputException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return new ArrayList<>(
                    entries.filter(p -> p.toString().endsWith(".json")).sorted().toList());
        } catch (IOException e) {
            throw new InputException(
                    "device-file",
                    "H36",
                    String.valueOf(path.getFileName()),
                    "device folder must be readable: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file, String name) throws InputException {
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
        return List.copyOf(devices.values());
    }

    /** The device of that id; an unknown one is refused. */
    public Device device(String id) throws InputException {
        Device device = devices.get(id);
        if (device == null) {
            throw new InputException(
                    "device-unknown",
                    "H24",
                    "",
                    "device must be one of " + String.join(", ", devices.keySet()) + "; was " + id);
        }
        return device;
    }
}

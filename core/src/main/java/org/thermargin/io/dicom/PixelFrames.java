package org.thermargin.io.dicom;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;

/**
 * The frames of a file, decoded one at a time into little endian samples. The number of bytes must be the one that rows,
 * columns, frames and bits ask for (H27); one byte of padding is allowed where it is odd.
 */
final class PixelFrames {
    private final DicomFile file;
    private final SampleLayout layout;
    private final DataElement pixels;
    private final List<List<DataElement.Fragment>> frames;

    /** The frames of a parsed file; refuses wrong lengths, decodes nothing. */
    PixelFrames(DicomFile file, SampleLayout layout) throws InputException {
        this.file = file;
        this.layout = layout;
        DataSet data = file.data();
        if (data.has(Tags.FLOAT_PIXELS) || data.has(Tags.DOUBLE_PIXELS)) {
            throw data.refused("dicom-samples", "H28", "samples must be whole numbers, were floating point");
        }
        this.pixels = data.element(Tags.PIXELS)
                .orElseThrow(() -> data.refused("data-truncated", "H27", "pixel data must be there, were not"));
        boolean encapsulated = !pixels.fragments().isEmpty();
        if (encapsulated != file.syntax().isEncapsulated()) {
            throw data.refused(
                    "dicom-corrupt",
                    "H28",
                    "pixel data must come in fragments exactly when the transfer syntax says so");
        }
        if (encapsulated) {
            requireBytesPerSample();
            frames = fragmentsOfFrames();
        } else {
            frames = List.of();
            requireLength();
        }
    }

    private void requireBytesPerSample() throws InputException {
        boolean readable = layout.bitsAllocated() == 8 || layout.bitsAllocated() == 16;
        if (!readable) {
            throw file.data()
                    .refused(
                            "dicom-samples",
                            "H28",
                            "compressed samples must have 8 or 16 bits, had " + layout.bitsAllocated());
        }
    }

    private void requireLength() throws InputException {
        long bits = layout.frameSamples() * layout.frames() * layout.bitsAllocated();
        long bytes = (bits + 7) / 8;
        long padded = bytes + (bytes & 1);
        if (pixels.length() < bytes) {
            throw file.data()
                    .refused(
                            "data-truncated",
                            "H27",
                            "pixel data must have " + bytes + " bytes, had " + pixels.length());
        }
        if (pixels.length() > padded) {
            throw file.data()
                    .refused(
                            "data-trailing-bytes",
                            "H27",
                            "pixel data must have " + padded + " bytes, had " + pixels.length());
        }
    }

    /** One fragment per frame, or by the offset table, or all fragments for a single frame. */
    private List<List<DataElement.Fragment>> fragmentsOfFrames() throws InputException {
        List<DataElement.Fragment> all = pixels.fragments();
        List<DataElement.Fragment> data = all.subList(1, all.size());
        if (data.size() == layout.frames()) {
            return data.stream().map(List::of).toList();
        }
        if (layout.frames() == 1 && !data.isEmpty()) {
            return List.of(data);
        }
        DataElement.Fragment table = all.get(0);
        if (table.length() != 4L * layout.frames() || data.isEmpty()) {
            throw file.data()
                    .refused(
                            "dicom-corrupt",
                            "H27",
                            "fragments must be one per frame or told apart by an offset table; " + data.size()
                                    + " fragments for " + layout.frames() + " frames");
        }
        List<List<DataElement.Fragment>> frames = new ArrayList<>();
        int next = 0;
        int first = data.get(0).offset() - 8; // offsets count from the item tag of the first fragment
        for (int f = 0; f < layout.frames(); f++) {
            long until = f + 1 == layout.frames() ? Long.MAX_VALUE : first + offset(table, f + 1);
            int from = next;
            while (next < data.size() && data.get(next).offset() - 8 < until) {
                next++;
            }
            if (next == from) {
                throw file.data().refused("dicom-corrupt", "H27", "every frame must have a fragment, one had none");
            }
            frames.add(data.subList(from, next));
        }
        return frames;
    }

    private long offset(DataElement.Fragment table, int frame) {
        byte[] bytes = file.data().bytes();
        long value = 0;
        for (int b = 3; b >= 0; b--) {
            value = value << 8 | (bytes[table.offset() + 4 * frame + b] & 0xff);
        }
        return value;
    }

    /** Samples of one frame, little endian, bits without value cut off; not for single bits. */
    byte[] frame(int index) throws InputException {
        byte[] samples = new byte[Math.toIntExact(layout.frameBytes())];
        byte[] bytes = file.data().bytes();
        if (frames.isEmpty()) {
            int from = pixels.offset() + index * samples.length;
            System.arraycopy(bytes, from, samples, 0, samples.length);
            if (file.data().isBigEndian() && layout.bitsAllocated() > 8) {
                reverse(samples, layout.bitsAllocated() / 8);
            }
        } else {
            byte[] stored = joined(bytes, frames.get(index));
            if (file.syntax() == TransferSyntax.RLE) {
                RleFrame.decode(
                        stored, samples, layout.bitsAllocated() / 8, file.data().file());
            } else {
                new LosslessJpeg(stored, layout, file.data().file()).decode(samples);
            }
        }
        layout.trim(samples);
        return samples;
    }

    /** Place of the first pixel byte in the bytes of the file; for frames of single bits. */
    int offset() {
        return pixels.offset();
    }

    private static void reverse(byte[] samples, int width) {
        for (int at = 0; at + width <= samples.length; at += width) {
            for (int a = at, b = at + width - 1; a < b; a++, b--) {
                byte swap = samples[a];
                samples[a] = samples[b];
                samples[b] = swap;
            }
        }
    }

    private static byte[] joined(byte[] bytes, List<DataElement.Fragment> fragments) {
        int length = 0;
        for (DataElement.Fragment fragment : fragments) {
            length += fragment.length();
        }
        byte[] all = new byte[length];
        int at = 0;
        for (DataElement.Fragment fragment : fragments) {
            System.arraycopy(bytes, fragment.offset(), all, at, fragment.length());
            at += fragment.length();
        }
        return all;
    }
}

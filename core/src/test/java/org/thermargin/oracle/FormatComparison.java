package org.thermargin.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SampleType;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.VolumeWriters;

/**
 * Our reader and writer of a format against those of another program.
 *
 * @param folder for files
 * @param reader of the format
 * @param axes along which our writer stores, e.g. {@code LPS}
 * @param toleranceMm how far corners may lie apart
 */
public record FormatComparison(Path folder, VolumeReader reader, String axes, double toleranceMm) {
    /** Makes a file. */
    public interface Maker {
        /** The n-th file, made by hand. */
        Path file(int n) throws IOException;
    }

    /** Fails unless we read the files as the other program did. */
    public void assertReadAlike(List<OracleVolume> volumes, int count) throws InputException {
        assertThat(volumes).hasSize(count);
        for (OracleVolume volume : volumes) {
            volume.assertSame(reader.readScalars(volume.file(), ReadOptions.strict()), toleranceMm);
        }
    }

    /** Fails unless we read files made by hand, and what ITK makes of them, as ITK does. */
    public void assertReadAsByItk(int count, Maker byHand, IntFunction<String> ending)
            throws IOException, InputException {
        Oracle itk = Oracle.itk();
        List<Object> convert = new ArrayList<>(List.of("convert"));
        List<Object> read = new ArrayList<>(List.of("read"));
        for (int n = 0; n < count; n++) {
            Path file = byHand.file(n);
            Path anew = folder.resolve("itk" + n + ending.apply(n));
            convert.addAll(List.of(file, anew, n % 2 == 0 ? "raw" : "compressed"));
            read.addAll(List.of(file, anew));
        }
        itk.run(convert.toArray());

        assertReadAlike(OracleVolume.parse(itk.run(read.toArray())), 2 * count);
    }

    /** Writes random volumes: narrow labels, wide labels, masks and values in turn. */
    public List<Path> written(int count, IntFunction<String> ending) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Path file = folder.resolve("w" + n + ending.apply(n));
            switch (n % 4) {
                case 0, 1 -> VolumeWriters.write(file, random(n).labels(largest(n)));
                case 2 -> VolumeWriters.write(file, random(n).mask());
                default -> VolumeWriters.write(file, random(n).scalars());
            }
            files.add(file);
        }
        return files;
    }

    /** Fails unless the other program read the volumes that {@link #written} wrote. */
    public void assertWrittenAlike(List<OracleVolume> volumes, int count) {
        assertThat(volumes).hasSize(count);
        for (int n = 0; n < count; n++) {
            if (n % 4 == 3) {
                volumes.get(n).assertSame(random(n).scalars(), axes, toleranceMm);
            } else {
                volumes.get(n).assertSame(random(n).labels(largest(n)), axes, toleranceMm);
            }
        }
    }

    /** Fails unless ITK reads what we write. */
    public void assertWrittenForItk(int count, IntFunction<String> ending) throws IOException {
        List<Object> read = new ArrayList<>(List.of("read"));
        read.addAll(written(count, ending));

        assertWrittenAlike(OracleVolume.parse(Oracle.itk().run(read.toArray())), count);
    }

    /** Largest label; 1 for a mask. */
    private static int largest(int n) {
        return n % 4 == 0 ? 255 : n % 4 == 1 ? 65535 : 1;
    }

    private static RandomVolume random(int n) {
        return RandomVolume.of(1000L + n, n % 4 == 3 ? SampleType.FLOAT32 : SampleType.INT32);
    }
}

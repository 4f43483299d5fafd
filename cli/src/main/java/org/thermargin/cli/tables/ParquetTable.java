package org.thermargin.cli.tables;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.thermargin.study.RowSink;
import org.thermargin.study.StudyRow;

/**
 * Writes study rows as a Parquet file: the columns of the CSV table, typed, unknown fields null. Uncompressed with
 * dictionaries, so that every reader takes it and equal rows give equal bytes.
 */
public final class ParquetTable implements RowSink {
    /** Name of the table. */
    public static final String NAME = "rows.parquet";

    private final Path file;
    private final ParquetWriter<StudyRow> writer;

    private ParquetTable(Path file, ParquetWriter<StudyRow> writer) {
        this.file = file;
        this.writer = writer;
    }

    /** A new table in the file; one that is there is replaced. */
    public static ParquetTable open(Path file) throws IOException {
        return new ParquetTable(
                file,
                new Builder(file)
                        .withConf(new PlainParquetConfiguration())
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .build());
    }

    @Override
    public void row(StudyRow row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        ParquetFooter.sort(file);
    }

    private static final class Builder extends ParquetWriter.Builder<StudyRow, Builder> {
        Builder(Path file) {
            super(new LocalOutputFile(file));
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, and never called with the configuration above
        protected WriteSupport<StudyRow> getWriteSupport(Configuration unused) {
            return new RowSupport();
        }

        @Override
        protected WriteSupport<StudyRow> getWriteSupport(ParquetConfiguration unused) {
            return new RowSupport();
        }
    }
}

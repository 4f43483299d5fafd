package org.thermargin.cli.tables;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyRow;

/** From the columns of a study to those of Parquet. */
final class RowSupport extends WriteSupport<StudyRow> {
    private static final StudyColumn[] COLUMNS = StudyColumn.values();

    private RecordConsumer out;

    @Override
    public String getName() {
        return "thermargin";
    }

    @Override
    @SuppressWarnings("deprecation") // abstract
    public WriteContext init(Configuration unused) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
        return context();
    }

    private static WriteContext context() {
        return new WriteContext(schema(), Map.of("thermargin.table", "rows"));
    }

    static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (StudyColumn column : COLUMNS) {
            switch (column.kind()) {
                case TEXT ->
                    schema.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.key());
                case NUMBER -> schema.optional(PrimitiveTypeName.DOUBLE).named(column.key());
                case INTEGER -> schema.optional(PrimitiveTypeName.INT64).named(column.key());
                case FLAG -> schema.optional(PrimitiveTypeName.BOOLEAN).named(column.key());
            }
        }
        return schema.named("study_row");
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(StudyRow row) {
        out.startMessage();
        for (int n = 0; n < COLUMNS.length; n++) {
            String field = row.text(COLUMNS[n]);
            if (!field.isEmpty()) {
                String name = COLUMNS[n].key();
                out.startField(name, n);
                switch (COLUMNS[n].kind()) {
                    case TEXT -> out.addBinary(Binary.fromString(field));
                    case NUMBER -> out.addDouble(Double.parseDouble(field));
                    case INTEGER -> out.addLong(Long.parseLong(field));
                    case FLAG -> out.addBoolean(Boolean.parseBoolean(field));
                }
                out.endField(name, n);
            }
        }
        out.endMessage();
    }
}

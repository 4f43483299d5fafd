/** Tables of studies in formats that bring libraries of their own: {@link org.thermargin.cli.tables.ParquetTable}. */
package org.thermargin.cli.tables;

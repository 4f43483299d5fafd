/**
 * Documents for printers. Start from {@link org.thermargin.cli.document.PdfReport}. What a report says and shows is made
 * in core; here it is only put on paper.
 */
package org.thermargin.cli.document;

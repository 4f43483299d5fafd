package org.thermargin.cli.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.thermargin.report.PagePrinter;

/**
 * The report page as PDF on A4 paper. Nothing is fetched: the page holds its pictures, the font comes with the PDF
 * library. Dates and ids of the file are fixed by its content, so that the same page gives the same bytes.
 */
public final class PdfReport implements PagePrinter {
    /** Liberation Sans (SIL Open Font License), which PDFBox carries for fonts that are missing. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Held here, because the platform forgets the level of a logger that nobody holds. */
    private static final Logger LIBRARY = Logger.getLogger("org.apache.pdfbox");

    @Override
    public void print(String page, OutputStream out) throws IOException {
        XRLog.setLoggingEnabled(false);
        LIBRARY.setLevel(Level.SEVERE);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(
                () -> PDDocument.class.getResourceAsStream(FONT),
                "Liberation Sans",
                400,
                FontStyle.NORMAL,
                true,
                EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG));
        builder.useSVGDrawer(new BatikSVGDrawer(BatikSVGDrawer.SvgScriptMode.SECURE, Set.of("data")));
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withHtmlContent(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                identify(document, page);
                document.save(out);
            }
        }
    }

    private static void identify(PDDocument document, String page) {
        Calendar epoch = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        epoch.setTimeInMillis(0);
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(epoch);
        information.setModificationDate(epoch);
        information.setProducer("Thermargin");
        CRC32 content = new CRC32();
        content.update(page.getBytes(StandardCharsets.UTF_8));
        document.setDocumentId(content.getValue());
    }
}

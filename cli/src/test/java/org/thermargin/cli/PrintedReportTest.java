package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.cli.document.PdfReport;
import org.thermargin.report.AssessmentText;

/** The report of a lesion of 6 mm in a zone of 9 mm, concentric: margin 3 mm, below a target of 5 mm. */
class PrintedReportTest {
    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void assess() {
        Path lesion = Cli.ball(folder.resolve("L.nii.gz"), 0, 6);
        Path zone = Cli.ball(folder.resolve("Z.nii.gz"), 0, 9);
        out = folder.resolve("out");
        Cli.Run run = Cli.run("assess", "--lesion", lesion, "--zone", zone, "--out", out, "--target-mm", "5");
        assertThat(run.code()).as(run.err()).isEqualTo(1);
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document).replaceAll("\\s+", " ");
    }

    @Test
    @Tag("H40")
    void everySheetIsA4AndSaysResearchOnly() throws IOException {
        try (PDDocument document = Loader.loadPDF(out.resolve("report.pdf").toFile())) {
            assertThat(document.getNumberOfPages()).isBetween(2, 5);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDPage sheet = document.getPage(page - 1);
                // 210 x 297 mm in points of 1/72 inch, to a point
                assertThat(Math.round(sheet.getMediaBox().getWidth())).isEqualTo(595);
                assertThat(Math.round(sheet.getMediaBox().getHeight())).isEqualTo(842);
                assertThat(text(document, page))
                        .contains(AssessmentText.RESEARCH_ONLY)
                        .contains("page " + page + " of " + document.getNumberOfPages());
            }
        }
    }

    @Test
    void theFirstSheetHasTheVerdictAndTheSecondTheMargin() throws IOException {
        try (PDDocument document = Loader.loadPDF(out.resolve("report.pdf").toFile())) {
            assertThat(text(document, 1)).contains("Ablation margin report", "INSUFFICIENT (A1)", "SHA-256 begins");
            assertThat(text(document, 2))
                    .contains("observed zone", "minimal margin", "Sections through the thinnest point");
        }
    }

    /** The surface bears a margin of 3 mm all over: its colour, and no other of a band, is on the second sheet. */
    @Test
    void picturesAreOnThePaper() throws IOException {
        try (PDDocument document = Loader.loadPDF(out.resolve("report.pdf").toFile())) {
            BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(1, 72);
            int thin = 0;
            int lost = 0;
            for (int y = 0; y < sheet.getHeight(); y++) {
                for (int x = 0; x < sheet.getWidth(); x++) {
                    int rgb = sheet.getRGB(x, y);
                    int red = rgb >> 16 & 0xff;
                    int green = rgb >> 8 & 0xff;
                    int blue = rgb & 0xff;
                    thin += red > 180 && green > red / 2 + 20 && blue < 80 ? 1 : 0; // E69F00 and its shades
                    lost += red < 80 && green > 120 && blue > 80 && blue < 150 ? 1 : 0; // 009E73
                }
            }
            // two balls of 12 mm, drawn 25 mm across or more: over 70 px of 1/72 inch each
            assertThat(thin).isGreaterThan(5000);
            assertThat(lost).as("margins of 10 mm or more, in the legend alone").isLessThan(1000);
        }
    }

    @Test
    void theSamePageGivesTheSameBytes() throws IOException {
        String page = Files.readString(out.resolve("report.html"));
        ByteArrayOutputStream again = new ByteArrayOutputStream();

        new PdfReport().print(page, again);

        assertThat(again.toByteArray()).isEqualTo(Files.readAllBytes(out.resolve("report.pdf")));
    }

    /** A grey image within a picture of the page, as it lies behind the sections. */
    @Test
    void anEmbeddedImageIsPrinted() throws IOException {
        BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY); // black all over
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(grey, "png", png);
        String page = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><style>@page{size:A4;margin:0}"
                + "body{margin:0}</style></head><body><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\""
                + " style=\"width:100mm;height:100mm;display:block\"><image width=\"4\" height=\"4\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png.toByteArray()) + "\"/></svg></body></html>";
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();

        new PdfReport().print(page, pdf);

        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            BufferedImage sheet = new PDFRenderer(document).renderImageWithDPI(0, 72);
            assertThat(sheet.getRGB(100, 100) & 0xffffff).isZero();
            assertThat(sheet.getRGB(400, 600) & 0xffffff).isEqualTo(0xffffff);
        }
    }
}

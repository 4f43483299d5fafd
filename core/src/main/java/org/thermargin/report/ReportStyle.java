package org.thermargin.report;

import org.thermargin.assess.Outcome;

/** How the report page looks, on A4 paper and on a screen. */
final class ReportStyle {
    /** Regular text in a font that a printer may embed; bold text in one that every reader of PDF has. */
    static final String CSS = """
            @page{size:A4;margin:17mm 14mm 15mm 14mm;
            @top-left{content:element(runner);width:182mm}
            @bottom-left{content:"RESEARCH_ONLY";font:7.5pt 'Liberation Sans',Helvetica,Arial,sans-serif;width:140mm}
            @bottom-right{content:"page " counter(page) " of " counter(pages);
            font:7.5pt 'Liberation Sans',Helvetica,Arial,sans-serif}}
            body{font:8.5pt 'Liberation Sans',Helvetica,Arial,sans-serif;color:#1b2733;margin:0 auto;width:182mm}
            .runner{position:running(runner);font-size:7.5pt;color:#404c58;border-bottom:0.4pt solid #9aa3ab;
            padding-bottom:1mm;width:182mm}
            h1{font:bold 17pt Helvetica,Arial,sans-serif;margin:0 0 1mm 0}
            h2{font:bold 13pt Helvetica,Arial,sans-serif;margin:0 0 1.5mm 0}
            h3{font:bold 9.5pt Helvetica,Arial,sans-serif;margin:3mm 0 1mm 0;page-break-after:avoid}
            th{font:bold 8pt Helvetica,Arial,sans-serif;text-align:left;vertical-align:top}
            p{margin:0.6mm 0}
            .lead{font-size:9pt}
            .warn{border-left:1mm solid #D55E00;padding-left:2mm;margin:1mm 0}
            .research{font-size:8pt;border:0.6pt solid #1b2733;padding:1mm 2mm;margin:1.5mm 0}
            .verdict{border:0.8pt solid #1b2733;border-left-width:3mm;padding:1.2mm 3mm;margin:0 0 2mm 0}
            .verdict b{font:bold 13pt Helvetica,Arial,sans-serif}
            .verdict span{font-size:9pt;padding-left:2mm}
            .zone{page-break-before:always}
            table{border-collapse:collapse;width:182mm}
            .facts{margin-top:1mm}
            .facts th{width:33mm;padding:0.35mm 2mm 0.35mm 0;font-size:8.5pt}
            .facts td{padding:0.35mm 0;vertical-align:top}
            .grid{margin-top:1.2mm;-fs-table-paginate:paginate}
            .grid th,.grid td{border-bottom:0.4pt solid #b7bfc7;padding:0.6mm 1.5mm 0.6mm 0;vertical-align:top}
            .grid thead th{border-bottom:0.8pt solid #1b2733}
            .grid tr{page-break-inside:avoid}
            .small td,.small th{font-size:7.2pt}
            .small th{font-size:7pt}
            p.small{font-size:7.5pt;margin-top:1mm}
            .grid .n{white-space:nowrap}
            .hash{font-size:6.6pt}
            figure{margin:1.5mm 0;page-break-inside:avoid}
            figcaption{font-size:7.5pt;color:#404c58}
            .side{table-layout:fixed}
            .side td{vertical-align:top;padding:0}
            .side .facts{width:102mm}
            .side .facts th{width:30mm}
            svg{display:block}
            @media screen{body{padding:8mm;background:#fff}.zone{border-top:1mm solid #1b2733;margin-top:10mm;
            padding-top:5mm}}
            """.replace("RESEARCH_ONLY", AssessmentText.RESEARCH_ONLY);

    private ReportStyle() {}

    /** The colour of a verdict beside its words, from the palette of the bands. */
    static String colour(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> BandColour.FROM_10_MM.hex();
            case INSUFFICIENT, INDETERMINATE -> BandColour.UNDER_5_MM.hex();
            case INCOMPLETE, REFUSED, FAILED -> BandColour.UNCOVERED.hex();
            case NOT_TARGETED -> "#9aa3ab";
        };
    }
}

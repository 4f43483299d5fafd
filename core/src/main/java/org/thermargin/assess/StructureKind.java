package org.thermargin.assess;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Kinds of critical structures with the distance to the zone below which to alert. The kind is inferred from the name,
 * that of TotalSegmentator or a plain English one; the first kind with a matching word wins.
 */
enum StructureKind {
    GALLBLADDER(5, "customary, unverified", "gallbladder"),
    BILE_DUCT(
            5,
            "electrode < 5.0 mm from a major duct caused duct necrosis in dogs (abstract only); the distance to the zone"
                    + " is customary, unverified",
            "bile|biliary|duct|choledoch"),
    BOWEL(10, "customary, unverified (colon most at risk)", "colon|duodenum|bowel|intestin|rectum"),
    STOMACH(5, "customary, unverified", "stomach|o?esophagus"),
    DIAPHRAGM(5, "customary, unverified", "diaphragm"),
    HEART(
            5,
            "zones up to 5 mm from the heart were safe in 17 patients, demanding (PMC8573360, abstract only);"
                    + " customary, unverified",
            "heart|pericard|atrium|atrial|ventricle"),
    KIDNEY(5, "customary, unverified", "kidney|(?<!ad)renal"),
    SKIN(5, "customary, unverified", "skin"),
    OTHER(5, "customary, unverified", "");

    private final double alertMm;
    private final String source;
    private final String words; // a regular expression, empty: any name

    StructureKind(double alertMm, String source, String words) {
        this.alertMm = alertMm;
        this.source = source;
        this.words = words;
    }

    /** The kind that the name speaks of; case does not matter. */
    static StructureKind of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (StructureKind kind : values()) {
            if (Pattern.compile(kind.words).matcher(lower).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Distance to the zone below which to alert, mm. */
    double alertMm() {
        return alertMm;
    }

    /** Where that distance comes from. */
    String source() {
        return source;
    }
}

package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What can be done on the page without a mouse. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardInBrowserTest {
    private static final String CONTROLS =
            "[...document.querySelectorAll('button, select, input, summary, .view')].filter(e => !e.disabled && e.checkVisibility())";

    private Viewing viewing;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        browser = Browser.start(folder);
        viewing = Viewing.of(Viewing.copied("plan-to-check", folder), Optional.empty());
        browser.open(viewing);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (viewing != null) {
            viewing.close();
        }
    }

    @Test
    void everyControlIsReachedByTabAndSeenWhenItIs() {
        long all = (Long) browser.script("return " + CONTROLS + ".length");
        browser.script("document.activeElement.blur()");
        Set<Object> reached = new LinkedHashSet<>();
        for (int n = 0; n < all + 2; n++) {
            browser.keys(Keys.TAB);
            Object at = browser.script("return " + CONTROLS + ".indexOf(document.activeElement)");
            if (reached.add(at) && (Long) at >= 0) {
                assertThat(browser.script("const s = getComputedStyle(document.activeElement);"
                                + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2"))
                        .as("ring around control %s", at)
                        .isEqualTo(true);
            }
        }
        reached.remove(-1L);

        assertThat(reached).hasSize((int) all);
    }

    @Test
    void buttonKeepsTheFocusWhileItIsPressedAgain() {
        browser.script("document.querySelector('[data-move=advance]').focus()");
        String before = tip();

        browser.keys(Keys.ENTER);
        browser.settle();
        String once = tip();
        browser.keys(Keys.ENTER);
        browser.settle();

        assertThat(List.of(before, once, tip())).doesNotHaveDuplicates();
        assertThat(browser.script("return document.activeElement.dataset.move")).isEqualTo("advance");
    }

    @Test
    void tabLeavesAChangedNumberForTheNextOne() {
        browser.script("const f = document.querySelector('.chosen [aria-label=\"Tip L\"]'); f.focus(); f.select()");
        browser.keys("-31.5");
        browser.keys(Keys.TAB);
        browser.settle();

        assertThat(tip()).startsWith("-31.50");
        assertThat(browser.script("return document.activeElement.ariaLabel")).isEqualTo("Tip P");
    }

    /** Coordinates of the tip as the page shows them. */
    private String tip() {
        return String.valueOf(
                browser.script("return [...document.querySelectorAll('.chosen .ends .fields:first-child input')]"
                        + ".map(f => f.value).join(' ')"));
    }
}

package org.thermargin.cli.viewer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser without a screen or a graphics card that looks at the page. Where none is installed, or the page was built
 * without NiiVue, its tests are skipped; with {@code THERMARGIN_BROWSER=required} in the environment they fail.
 */
final class Browser implements AutoCloseable {
    /** Only against a deadlock: shaders compile for many seconds in software. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MOVES = 8;

    /** Held, or its level would be lost. It warns of every browser newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts Debian's Chromium; files that it saves go to the folder. */
    static Browser start(Path downloads) {
        Path chromium = program("chromium");
        Path chromedriver = program("chromedriver");
        boolean present = Files.isExecutable(chromium) && Files.isExecutable(chromedriver) && PageFiles.areBuilt();
        if (!present && "required".equals(System.getenv("THERMARGIN_BROWSER"))) {
            throw new AssertionError("needs chromium, chromium-driver and a page that was built with npm");
        }
        assumeTrue(present, "no chromium with chromium-driver here, or the page was built without npm");
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader",
                "--disable-background-networking",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--window-size=1280,940"));
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Browser(driver);
    }

    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/usr/bin", name));
    }

    /** Opens the page of a viewer and waits until slices and numbers are there. */
    void open(Viewing viewing) {
        driver.get("http://" + viewing.host() + "/?token=" + viewing.token());
        await(() -> "true".equals(root("ready")));
        settle();
    }

    void go(String address) {
        driver.get(address);
    }

    /** Until the number shown belongs to the pose shown and its surfaces are drawn. */
    void settle() {
        await(() -> script(
                        "return document.documentElement.dataset.drawn === document.querySelector('#answer').dataset.seq"
                                + " && document.documentElement.dataset.waiting === 'false'")
                .equals(true));
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the page did not come to it; console: " + console());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String root(String name) {
        return String.valueOf(script("return document.documentElement.dataset." + name));
    }

    Object script(String text) {
        return driver.executeScript(text);
    }

    /** What the page would get from this address of its server. */
    String fetched(String address) {
        return String.valueOf(driver.executeAsyncScript(
                "const done = arguments[1];" + " fetch(arguments[0]).then(answer => answer.text()).then(done)",
                address));
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void click(String css) {
        find(css).click();
    }

    void choose(String css, String value) {
        script("const s = document.querySelector('" + css + "'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change'))");
    }

    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void keysWith(Keys held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    /** Presses the mouse at one pixel of the page, moves to another in steps and lets go. */
    void drag(int[] from, int[] to) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        Sequence moves =
                new Sequence(mouse, 0).addAction(move(mouse, from[0], from[1])).addAction(mouse.createPointerDown(0));
        for (int n = 1; n <= MOVES; n++) {
            moves.addAction(
                    move(mouse, from[0] + (to[0] - from[0]) * n / MOVES, from[1] + (to[1] - from[1]) * n / MOVES));
        }
        driver.perform(List.of(moves.addAction(mouse.createPointerUp(0))));
    }

    /** Presses the mouse at a pixel of the page and keeps it. */
    void press(int[] at) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        driver.perform(List.of(
                new Sequence(mouse, 0).addAction(move(mouse, at[0], at[1])).addAction(mouse.createPointerDown(0))));
    }

    /** Drags with a finger. */
    void dragByTouch(int[] from, int[] to) {
        PointerInput finger = new PointerInput(PointerInput.Kind.TOUCH, "finger");
        Sequence drag = new Sequence(finger, 0)
                .addAction(move(finger, from[0], from[1]))
                .addAction(finger.createPointerDown(0));
        for (int n = 1; n <= MOVES; n++) {
            drag.addAction(
                    move(finger, from[0] + (to[0] - from[0]) * n / MOVES, from[1] + (to[1] - from[1]) * n / MOVES));
        }
        driver.perform(List.of(drag.addAction(finger.createPointerUp(0))));
    }

    /** Moves the mouse as it is, pressed or not. */
    void moveTo(int[] to) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        driver.perform(List.of(new Sequence(mouse, 0).addAction(move(mouse, to[0], to[1]))));
    }

    void release() {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        driver.perform(List.of(new Sequence(mouse, 0).addAction(mouse.createPointerUp(0))));
    }

    private static org.openqa.selenium.interactions.Interaction move(PointerInput mouse, int x, int y) {
        return mouse.createPointerMove(Duration.ofMillis(30), PointerInput.Origin.viewport(), x, y);
    }

    /** What is on the screen now. */
    BufferedImage picture() {
        try {
            return ImageIO.read(new ByteArrayInputStream(driver.getScreenshotAs(OutputType.BYTES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors in the console since the last look. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}

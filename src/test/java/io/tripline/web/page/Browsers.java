package io.tripline.web.page;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of this machine, for the tests of one class; they are skipped where there is none. */
final class Browsers implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM + ": nobody looks at the page");
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = launched();
    }

    /** Machines that build have no namespaces for its sandbox, and some no room in memory that is shared. */
    private Browser launched() {
        LaunchOptions options = new LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
        try {
            return playwright.chromium().launch(options);
        } catch (PlaywrightException doesNotStart) {
            playwright.close();
            return abort(CHROMIUM + " does not start here: " + doesNotStart.getMessage());
        }
    }

    /** @param address of the program, with a slash at its end */
    Visit visit(String address, Look look) {
        return new Visit(browser.newContext(look.options().setBaseURL(address)), address);
    }

    @Override
    public void close() {
        playwright.close();
    }
}

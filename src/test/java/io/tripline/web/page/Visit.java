package io.tripline.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who looks at the page in a browser of their own. Whatever must never happen there is noted: {@link #assertUntroubled}. */
final class Visit implements AutoCloseable {

    /** ms; a machine that builds beside it takes its time */
    private static final int PATIENCE = 20_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Visit(BrowserContext context, String address) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        context.onRequest(request -> {
            if (!request.url().startsWith(address) && !request.url().startsWith("data:")) {
                troubles.add("asks for " + request.url());
            }
        });
        page = context.newPage();
        page.onDialog(dialog -> {
            troubles.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> troubles.add("error: " + error));
        page.onConsoleMessage(
                message -> { // violations of the Content-Security-Policy are among them
                    if (message.type().equals("error") || message.type().equals("warning")) {
                        troubles.add(message.type() + " at " + page.url() + ": " + message.text());
                    }
                });
    }

    Page page() {
        return page;
    }

    /** Goes to an address of the program; the status of its answer. */
    int open(String path) {
        Response answer = page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        return answer.status();
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator find(String selector, String text) {
        return page.locator(selector).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The row of a table in which a text stands. */
    Locator row(String text) {
        return find("tr[data-row]", text);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Once who listens to keys is there, and what came last is listened to. */
    void press(String key) {
        page.waitForLoadState();
        counts(find(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"), 0);
        page.keyboard().press(key);
    }

    /** Waits until it is seen. */
    void sees(Locator what) {
        assertThat(what).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    }

    /** Waits until it holds the text. */
    void reads(Locator where, String text) {
        assertThat(where).containsText(text, new ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** Waits until there are so many. */
    void counts(Locator what, int many) {
        assertThat(what).hasCount(many, new HasCountOptions().setTimeout(PATIENCE));
    }

    void signIn(String name, String token) {
        page.getByLabel("Your name").fill(name);
        if (!token.isEmpty()) {
            page.getByLabel("Token").fill(token);
        }
        button("Sign in").click();
    }

    /** Nothing ran that is not ours, nothing failed, nobody else was asked. */
    void assertUntroubled() {
        assertEquals(List.of(), troubles);
    }

    @Override
    public void close() {
        context.close();
    }
}

package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was answered is kept, whatever happens to the process afterwards. */
class DurabilityTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @TempDir Path folder;

    @Test
    void aGuestbookEntrySurvivesAKill() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        RunningHomeport first = RunningHomeport.start(site);
        try (Browser browser = Browser.of(first)) {
            HttpResponse<String> answer = sign(browser, "Ada", "kept through a kill");
            assertEquals(200, answer.statusCode(), answer.body());
        } finally {
            first.kill();
        }

        try (RunningHomeport second = RunningHomeport.start(site);
                Browser browser = Browser.of(second)) {
            assertTrue(browser.get("/guestbook").body().contains("kept through a kill"));
        }
    }

    @Test
    void aBackupBringsBackWhatWasThere() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        Path backup = folder.resolve("before.db");
        try (RunningHomeport homeport = RunningHomeport.start(site);
                Browser browser = Browser.of(homeport)) {
            sign(browser, "Ada", "before the backup");
            assertEquals(0, site.homeport().run("data", "backup", backup.toString()).exitCode());
            sign(browser, "Grace", "after the backup");
        }

        Tool.Result restore = site.homeport().run("data", "restore", backup.toString());

        assertEquals(0, restore.exitCode(), restore.out() + restore.err());
        try (RunningHomeport homeport = RunningHomeport.start(site);
                Browser browser = Browser.of(homeport)) {
            String page = browser.get("/guestbook").body();
            assertTrue(page.contains("before the backup"), page);
            assertTrue(!page.contains("after the backup"), page);
        }
    }

    @Test
    void aTerminatedProgramEndsCleanly() throws Exception {
        RunningHomeport homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));

        assertEquals(0, homeport.terminate(), homeport.output());
        assertEquals(1, homeport.site().homeport().run("status").exitCode());
    }

    /** Fills in the guestbook's form as it was served. */
    static HttpResponse<String> sign(Browser browser, String name, String message)
            throws Exception {
        String form = browser.get("/guestbook").body();
        Matcher token = TOKEN.matcher(form);
        assertTrue(token.find(), "the form carries a token: " + form);
        return browser.submit(
                "/guestbook", Map.of("name", name, "message", message, "token", token.group(1)));
    }
}

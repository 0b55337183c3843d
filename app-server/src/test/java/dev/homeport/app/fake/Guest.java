package dev.homeport.app.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.http.Response;

import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A visitor of the guestbook who fills in the form they were given. */
public final class Guest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final Visitor visitor;
    private String page = "";

    public Guest(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Opens the guestbook and returns its page. */
    public String page() {
        keep(visitor.get("/guestbook"));
        return page;
    }

    /** Takes {@code response} for the page that is open now. */
    public void keep(Response response) {
        page = Visitor.text(response);
    }

    /** The token in the form that is open. */
    public String token() {
        Matcher matcher = TOKEN.matcher(page);
        if (!matcher.find()) throw new AssertionError("no token in: " + page);
        return matcher.group(1);
    }

    /** Opens the guestbook, fills in the form and sends it. */
    public Response sign(String name, String message) {
        page();
        return send(name, message);
    }

    /** Fills in the form that is open and sends it. */
    public Response send(String name, String message) {
        String form =
                "token="
                        + token()
                        + "&name="
                        + URLEncoder.encode(name, UTF_8)
                        + "&message="
                        + URLEncoder.encode(message, UTF_8);
        return visitor.post("/guestbook", form, "origin", "http://www.foobar.com:8080");
    }
}

package dev.homeport.app.page;

import dev.homeport.http.Response;

import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import java.util.Map;

/**
 * A page from a template: a compiled template called with its values.
 *
 * <p>What a template prints is escaped for the place it stands in: text, attribute or URL.
 */
@FunctionalInterface
public interface Page {

    /** Does nothing; every compiled template takes one. */
    HtmlInterceptor PLAIN =
            new HtmlInterceptor() {
                @Override
                public void onHtmlTagOpened(
                        String name,
                        Map<String, Object> attributes,
                        gg.jte.TemplateOutput output) {}

                @Override
                public void onHtmlTagClosed(String name, gg.jte.TemplateOutput output) {}
            };

    /** Writes the page to {@code output}. */
    void render(HtmlTemplateOutput output);

    /** The page as an answer. */
    default Response respond(int status) {
        StringOutput text = new StringOutput(8 * 1024);
        render(new OwaspHtmlTemplateOutput(text));
        return Response.html(status, text.toString());
    }
}

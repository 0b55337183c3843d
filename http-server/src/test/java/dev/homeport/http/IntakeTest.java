package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.files.ErrorPages;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.StaticFiles;
import dev.homeport.http.filter.BasicAuth;
import dev.homeport.http.filter.Realm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class IntakeTest {
    private static final Intake STREAMED = Intake.streamed(7);

    private static final Handler UPLOADS =
            new Handler() {
                @Override
                public Response handle(Request request) {
                    return Response.of(204);
                }

                @Override
                public Intake intake(Request head) {
                    return STREAMED;
                }
            };

    @Test
    void whatTheHandlerWantsIsAskedThroughAllThatStandsBeforeIt(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        Router router = Router.builder().post("/up", UPLOADS).build();
        Handler files = StaticFiles.of(SiteFiles.load(folder).site()).otherwise(router);
        BasicAuth auth = new BasicAuth(List.<Realm>of(), new byte[32], () -> 0, 1);
        Handler site = Filter.chain(List.of(SecurityHeaders.STRICT, auth), files);
        Handler hosts = VirtualHosts.of(Map.of("a", site));
        assertEquals(STREAMED, hosts.intake(Requests.of("POST", "/up")));
        assertEquals(Intake.WHOLE, hosts.intake(Requests.of("PUT", "/up")));
        assertEquals(Intake.WHOLE, hosts.intake(Requests.of("POST", "/a.txt")));
        assertEquals(Intake.WHOLE, hosts.intake(Requests.of("POST", "/none")));
        assertThrows(IllegalArgumentException.class, () -> Intake.streamed(-1));
    }

    @Test
    void contentCanBeReadHoweverItCame() throws IOException {
        byte[] two = {1, 2};
        assertArrayEquals(new byte[0], Body.empty().open().readAllBytes());
        assertArrayEquals(two, new Body.Bytes(two).open().readAllBytes());
        Body incoming = new Body.Incoming(2, new ByteArrayInputStream(two));
        assertEquals(2, incoming.length());
        assertArrayEquals(two, incoming.open().readAllBytes());
        assertThrows(IllegalStateException.class, () -> Body.stream(_ -> {}).open());
    }

    @Test
    void whatComesInIsPassedOnAsAStream() {
        Body body = new Body.Incoming(3, new ByteArrayInputStream(new byte[3]));
        Response response = new Response(200, Headers.none(), body);
        assertEquals(3, assertInstanceOf(Body.Stream.class, response.body()).length());
    }

    @Test
    void faultsOfClientsGetNoPageForFaultsOfOurs(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("500.html"), "<h1>Sorry</h1>");
        ErrorPages pages = new ErrorPages(SiteFiles.load(folder)::site);
        for (IOException fault :
                List.of(new ContentException(413, "long"), new ClientGoneException())) {
            Handler fails =
                    _ -> {
                        throw fault;
                    };
            Exception thrown =
                    assertThrows(IOException.class, () -> pages.filter(Requests.get("/"), fails));
            assertEquals(fault, thrown);
        }
        assertThrows(IllegalArgumentException.class, () -> new ContentException(500, "ours"));
    }
}

package dev.homeport.app.gazette.upload;

import dev.homeport.app.api.JsonResponse;
import dev.homeport.app.json.Json;
import dev.homeport.app.problem.Outcome;
import dev.homeport.app.problem.ProblemJson;
import dev.homeport.app.session.SameOrigin;
import dev.homeport.http.ContentException;
import dev.homeport.http.Handler;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.form.MultipartLimits;
import dev.homeport.http.form.MultipartStream;
import dev.homeport.http.form.StreamedPart;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tells length and SHA-256 of what is sent to it, alone or as the files of a form: whether an
 * upload through this server arrives as it is. None of it is kept, nor ever whole in memory.
 * Thread-safe.
 */
public final class Checksum implements Handler {
    /** Where it lies. */
    public static final String PATH = "/api/checksum";

    /** So much is taken; what is read costs time, though no memory. */
    public static final long BYTES_MAX = 4L << 30;

    private static final int PIECE_BYTES = 16 * 1024;
    private static final MultipartLimits LIMITS =
            new MultipartLimits(64, 4 * 1024, 255, 64 * 1024, BYTES_MAX);

    @Override
    public Intake intake(Request head) {
        return Intake.streamed(BYTES_MAX);
    }

    @Override
    public Response handle(Request request) throws IOException {
        Outcome<Request> admitted = SameOrigin.admit(request);
        if (admitted instanceof Outcome.Refused<Request>(var problem)) {
            return ProblemJson.respond(problem);
        }
        try {
            return isForm(request) ? ofForm(request) : ofWhole(request);
        } catch (ContentException e) {
            return ProblemJson.respond(
                    dev.homeport.app.problem.Problem.of(
                            e.status(), String.valueOf(e.getMessage())));
        }
    }

    private static boolean isForm(Request request) {
        return request.headers().joined("content-type").startsWith("multipart/form-data");
    }

    private static Response ofWhole(Request request) throws IOException {
        try (InputStream in = request.body().open()) {
            return JsonResponse.of(sum(in));
        }
    }

    private static Response ofForm(Request request) throws IOException {
        try (MultipartStream form = MultipartStream.open(request, LIMITS)) {
            List<Json> files = new ArrayList<>();
            for (Optional<StreamedPart> part = form.next(); part.isPresent(); part = form.next()) {
                if (!part.get().isFile()) continue;
                Json.Obj sum = sum(part.get().stream());
                files.add(sum.with("name", part.get().fileName().orElse("")));
            }
            return JsonResponse.of(Json.object().with("files", new Json.Arr(files)));
        }
    }

    private static Json.Obj sum(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE_BYTES];
        long bytes = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            digest.update(piece, 0, n);
            bytes += n;
        }
        String sum = HexFormat.of().formatHex(digest.digest());
        return Json.object().with("bytes", bytes).with("sha256", sum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

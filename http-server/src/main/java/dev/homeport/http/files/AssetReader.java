package dev.homeport.http.files;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.coding.Compressor;
import dev.homeport.http.coding.Compressor.Effort;
import dev.homeport.http.files.Asset.Stamp;
import dev.homeport.http.semantics.Coding;
import dev.homeport.http.semantics.Conditional.Validators;
import dev.homeport.http.semantics.EntityTag;
import dev.homeport.http.semantics.HttpDate;
import dev.homeport.http.semantics.MediaTypes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads files into assets within a budget of memory. Used by one thread. */
final class AssetReader {
    private static final int TAG_BYTES = 15;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final Comparator<Form> SMALLEST_FIRST =
            Comparator.comparingLong(form -> form.body().length());

    private final SiteOptions options;
    private final long now;
    private final Pass pass;
    private long memoryLeft;

    /** {@code now} is in seconds since 1970. */
    AssetReader(SiteOptions options, long now, Pass pass) {
        this.options = options;
        this.now = now;
        this.pass = pass;
        this.memoryLeft = options.memoryBytesTotal();
    }

    /** Counts {@code asset}, which is taken over from before. */
    Asset keep(Asset asset) {
        memoryLeft -= asset.memoryBytes();
        return asset;
    }

    /** Takes {@code asset} over, with the coded forms that an earlier pass left out. */
    Asset complete(String path, Asset asset) throws IOException {
        boolean shrinks = asset.forms().size() > 1;
        boolean lacks = asset.forms().stream().noneMatch(form -> form.coding() == Coding.ZSTD);
        if (!shrinks || !lacks) return keep(asset);
        if (!(asset.plain().body() instanceof Body.Bytes(var content))) {
            return read(path, asset.stamp());
        }
        keep(asset);
        List<Form> forms = new ArrayList<>(4);
        for (Representation form : asset.forms()) forms.add(new Form(form.coding(), form.body()));
        addCoded(forms, Coding.ZSTD, asset.stamp(), content);
        forms.sort(SMALLEST_FIRST);
        String tag = asset.plain().validators().tag().opaque();
        return asset(path, asset.stamp(), MediaTypes.ofFile(path), tag, forms);
    }

    /** A coded form that is ready but for its fields. */
    private record Form(Coding coding, Body body) {}

    Asset read(String path, Stamp stamp) throws IOException {
        boolean small = stamp.bytes() <= options.memoryBytesMax();
        boolean shrinks = isCompressible(path, stamp.bytes());
        byte[] content = small || shrinks ? Files.readAllBytes(stamp.file()) : new byte[0];
        String tag = small || shrinks ? tag(content) : tag(stamp.file());
        List<Form> forms = new ArrayList<>(4);
        for (Coding coding : FileWalk.CODED) {
            boolean made = shrinks && pass.codings().contains(coding);
            addCoded(forms, coding, stamp, made ? content : new byte[0]);
        }
        boolean held = small && content.length <= memoryLeft;
        Body plain = held ? hold(content) : new Body.FileRange(stamp.file(), 0, stamp.bytes());
        forms.add(new Form(Coding.IDENTITY, plain));
        forms.sort(SMALLEST_FIRST);
        return asset(path, stamp, MediaTypes.ofFile(path), tag, forms);
    }

    /** A page of our own at {@code path}, in HTML. */
    Asset page(String path, byte[] html, long nanos) throws IOException {
        Stamp stamp = new Stamp(Path.of(path), html.length, nanos, List.of());
        List<Form> forms = new ArrayList<>(4);
        if (html.length >= options.compressBytesMin()) {
            for (Coding coding : pass.codings()) addCoded(forms, coding, stamp, html);
        }
        forms.add(new Form(Coding.IDENTITY, hold(html)));
        forms.sort(SMALLEST_FIRST);
        return asset(path, stamp, "text/html; charset=utf-8", tag(html), forms);
    }

    private boolean isCompressible(String path, long bytes) {
        return MediaTypes.isCompressible(MediaTypes.ofFile(path))
                && bytes >= options.compressBytesMin()
                && bytes <= options.compressBytesMax();
    }

    private Body hold(byte[] content) {
        memoryLeft -= content.length;
        return content.length == 0 ? Body.empty() : new Body.Bytes(content);
    }

    /** Adds the form in {@code coding} from the file beside it, or from {@code content} if any. */
    private void addCoded(List<Form> forms, Coding coding, Stamp stamp, byte[] content)
            throws IOException {
        String extension = FileWalk.extension(coding);
        for (Stamp sibling : stamp.siblings()) {
            if (!sibling.file().toString().endsWith(extension)) continue;
            boolean small = sibling.bytes() <= Math.min(options.memoryBytesMax(), memoryLeft);
            Body body =
                    small
                            ? hold(Files.readAllBytes(sibling.file()))
                            : new Body.FileRange(sibling.file(), 0, sibling.bytes());
            forms.add(new Form(coding, body));
            return;
        }
        if (content.length == 0 || !Compressor.isAvailable(coding)) return;
        byte[] coded = Compressor.compress(coding, Effort.ONCE, content);
        // A form that saves less than a tenth is not worth its memory.
        boolean worth = coded.length < content.length / 10 * 9 && coded.length <= memoryLeft;
        if (worth) forms.add(new Form(coding, hold(coded)));
    }

    private Asset asset(String path, Stamp stamp, String type, String tag, List<Form> forms) {
        // RFC 9110 8.8.2.1: not later than the time of the answer.
        long modified = Math.min(TimeUnit.NANOSECONDS.toSeconds(stamp.nanos()), now);
        Headers common = options.fields();
        String cacheControl = options.rules().cacheControl(path, options.cacheControl());
        if (!cacheControl.isEmpty()) common = common.and("cache-control", cacheControl);
        // RFC 9110 12.5.5: on every form, and on 304, as soon as there is a choice.
        if (forms.size() > 1) common = common.and("vary", "accept-encoding");
        Headers plain =
                Headers.of(
                        "content-type",
                        type,
                        "last-modified",
                        HttpDate.format(modified),
                        "accept-ranges",
                        "bytes");
        List<Representation> representations = new ArrayList<>(forms.size());
        for (Form form : forms) {
            boolean coded = form.coding() != Coding.IDENTITY;
            String token = form.coding().token();
            EntityTag own = EntityTag.strong(coded ? tag + "-" + token : tag);
            representations.add(
                    Representation.of(
                            form.coding(),
                            new Validators(own, modified),
                            common,
                            coded ? plain.and("content-encoding", token) : plain,
                            fields -> options.rules().apply(path, fields),
                            form.body()));
        }
        return new Asset(stamp, representations);
    }

    private static String tag(byte[] content) {
        return encoded(sha256().digest(content));
    }

    private static String tag(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return encoded(digest.digest());
    }

    private static String encoded(byte[] hash) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

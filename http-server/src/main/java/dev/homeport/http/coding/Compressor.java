package dev.homeport.http.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;

import dev.homeport.http.semantics.Coding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses contents, whole or as they are written. Thread-safe. */
public final class Compressor {
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int GZIP_TRAILER_BYTES = 8;
    private static final int STREAM_BUFFER_BYTES = 4 * 1024;
    private static final int STREAM_WINDOW_BITS = 18;

    /** How much time may be spent for fewer bytes. */
    public enum Effort {
        /** Once, when content is loaded. */
        ONCE,
        /** For each answer. */
        EACH
    }

    private Compressor() {}

    /** Whether {@code coding} can be made on this machine. */
    public static boolean isAvailable(Coding coding) {
        return switch (coding) {
            case BR -> Brotli4jLoader.isAvailable();
            case ZSTD -> ZstdPresence.IS_LOADED;
            case GZIP, IDENTITY -> true;
        };
    }

    /** {@code content} in {@code coding}, which is available. */
    public static byte[] compress(Coding coding, Effort effort, byte[] content) {
        return switch (coding) {
            case IDENTITY -> content;
            case GZIP -> gzip(effort, content);
            case BR -> brotli(effort, content);
            case ZSTD -> zstd(effort, content);
        };
    }

    /**
     * Writes to {@code out} in {@code coding}, which is available, what is written to the result.
     * Flushing it sends all there is; whoever asks for it closes it, which ends the coding.
     *
     * <p>The window is small, since there may be many streams for a long time.
     */
    static OutputStream stream(Coding coding, OutputStream out) throws IOException {
        return switch (coding) {
            case IDENTITY -> out;
            case GZIP -> new GZIPOutputStream(out, STREAM_BUFFER_BYTES, true);
            case BR ->
                    new BrotliOutputStream(out, Encoder.Parameters.create(4, STREAM_WINDOW_BITS));
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out, 3).setWindowLog(STREAM_WINDOW_BITS);
        };
    }

    /** Looks for the native library once, and only when somebody wants to know. */
    private static final class ZstdPresence {
        static final boolean IS_LOADED = load();

        private static boolean load() {
            try {
                Native.load();
                return Native.isLoaded();
            } catch (LinkageError e) {
                return false; // There is none for this platform.
            }
        }
    }

    private static byte[] zstd(Effort effort, byte[] content) {
        // RFC 9659 3: the window is at most 8 MiB, which levels up to 19 keep to.
        return Zstd.compress(content, effort == Effort.ONCE ? 12 : 3);
    }

    private static byte[] brotli(Effort effort, byte[] content) {
        // Quality 11 takes thirty times as long as 9 for a twentieth fewer bytes.
        int quality = effort == Effort.ONCE ? 9 : 4;
        try {
            return Encoder.compress(content, Encoder.Parameters.create(quality));
        } catch (IOException e) {
            throw new IllegalStateException("Brotli failed on content in memory", e);
        }
    }

    /** RFC 1952, with no name and no time, so that equal content gives equal bytes. */
    private static byte[] gzip(Effort effort, byte[] content) {
        Deflater deflater = new Deflater(effort == Effort.ONCE ? 9 : 5, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[GZIP_HEADER_BYTES + content.length / 2 + 64];
            out[0] = 0x1f;
            out[1] = (byte) 0x8b;
            out[2] = Deflater.DEFLATED;
            out[9] = (byte) 0xff; // The operating system is not known.
            int length = GZIP_HEADER_BYTES;
            while (!deflater.finished()) {
                if (length == out.length) out = Arrays.copyOf(out, out.length * 2);
                length += deflater.deflate(out, length, out.length - length);
            }
            return withTrailer(out, length, content);
        } finally {
            deflater.end();
        }
    }

    private static byte[] withTrailer(byte[] out, int length, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] whole = Arrays.copyOf(out, length + GZIP_TRAILER_BYTES);
        ByteBuffer.wrap(whole, length, GZIP_TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(content.length);
        return whole;
    }
}

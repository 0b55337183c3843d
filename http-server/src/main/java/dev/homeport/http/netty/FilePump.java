package dev.homeport.http.netty;

import dev.homeport.http.Body;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Sends part of a file piece by piece: the next piece is read when the last one has left, so that
 * no more than one waits in memory however slow the client is.
 *
 * <p>Used by one event loop. It closes the file.
 */
final class FilePump {
    private static final int PIECE_BYTES = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final Sink sink;
    private final FileChannel file;
    private long position;
    private long remaining;

    /** Where the pieces go. */
    interface Sink {
        /** Writes and flushes {@code piece}, which it releases. */
        ChannelFuture write(ByteBuf piece, Place place);

        /** All is sent, or {@code failure} says why not. */
        void ended(@Nullable Throwable failure);
    }

    /** Where in the content a piece stands. */
    enum Place {
        WITHIN,
        LAST
    }

    private FilePump(ChannelHandlerContext ctx, Sink sink, FileChannel file, Body.FileRange range) {
        this.ctx = ctx;
        this.sink = sink;
        this.file = file;
        this.position = range.offset();
        this.remaining = range.length();
    }

    /** Starts to send {@code range}, which is not empty. */
    static void start(ChannelHandlerContext ctx, Body.FileRange range, Sink sink) {
        FileChannel file;
        try {
            file = FileChannel.open(range.file(), StandardOpenOption.READ);
        } catch (IOException e) {
            sink.ended(e);
            return;
        }
        new FilePump(ctx, sink, file, range).pump();
    }

    private void pump() {
        ByteBuf piece;
        try {
            piece = read();
        } catch (IOException e) {
            end(e);
            return;
        }
        Place place = remaining == 0 ? Place.LAST : Place.WITHIN;
        sink.write(piece, place).addListener(f -> sent(f.cause(), place));
    }

    private ByteBuf read() throws IOException {
        int bytes = (int) Math.min(PIECE_BYTES, remaining);
        ByteBuf piece = ctx.alloc().directBuffer(bytes);
        try {
            while (piece.readableBytes() < bytes) {
                int read = piece.writeBytes(file, position, bytes - piece.readableBytes());
                if (read < 0) throw new EOFException("a file became shorter while it was sent");
                position += read;
            }
        } catch (IOException e) {
            piece.release();
            throw e;
        }
        remaining -= bytes;
        return piece;
    }

    private void sent(@Nullable Throwable failure, Place place) {
        if (failure != null || place == Place.LAST) {
            end(failure);
        } else {
            // Not at once: a fast client must not hold the loop for the length of a file.
            ctx.executor().execute(this::pump);
        }
    }

    private void end(@Nullable Throwable failure) {
        try {
            file.close();
        } catch (IOException e) {
            if (failure != null) failure.addSuppressed(e);
        }
        sink.ended(failure);
    }
}

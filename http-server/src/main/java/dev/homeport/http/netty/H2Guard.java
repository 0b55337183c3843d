package dev.homeport.http.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;

/**
 * Sees that requests come on new streams only (RFC 9113 5.1, 5.1.1), which Netty's codec answers
 * with the end of one stream where the whole connection is in error. Reads the heads of frames as
 * they pass and changes nothing.
 */
final class H2Guard extends ChannelInboundHandlerAdapter {
    private static final int PREFACE_BYTES = 24;
    private static final int HEAD_BYTES = 9;
    private static final int TYPE_DATA = 0;
    private static final int TYPE_HEADERS = 1;
    private static final int END_STREAM = 1;

    private final Http2FrameCodec codec;
    private final byte[] head = new byte[HEAD_BYTES];
    private final Latest opened = new Latest();
    private final Latest ended = new Latest();
    private final Latest overdue = new Latest();
    private final Latest reset = new Latest();
    private int headBytes;
    private long toSkip = PREFACE_BYTES;

    /** The highest stream so far, and as it was before the bytes in hand. */
    private int last;

    private int lastBefore;
    private boolean failed;

    H2Guard(Http2FrameCodec codec) {
        this.codec = codec;
    }

    /**
     * Says that we ended a stream: what the client had sent by then may still come (RFC 9113 5.1).
     */
    void resetByUs(int stream) {
        reset.add(stream);
    }

    /** Whether the client sent another request on a stream on which it had ended its own. */
    boolean isOverdue(int stream) {
        return overdue.contains(stream);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (failed) {
            ((ByteBuf) message).release();
            return;
        }
        if (message instanceof ByteBuf bytes) {
            Http2Error error = scan(bytes);
            if (error != Http2Error.NO_ERROR) {
                failed = true;
                bytes.release();
                var broken = Http2Exception.connectionError(error, "request on an old stream");
                codec.onError(ctx.pipeline().context(codec), false, broken);
                return;
            }
        }
        super.channelRead(ctx, message);
    }

    private Http2Error scan(ByteBuf bytes) {
        lastBefore = last;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, end - at);
                toSkip -= skipped;
                at += skipped;
                continue;
            }
            head[headBytes++] = bytes.getByte(at++);
            if (headBytes < HEAD_BYTES) continue;
            headBytes = 0;
            toSkip = payloadBytes();
            Http2Error error = judge(head[3], stream());
            if (error != Http2Error.NO_ERROR) return error;
        }
        return Http2Error.NO_ERROR;
    }

    private int payloadBytes() {
        return (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
    }

    private int stream() {
        return (head[5] & 0x7f) << 24
                | (head[6] & 0xff) << 16
                | (head[7] & 0xff) << 8
                | (head[8] & 0xff);
    }

    private Http2Error judge(int type, int stream) {
        if (type != TYPE_HEADERS && type != TYPE_DATA) return Http2Error.NO_ERROR;
        Http2Error error = type == TYPE_HEADERS ? judge(stream) : Http2Error.NO_ERROR;
        if ((head[4] & END_STREAM) != 0) ended.add(stream);
        return error;
    }

    private Http2Error judge(int stream) {
        if (stream > last) {
            last = stream;
            opened.add(stream);
            return Http2Error.NO_ERROR;
        }
        if (ended.contains(stream)) overdue.add(stream);
        if (codec.connection().stream(stream) != null) return Http2Error.NO_ERROR;
        // Of streams long gone it is not known whether they were used or passed over.
        if (!opened.isFull() && !opened.contains(stream)) return Http2Error.PROTOCOL_ERROR;
        // The codec has not seen what came with the bytes in hand, and judges that itself.
        boolean late = stream > lastBefore || reset.contains(stream);
        return late ? Http2Error.NO_ERROR : Http2Error.STREAM_CLOSED;
    }

    /** The latest streams of some kind. */
    private static final class Latest {
        private static final int COUNT_MAX = 32;

        private final int[] streams = new int[COUNT_MAX];
        private int next;

        void add(int stream) {
            streams[next++ & COUNT_MAX - 1] = stream;
        }

        boolean isFull() {
            return next >= COUNT_MAX;
        }

        boolean contains(int stream) {
            for (int one : streams) if (one == stream) return true;
            return false;
        }
    }
}

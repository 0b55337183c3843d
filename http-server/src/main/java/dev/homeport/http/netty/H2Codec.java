package dev.homeport.http.netty;

import dev.homeport.http.Http2Limits;
import dev.homeport.http.HttpConfig;

import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;

/** Netty's HTTP/2 codec with our bounds. */
final class H2Codec {
    static final int WINDOW_BYTES = 256 * 1024;

    private H2Codec() {}

    static Http2FrameCodec of(HttpConfig config) {
        Http2Limits limits = config.limits().http2();
        Http2Settings settings =
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.streamsMax())
                        .initialWindowSize(WINDOW_BYTES)
                        .maxHeaderListSize(headerListMax(config));
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                // RFC 9113 6.5.2: the client's bound is advice, and to measure each head for it
                // costs.
                .encoderIgnoreMaxHeaderListSize(true)
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .gracefulShutdownTimeoutMillis(config.drainTimeout().toMillis())
                .decoderEnforceMaxConsecutiveEmptyDataFrames(limits.emptyFramesMax())
                .decoderEnforceMaxRstFramesPerWindow(limits.resetsMax(), limits.windowSeconds())
                .encoderEnforceMaxRstFramesPerWindow(limits.resetsMax(), limits.windowSeconds())
                .decoderEnforceMaxSmallContinuationFrames(limits.continuationsMax())
                .encoderEnforceMaxQueuedControlFrames(limits.controlFramesMax())
                .build();
    }

    /** By how much the window of a connection is opened, so that no stream blocks another. */
    static int connectionWindowBytes(HttpConfig config) {
        long all = (long) WINDOW_BYTES * config.limits().http2().streamsMax();
        return (int) Math.min(all, Integer.MAX_VALUE - 65_535L);
    }

    /**
     * RFC 9113 6.5.2: what is counted there, with room for the pseudo-fields, our 431 before it.
     */
    private static long headerListMax(HttpConfig config) {
        return config.limits().requestLineBytesMax()
                + config.limits().headerBytesMax()
                + 32L * (config.limits().headerCountMax() + 8);
    }
}

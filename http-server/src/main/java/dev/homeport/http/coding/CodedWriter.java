package dev.homeport.http.coding;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.semantics.Coding;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes in a coding what another writer writes.
 *
 * @param coding one that is available
 * @param plain writes the content itself
 */
record CodedWriter(Coding coding, Body.Writer plain) implements Body.Writer {

    @Override
    public void write(BodySink sink) throws Exception {
        Cut cut = new Cut(sink);
        boolean whole = false;
        OutputStream encoder = Compressor.stream(coding, cut);
        try {
            plain.write(new Coded(sink, encoder));
            whole = true;
        } finally {
            // An end of the coding would make the half of a content look like the whole.
            if (!whole) cut.off = true;
            encoder.close();
        }
    }

    /** Passes on to a sink until it is cut off, so that an encoder can always be closed. */
    private static final class Cut extends OutputStream {
        private final BodySink sink;
        private boolean off;

        Cut(BodySink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int one) throws IOException {
            if (!off) sink.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!off) sink.write(bytes, offset, length);
        }

        // Encoders also flush when they are closed; what is due is sent by Coded.flush.
    }

    /** What the plain writer writes to. */
    private static final class Coded extends BodySink {
        private final BodySink sink;
        private final OutputStream encoder;

        Coded(BodySink sink, OutputStream encoder) {
            this.sink = sink;
            this.encoder = encoder;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            encoder.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            encoder.flush();
            sink.flush();
        }

        @Override
        public boolean isEnding() {
            return sink.isEnding();
        }

        @Override
        public void whenEnding(Runnable wake) {
            sink.whenEnding(wake);
        }
    }
}

package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.MessageCoding;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.frame.FrameRules.Sequence;
import dev.homeport.http.websocket.frame.Incoming.Failure;
import dev.homeport.http.websocket.frame.Incoming.More;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes messages of the bytes of a client (RFC 6455 5, 6.2), and finds what is wrong with them as
 * early as it can be known. Any bytes give a value, in memory bounded by {@link WebSocketLimits}.
 *
 * <pre>
 *  FLAGS --> LENGTH --> CONTENT or CONTROL --> FLAGS
 *     \---------\---------------\-----------> ENDED    (a close frame or a failure)
 * </pre>
 *
 * <p>Used by one thread at a time; whoever makes it closes it, which gives zlib's memory back.
 */
public final class MessageReader implements AutoCloseable {
    private final WebSocketLimits limits;
    private final MessageCoding coding;
    private final Inflation inflation;
    private final FrameCount frames;
    private final FrameCount controlFrames;
    private final FrameHead head = new FrameHead();
    private Stage stage = Stage.FLAGS;
    private byte[] control = new byte[0];
    private Sequence sequence = Sequence.BETWEEN_MESSAGES;
    private Content content = Content.none();
    private boolean compressed;
    private long wireBytes;
    private long read;

    private enum Stage {
        FLAGS,
        LENGTH,
        CONTENT,
        CONTROL,
        ENDED
    }

    /** A reader of a WebSocket on which messages have {@code coding}. */
    public MessageReader(WebSocketLimits limits, MessageCoding coding) {
        this.limits = limits;
        this.coding = coding;
        this.inflation =
                new Inflation(
                        coding instanceof MessageCoding.Deflate deflate
                                ? deflate.client()
                                : MessageCoding.Context.FRESH);
        this.frames = new FrameCount(limits.framesMax(), limits.window());
        this.controlFrames = new FrameCount(limits.controlFramesMax(), limits.window());
    }

    /**
     * Reads from {@code in} up to the next message, control frame or failure; after a close frame
     * or a failure there is nothing more.
     *
     * @param now the time by {@link System#nanoTime}
     */
    public Incoming next(ByteBuffer in, long now) {
        while (true) {
            Incoming found =
                    switch (stage) {
                        case FLAGS -> flags(in, now);
                        case LENGTH -> length(in);
                        case CONTENT -> content(in);
                        case CONTROL -> control(in);
                        case ENDED -> More.MORE;
                    };
            if (found == null) continue;
            boolean last = found instanceof Failure || found instanceof Incoming.Close;
            if (last) stage = Stage.ENDED;
            return found;
        }
    }

    private @Nullable Incoming flags(ByteBuffer in, long now) {
        if (!head.readFlags(in)) return More.MORE;
        Optional<Failure> fault = FrameRules.judgeFlags(head, sequence, coding);
        if (fault.isPresent()) return fault.get();
        boolean tooMany = !frames.admit(now);
        if (Opcode.isControl(head.opcode())) tooMany |= !controlFrames.admit(now);
        if (tooMany) return new Failure(CloseCode.POLICY, "too many frames");
        stage = Stage.LENGTH;
        return null;
    }

    private @Nullable Incoming length(ByteBuffer in) {
        if (!head.readRest(in)) return More.MORE;
        Optional<Failure> fault = FrameRules.judgeLength(head);
        if (fault.isPresent()) return fault.get();
        read = 0;
        if (Opcode.isControl(head.opcode())) {
            control = new byte[(int) head.payloadBytes()];
            stage = Stage.CONTROL;
            return null;
        }
        if (sequence == Sequence.BETWEEN_MESSAGES) begin();
        if (head.payloadBytes() > admitted()) return tooLong();
        wireBytes += head.payloadBytes();
        stage = Stage.CONTENT;
        return null;
    }

    private void begin() {
        boolean text = head.opcode() == Opcode.TEXT;
        Content.Kind kind = text ? Content.Kind.TEXT : Content.Kind.BINARY;
        content = new Content(kind, limits.messageBytesMax());
        compressed = head.isCompressed();
        wireBytes = 0;
        sequence = Sequence.WITHIN_MESSAGE;
    }

    /** How many bytes of payload may still come; what does not shrink grows by less than this. */
    private long admitted() {
        if (!compressed) return content.left();
        long max = limits.messageBytesMax();
        return max + max / 8 + 1024 - wireBytes;
    }

    private Failure tooLong() {
        return new Failure(CloseCode.TOO_BIG, "longer than " + limits.messageBytesMax() + " bytes");
    }

    private @Nullable Incoming content(ByteBuffer in) {
        int count = available(in);
        if (compressed) {
            byte[] piece = new byte[count];
            in.get(piece);
            head.unmask(piece, 0, count, read);
            Incoming fault = fault(inflation.add(piece, content));
            if (fault != null) return fault;
        } else {
            int from = content.length();
            byte[] bytes = content.room(count);
            in.get(bytes, from, count);
            head.unmask(bytes, from, from + count, read);
            if (!content.grow(count)) return notText();
        }
        read += count;
        if (read < head.payloadBytes()) return More.MORE;
        boolean last = head.isFinal();
        nextFrame();
        return last ? message() : null;
    }

    /** How many bytes of the frame's payload have come. */
    private int available(ByteBuffer in) {
        return (int) Math.min(in.remaining(), head.payloadBytes() - read);
    }

    private void nextFrame() {
        head.clear();
        stage = Stage.FLAGS;
    }

    private @Nullable Incoming message() {
        Content whole = content;
        content = Content.none();
        sequence = Sequence.BETWEEN_MESSAGES;
        if (compressed && wireBytes > 0) {
            Incoming fault = fault(inflation.finish(whole));
            if (fault != null) return fault;
        }
        if (!whole.isComplete()) return notText();
        return new Incoming.Whole(whole.message(), whole.length());
    }

    private Incoming control(ByteBuffer in) {
        int count = available(in);
        int from = (int) read;
        in.get(control, from, count);
        head.unmask(control, from, from + count, read);
        read += count;
        if (read < control.length) return More.MORE;
        int opcode = head.opcode();
        nextFrame();
        return switch (opcode) {
            case Opcode.PING -> new Incoming.Ping(control);
            case Opcode.PONG -> new Incoming.Pong(control);
            default -> close(control);
        };
    }

    private @Nullable Incoming fault(Inflation.Outcome outcome) {
        return switch (outcome) {
            case FINE -> null;
            case TOO_LONG -> tooLong();
            case NOT_TEXT -> notText();
            case NOT_DEFLATED ->
                    new Failure(CloseCode.INVALID_PAYLOAD, "the compressed content is broken");
        };
    }

    private static Failure notText() {
        return new Failure(CloseCode.INVALID_PAYLOAD, "the text is not UTF-8");
    }

    /** RFC 6455 5.5.1: nothing, or a code and perhaps a reason in UTF-8. */
    private static Incoming close(byte[] payload) {
        if (payload.length == 0) return new Incoming.Close(CloseCode.NO_STATUS, "");
        if (payload.length == 1) {
            return new Failure(CloseCode.PROTOCOL_ERROR, "a close frame has half a code");
        }
        int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        if (!CloseCode.mayBeSent(code)) {
            return new Failure(CloseCode.PROTOCOL_ERROR, "the close code is not to be sent");
        }
        if (!Utf8.isWhole(payload, 2, payload.length)) {
            return new Failure(CloseCode.INVALID_PAYLOAD, "the reason is not UTF-8");
        }
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return new Incoming.Close(code, reason);
    }

    @Override
    public void close() {
        stage = Stage.ENDED;
        content = Content.none();
        inflation.close();
    }
}

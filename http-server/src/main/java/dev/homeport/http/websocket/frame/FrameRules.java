package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.MessageCoding;
import dev.homeport.http.websocket.frame.Incoming.Failure;

import java.util.Optional;

/** Judges heads of frames by RFC 6455 5 and RFC 7692 6. */
final class FrameRules {
    private FrameRules() {}

    /** Whether a message has begun whose last frame is still to come. */
    enum Sequence {
        BETWEEN_MESSAGES,
        WITHIN_MESSAGE
    }

    /** What is wrong with the first two bytes of a frame. */
    static Optional<Failure> judgeFlags(FrameHead head, Sequence sequence, MessageCoding coding) {
        // RFC 6455 5.2: bits without an extension that gives them a meaning.
        if (head.hasReservedBits()) return violation("a reserved bit is set");
        if (!Opcode.isKnown(head.opcode())) return violation("the opcode is reserved");
        // RFC 6455 5.1: a server takes masked frames only.
        if (!head.isMasked()) return violation("the frame is not masked");
        if (Opcode.isControl(head.opcode())) return judgeControl(head);
        return judgeContent(head, sequence, coding);
    }

    /** RFC 6455 5.4, 5.5; RFC 7692 6.1: control frames are short, whole and as they are. */
    private static Optional<Failure> judgeControl(FrameHead head) {
        if (!head.isFinal()) return violation("a control frame is fragmented");
        if (head.hasLengthBytes()) return violation("a control frame has more than 125 bytes");
        if (head.isCompressed()) return violation("a control frame is compressed");
        return Optional.empty();
    }

    private static Optional<Failure> judgeContent(
            FrameHead head, Sequence sequence, MessageCoding coding) {
        boolean continues = head.opcode() == Opcode.CONTINUATION;
        // RFC 6455 5.4: fragments of one message come in a row.
        if (continues && sequence == Sequence.BETWEEN_MESSAGES) {
            return violation("there is no message to continue");
        }
        if (!continues && sequence == Sequence.WITHIN_MESSAGE) {
            return violation("a message begins within another");
        }
        if (!head.isCompressed()) return Optional.empty();
        // RFC 7692 6, 6.1: only if agreed on, and said in the first frame alone.
        if (continues || coding instanceof MessageCoding.Identity) {
            return violation("the bit for compression is set");
        }
        return Optional.empty();
    }

    /** What is wrong with the length of a frame. */
    static Optional<Failure> judgeLength(FrameHead head) {
        // RFC 6455 5.2: the highest bit must be 0, and no longer form than needed.
        if (head.payloadBytes() < 0) return violation("the length is negative");
        if (!head.isMinimal()) return violation("the length is longer than it needs to be");
        return Optional.empty();
    }

    static Optional<Failure> violation(String reason) {
        return Optional.of(new Failure(CloseCode.PROTOCOL_ERROR, reason));
    }
}

package dev.homeport.dns.secondary;

import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the messages of an answer now and then, written down from RFC 8945 5.3.1 with nothing of
 * the code that checks it. Not thread-safe.
 */
final class SigningStream {
    private static final byte[] KEY = Name.fromConstantString("key.test.").toWireCanonical();
    private static final byte[] ALGORITHM =
            Name.fromConstantString("hmac-sha256.").toWireCanonical();

    private final Mac mac;
    private boolean first = true;

    SigningStream(byte[] secret, byte[] question) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            begin(new Message(question).getTSIG().getSignature());
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(byte[] prior) {
        mac.update(ByteBuffer.allocate(2).putShort((short) prior.length).flip());
        mac.update(prior);
    }

    byte[] unsigned(byte[] message) {
        mac.update(message);
        return message;
    }

    byte[] signed(byte[] message) {
        long now = System.currentTimeMillis() / 1000;
        byte[] timers =
                ByteBuffer.allocate(8)
                        .putShort((short) (now >> 32))
                        .putInt((int) now)
                        .putShort((short) 300)
                        .array();
        mac.update(message);
        if (first) {
            mac.update(KEY);
            mac.update(new byte[] {0, (byte) 255, 0, 0, 0, 0});
            mac.update(ALGORITHM);
            mac.update(timers);
            mac.update(new byte[4]);
        } else {
            mac.update(timers);
        }
        first = false;
        byte[] signature = mac.doFinal();
        begin(signature);
        int data = ALGORITHM.length + 8 + 2 + signature.length + 6;
        ByteBuffer out = ByteBuffer.allocate(message.length + KEY.length + 10 + data);
        out.put(message).put(KEY).putShort((short) 250).putShort((short) 255).putInt(0);
        out.putShort((short) data).put(ALGORITHM).put(timers);
        out.putShort((short) signature.length).put(signature);
        out.putShort(ByteBuffer.wrap(message).getShort(0)).putInt(0);
        return out.putShort(10, (short) 1).array();
    }
}

package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.netty.H1Scan.Verdict;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * What the scan in front lets through, Netty's decoder reads without complaint and divides into the
 * same messages: there are never two readings.
 */
class ScanFuzzTest {

    @FuzzTest
    void scanAndDecoderAgree(byte[] bytes) {
        check(bytes, "");
    }

    private static void check(byte[] bytes, String message) {
        EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder());
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        H1Scan scan = new H1Scan(HttpLimits.DEFAULT);
        while (in.isReadable()) {
            Verdict verdict = scan.next(in);
            if (verdict == Verdict.MORE || verdict == Verdict.REFUSE) break;
            if (verdict == Verdict.DROP) {
                in.skipBytes(scan.length());
                continue;
            }
            decoder.writeInbound(in.readRetainedSlice(scan.length()));
            int ends = drain(decoder, message);
            assertEquals(verdict == Verdict.PASS_LAST ? 1 : 0, ends, message);
        }
        in.release();
        decoder.finishAndReleaseAll();
    }

    /** How many messages ended in what the decoder gave. */
    private static int drain(EmbeddedChannel decoder, String message) {
        int ends = 0;
        for (Object part = decoder.readInbound(); part != null; part = decoder.readInbound()) {
            if (part instanceof DecoderResultProvider result) {
                assertFalse(result.decoderResult().isFailure(), message);
            }
            if (part instanceof LastHttpContent) ends++;
            ReferenceCountUtil.release(part);
        }
        return ends;
    }

    @Test
    void scanAndDecoderAgreeOnChangedRequests() throws IOException {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        for (CaseTable.Case each : Http1GrammarTest.cases()) {
            if (each.bytes().contains("{")) continue;
            byte[] bytes = CaseTable.unescape(each.bytes()).getBytes(StandardCharsets.ISO_8859_1);
            check(bytes, each.toString());
            for (int round = 0; round < 60; round++) {
                byte[] changed = bytes.clone();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = odd(random);
                }
                check(changed, "seed " + seed + ": " + each);
            }
        }
    }

    private static byte odd(SplittableRandom random) {
        String odd = "\r\n \t:;,\0\"0159aZ\u007f\u0080\u00ff";
        return (byte) odd.charAt(random.nextInt(odd.length()));
    }
}

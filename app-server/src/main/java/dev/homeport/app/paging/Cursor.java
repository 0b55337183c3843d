package dev.homeport.app.paging;

import dev.homeport.app.json.Json;
import dev.homeport.app.json.JsonWriter;
import dev.homeport.storage.Document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where a page of a list ends, as an opaque text that fits into a URL.
 *
 * <p>It holds the last document's id, so that the next page starts behind it even when that
 * document is gone, and a check over the id and the list's name, so that a cursor of another list,
 * or a mistyped one, is refused. It is no secret and no proof: it gives access to nothing.
 */
public final class Cursor {
    private static final int CHARACTERS_MAX = 400;
    private static final int CHECK_BYTES = Integer.BYTES;

    private Cursor() {}

    /** The cursor of {@code list} behind the document {@code id}. */
    public static String encode(String list, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer cursor = ByteBuffer.allocate(CHECK_BYTES + bytes.length);
        cursor.putInt(check(list, bytes)).put(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** The id in {@code cursor}, when it is one of {@code list}. */
    public static Optional<String> decode(String list, String cursor) {
        if (cursor.length() > CHARACTERS_MAX) return Optional.empty();
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= CHECK_BYTES) return Optional.empty();
        byte[] id = java.util.Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
        if (ByteBuffer.wrap(bytes).getInt() != check(list, id)) return Optional.empty();
        return text(id);
    }

    private static Optional<String> text(byte[] id) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(id)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int check(String list, byte[] id) {
        CRC32C check = new CRC32C();
        check.update(list.getBytes(StandardCharsets.UTF_8));
        check.update(0);
        check.update(id);
        return (int) check.getValue();
    }

    /**
     * A stand-in for the document {@code id}, which a scan by id or by equal value starts behind.
     */
    static Document standIn(String id, Json.Obj members) {
        return new Document(id, 1, JsonWriter.write(members));
    }
}

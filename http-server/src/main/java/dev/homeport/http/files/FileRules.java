package dev.homeport.http.files;

import dev.homeport.http.Headers;
import dev.homeport.http.filter.CacheRules;
import dev.homeport.http.filter.Cors;
import dev.homeport.http.filter.FieldRules;

/**
 * What rules say of the fields of files, which is decided once, when a file is loaded. A rule about
 * a folder counts for its index, too. Immutable.
 *
 * @param cache how long they may be kept
 * @param fields what is set and removed
 * @param cors who else may read them
 */
public record FileRules(CacheRules cache, FieldRules fields, Cors cors) {
    /** No rules. */
    public static final FileRules NONE = new FileRules(CacheRules.NONE, FieldRules.NONE, Cors.NONE);

    /** The value of {@code Cache-Control} for the file at {@code path}. */
    String cacheControl(String path, String usual) {
        return cache.find(path).or(() -> cache.find(folder(path))).orElse(usual);
    }

    /** {@code own} fields of an answer with the file at {@code path}, as the rules want them. */
    Headers apply(String path, Headers own) {
        Headers changed = cors.always(path, own);
        if (isIndex(path)) changed = cors.always(folder(path), changed);
        changed = fields.apply(path, changed);
        return isIndex(path) ? fields.apply(folder(path), changed) : changed;
    }

    private static boolean isIndex(String path) {
        return path.endsWith(Site.INDEX);
    }

    /** The path an index is asked for by, or the path itself. */
    private static String folder(String path) {
        return isIndex(path) ? path.substring(0, path.length() - Site.INDEX.length() + 1) : path;
    }
}

package dev.homeport.http.semantics;

import java.util.HashMap;
import java.util.Map;

/** Media types by file extension, and which of them are worth compressing. */
public final class MediaTypes {
    /** What is said of a file with an unknown extension. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TYPES = new HashMap<>();

    static {
        text("text/html", "html", "htm");
        text("text/css", "css");
        text("text/javascript", "js", "mjs");
        text("text/plain", "txt", "text", "log", "conf", "ini", "sh", "zone");
        text("text/csv", "csv");
        text("text/markdown", "md");
        text("text/calendar", "ics");
        text("text/vcard", "vcf");
        text("text/vtt", "vtt");
        text("text/xml", "xml", "xsl");
        plain("application/json", "json", "map");
        plain("application/ld+json", "jsonld");
        plain("application/manifest+json", "webmanifest");
        plain("application/geo+json", "geojson");
        plain("application/yaml", "yaml", "yml");
        plain("application/rss+xml", "rss");
        plain("application/atom+xml", "atom");
        plain("application/xhtml+xml", "xhtml");
        plain("application/wasm", "wasm");
        plain("application/pdf", "pdf");
        plain("application/zip", "zip");
        plain("application/gzip", "gz", "tgz");
        plain("application/x-tar", "tar");
        plain("application/x-7z-compressed", "7z");
        plain("application/x-bzip2", "bz2");
        plain("application/zstd", "zst");
        plain("application/java-archive", "jar");
        plain("application/rtf", "rtf");
        plain("application/epub+zip", "epub");
        plain("application/vnd.ms-fontobject", "eot");
        plain("image/svg+xml", "svg");
        plain("image/png", "png");
        plain("image/apng", "apng");
        plain("image/jpeg", "jpg", "jpeg");
        plain("image/gif", "gif");
        plain("image/webp", "webp");
        plain("image/avif", "avif");
        plain("image/bmp", "bmp");
        plain("image/tiff", "tif", "tiff");
        plain("image/vnd.microsoft.icon", "ico");
        plain("font/woff", "woff");
        plain("font/woff2", "woff2");
        plain("font/ttf", "ttf");
        plain("font/otf", "otf");
        plain("audio/mpeg", "mp3");
        plain("audio/mp4", "m4a");
        plain("audio/ogg", "ogg", "oga", "opus");
        plain("audio/wav", "wav");
        plain("audio/flac", "flac");
        plain("audio/aac", "aac");
        plain("video/mp4", "mp4", "m4v");
        plain("video/webm", "webm");
        plain("video/ogg", "ogv");
        plain("video/quicktime", "mov");
        plain("video/mpeg", "mpeg", "mpg");
    }

    private MediaTypes() {}

    private static void text(String type, String... extensions) {
        plain(type + "; charset=utf-8", extensions);
    }

    private static void plain(String type, String... extensions) {
        for (String extension : extensions) TYPES.put(extension, type);
    }

    /** The value of {@code Content-Type} for a file called {@code name}. */
    public static String ofFile(String name) {
        String extension = Ascii.lower(name.substring(name.lastIndexOf('.') + 1));
        return TYPES.getOrDefault(extension, UNKNOWN);
    }

    /** Whether content of {@code type}, with or without parameters, shrinks when compressed. */
    public static boolean isCompressible(String type) {
        int end = type.indexOf(';');
        String essence = Ascii.lower(Ascii.trim(end < 0 ? type : type.substring(0, end)));
        if (essence.startsWith("text/")) return !essence.equals("text/event-stream");
        if (essence.endsWith("+json") || essence.endsWith("+xml")) return true;
        return switch (essence) {
            case "application/json",
                    "application/javascript",
                    "application/xml",
                    "application/yaml",
                    "application/wasm",
                    "application/rtf",
                    "application/vnd.ms-fontobject",
                    "image/vnd.microsoft.icon",
                    "image/bmp",
                    "font/ttf",
                    "font/otf" ->
                    true;
            default -> false;
        };
    }
}

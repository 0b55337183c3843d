package dev.homeport.http.files;

import dev.homeport.http.Headers;

/**
 * How the files of a site are loaded and served.
 *
 * @param cacheControl the value of {@code Cache-Control}; empty for none
 * @param fields further fields of every answer, for instance those of {@link
 *     dev.homeport.http.SecurityHeaders#fields}
 * @param rules what is said of single files beyond that
 * @param pages what is shown where there is no file
 * @param memoryBytesMax larger files stay on disk and are sent from there
 * @param memoryBytesTotal what all files in memory may take together; those found later stay on
 *     disk
 * @param compressBytesMin smaller files are not compressed
 * @param compressBytesMax larger files are not compressed
 * @param filesMax more files are not loaded, which is reported as a problem
 */
public record SiteOptions(
        String cacheControl,
        Headers fields,
        FileRules rules,
        Pages pages,
        int memoryBytesMax,
        long memoryBytesTotal,
        int compressBytesMin,
        int compressBytesMax,
        int filesMax) {

    /** Every use is checked with the server, so that a change is seen at once. */
    public static final SiteOptions DEFAULT =
            new SiteOptions(
                    "no-cache",
                    Headers.none(),
                    FileRules.NONE,
                    Pages.DEFAULT,
                    256 * 1024,
                    64L * 1024 * 1024,
                    256,
                    4 * 1024 * 1024,
                    100_000);

    public SiteOptions {
        if (memoryBytesMax < 0 || memoryBytesTotal < 0 || filesMax < 1) {
            throw new IllegalArgumentException("a bound of a site is negative");
        }
        if (compressBytesMin < 1 || compressBytesMax < compressBytesMin) {
            throw new IllegalArgumentException("the bounds of compression do not fit");
        }
    }

    /** These options with another {@code Cache-Control}. */
    public SiteOptions withCacheControl(String value) {
        return new SiteOptions(
                value,
                fields,
                rules,
                pages,
                memoryBytesMax,
                memoryBytesTotal,
                compressBytesMin,
                compressBytesMax,
                filesMax);
    }

    /** These options with other fields for every answer. */
    public SiteOptions withFields(Headers others) {
        return new SiteOptions(
                cacheControl,
                others,
                rules,
                pages,
                memoryBytesMax,
                memoryBytesTotal,
                compressBytesMin,
                compressBytesMax,
                filesMax);
    }

    /** These options with other bounds on what is held in memory, for a file and for all. */
    public SiteOptions withMemory(int fileBytes, long totalBytes) {
        return new SiteOptions(
                cacheControl,
                fields,
                rules,
                pages,
                fileBytes,
                totalBytes,
                compressBytesMin,
                compressBytesMax,
                filesMax);
    }

    /** These options with another bound on the number of files. */
    public SiteOptions withFilesMax(int files) {
        return new SiteOptions(
                cacheControl,
                fields,
                rules,
                pages,
                memoryBytesMax,
                memoryBytesTotal,
                compressBytesMin,
                compressBytesMax,
                files);
    }

    /** These options with other rules about fields. */
    public SiteOptions withRules(FileRules others) {
        return new SiteOptions(
                cacheControl,
                fields,
                others,
                pages,
                memoryBytesMax,
                memoryBytesTotal,
                compressBytesMin,
                compressBytesMax,
                filesMax);
    }

    /** These options with other pages where there is no file. */
    public SiteOptions withPages(Pages others) {
        return new SiteOptions(
                cacheControl,
                fields,
                rules,
                others,
                memoryBytesMax,
                memoryBytesTotal,
                compressBytesMin,
                compressBytesMax,
                filesMax);
    }
}

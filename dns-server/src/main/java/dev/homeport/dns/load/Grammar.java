package dev.homeport.dns.load;

import static dev.homeport.dns.load.Field.ADDRESS4;
import static dev.homeport.dns.load.Field.ADDRESS6;
import static dev.homeport.dns.load.Field.ALGORITHM;
import static dev.homeport.dns.load.Field.BASE64;
import static dev.homeport.dns.load.Field.HASH;
import static dev.homeport.dns.load.Field.HEX;
import static dev.homeport.dns.load.Field.INSTANT;
import static dev.homeport.dns.load.Field.NAME;
import static dev.homeport.dns.load.Field.NUMBER16;
import static dev.homeport.dns.load.Field.NUMBER32;
import static dev.homeport.dns.load.Field.NUMBER8;
import static dev.homeport.dns.load.Field.SALT;
import static dev.homeport.dns.load.Field.STRING;
import static dev.homeport.dns.load.Field.STRINGS;
import static dev.homeport.dns.load.Field.TEXT;
import static dev.homeport.dns.load.Field.TIME;
import static dev.homeport.dns.load.Field.TYPES;

import org.jspecify.annotations.Nullable;

/** Of what pieces the data of each type is written; the types not listed are left to dnsjava. */
final class Grammar {
    private static final int TYPES_MAX = 512;
    private static final Field[][] FORMS = new Field[TYPES_MAX][];

    static {
        names();
        texts();
        services();
        signing();
        locators();
    }

    private Grammar() {}

    /** The pieces of a type's data, or null when this table does not know it. */
    static Field @Nullable [] of(int type) {
        return type < TYPES_MAX ? FORMS[type] : null;
    }

    private static void put(int type, Field... form) {
        FORMS[type] = form;
    }

    private static void names() {
        put(1, ADDRESS4); // A
        put(28, ADDRESS6); // AAAA
        // NS, MD, MF, CNAME, MB, MG, MR, PTR, NSAP-PTR, DNAME
        for (int type : new int[] {2, 3, 4, 5, 7, 8, 9, 12, 23, 39}) put(type, NAME);
        put(6, NAME, NAME, NUMBER32, TIME, TIME, TIME, TIME); // SOA
        put(14, NAME, NAME); // MINFO
        put(15, NUMBER16, NAME); // MX
        put(17, NAME, NAME); // RP
        put(18, NUMBER16, NAME); // AFSDB
        put(21, NUMBER16, NAME); // RT
        put(26, NUMBER16, NAME, NAME); // PX
        put(33, NUMBER16, NUMBER16, NUMBER16, NAME); // SRV
        put(36, NUMBER16, NAME); // KX
        put(58, NAME, NAME); // TALINK
        put(107, NUMBER16, NAME); // LP
    }

    private static void texts() {
        put(13, STRING, STRING); // HINFO
        put(19, STRING); // X25
        // TXT, NINFO, SPF, AVC, RESINFO, WALLET, CLA
        for (int type : new int[] {16, 56, 99, 258, 261, 262, 263}) put(type, STRINGS);
    }

    private static void services() {
        put(35, NUMBER16, NUMBER16, STRING, STRING, STRING, NAME); // NAPTR
        put(64, NUMBER16, NAME, Field.PARAMETERS); // SVCB
        put(65, NUMBER16, NAME, Field.PARAMETERS); // HTTPS
        put(40, NUMBER8, NUMBER8, NUMBER8, BASE64); // SINK
        put(256, NUMBER16, NUMBER16, TEXT); // URI
        put(257, NUMBER8, Field.TAG, TEXT); // CAA
    }

    private static void signing() {
        // DS, CDS
        for (int type : new int[] {43, 59}) put(type, NUMBER16, ALGORITHM, NUMBER8, HEX);
        put(44, NUMBER8, NUMBER8, HEX); // SSHFP
        put(
                46, // RRSIG
                Field.TYPE,
                ALGORITHM,
                NUMBER8,
                TIME,
                INSTANT,
                INSTANT,
                NUMBER16,
                NAME,
                BASE64);
        put(47, NAME, TYPES); // NSEC
        // DNSKEY, RKEY, CDNSKEY
        for (int type : new int[] {48, 57, 60}) put(type, NUMBER16, NUMBER8, ALGORITHM, BASE64);
        put(49, BASE64); // DHCID
        put(50, NUMBER8, NUMBER8, NUMBER16, SALT, HASH, TYPES); // NSEC3
        put(51, NUMBER8, NUMBER8, NUMBER16, SALT); // NSEC3PARAM
        put(52, NUMBER8, NUMBER8, NUMBER8, HEX); // TLSA
        put(53, NUMBER8, NUMBER8, NUMBER8, HEX); // SMIMEA
        put(61, BASE64); // OPENPGPKEY
        put(62, NUMBER32, NUMBER16, TYPES); // CSYNC
        put(63, NUMBER32, NUMBER8, NUMBER8, HEX); // ZONEMD
        put(66, Field.TYPE, NUMBER8, NUMBER16, NAME); // DSYNC
        put(67, BASE64); // HHIT
        put(68, BASE64); // BRID
    }

    private static void locators() {
        put(104, NUMBER16, Field.NODE_ID); // NID
        put(105, NUMBER16, ADDRESS4); // L32
        put(106, NUMBER16, Field.NODE_ID); // L64
        put(108, Field.EUI48);
        put(109, Field.EUI64);
        put(260, NUMBER8, Field.RELAY); // AMTRELAY
    }
}

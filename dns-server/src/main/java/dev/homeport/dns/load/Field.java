package dev.homeport.dns.load;

/** What the data of a record is made of, piece by piece. */
enum Field {
    /** A number of 8 bits. */
    NUMBER8,
    /** A number of 16 bits. */
    NUMBER16,
    /** A number of 32 bits. */
    NUMBER32,
    /** A length of time in 32 bits. */
    TIME,
    /** A domain name. */
    NAME,
    /** An IPv4 address. */
    ADDRESS4,
    /** An IPv6 address. */
    ADDRESS6,
    /** Text of 255 bytes at most behind its length. */
    STRING,
    /** One or more such texts to the end. */
    STRINGS,
    /** Text of any length to the end of the data. */
    TEXT,
    /** A tag of letters and digits (RFC 8659 4.1). */
    TAG,
    /** Hexadecimal digits to the end, at least two. */
    HEX,
    /** Base 64 to the end, at least one digit. */
    BASE64,
    /** A record type. */
    TYPE,
    /** Record types to the end as a bitmap (RFC 4034 4.1.2). */
    TYPES,
    /** A number of a DNSSEC algorithm, or its mnemonic (RFC 4034 A.1). */
    ALGORITHM,
    /** A point in time (RFC 4034 3.2). */
    INSTANT,
    /** Hexadecimal digits behind their length, or a hyphen for none (RFC 5155 3.3). */
    SALT,
    /** Base 32 digits behind their length (RFC 5155 3.3). */
    HASH,
    /** Six bytes as in 00-00-5e-00-53-2a (RFC 7043 3.2). */
    EUI48,
    /** Eight bytes as in 00-00-5e-ef-10-00-00-2a (RFC 7043 4.2). */
    EUI64,
    /** Eight bytes as in 0014:4fff:ff20:ee64 (RFC 6742 2.1.1). */
    NODE_ID,
    /** A discovery flag, a kind of relay and the relay itself (RFC 8777 4.3). */
    RELAY,
    /** Parameters of a service binding (RFC 9460 2.1). */
    PARAMETERS
}

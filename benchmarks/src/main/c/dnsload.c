/*
 * dnsload: asks a DNS server on the loopback over UDP as fast as it answers.
 *
 * One thread holds some sockets, each with a window of questions on their way. Questions go out and
 * replies come in many to a system call (sendmmsg, recvmmsg), so that on one core the server, not
 * this program, is what ends first. A question unanswered for EXPIRY_SECONDS counts as lost and its
 * place in the window is used again.
 *
 * The result is one "name value" pair a line on the standard output.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    SOCKETS_MAX = 64,
    /* An id is a generation and a place in the window, so the window is a power of two. */
    WINDOW_BITS = 9,
    WINDOW_MAX = 1 << WINDOW_BITS,
    QUESTION_BYTES_MAX = 12 + 255 + 4,
    QUESTIONS_MAX = 200000,
    REPLY_BYTES_MAX = 4096,
    RECEIVE_BUFFER_BYTES = 4 << 20,
    HISTOGRAM_MICROS = 250000,
    LINE_BYTES_MAX = 512,
    SECONDS_MAX = 600,
};

#define EXPIRY_SECONDS 0.2

struct question {
    uint16_t length;
    uint8_t bytes[QUESTION_BYTES_MAX];
};

struct place {
    double sent;
    uint16_t id;
    bool pending;
};

struct client {
    int socket;
    int free_count;
    uint16_t free[WINDOW_MAX];
    struct place places[WINDOW_MAX];
};

struct options {
    int port;
    double seconds;
    int sockets;
    int window;
    const char *file;
};

struct tally {
    long completed, lost, unexpected, bytes;
    long noerror, nxdomain, other;
};

static struct question *questions;
static int question_count;
static int question_next;
static struct client *clients;
static struct tally tally;
static uint32_t histogram[HISTOGRAM_MICROS];

static uint8_t out_bytes[WINDOW_MAX][QUESTION_BYTES_MAX];
static uint8_t in_bytes[WINDOW_MAX][REPLY_BYTES_MAX];
static struct mmsghdr out[WINDOW_MAX], in[WINDOW_MAX];
static struct iovec out_parts[WINDOW_MAX], in_parts[WINDOW_MAX];

static void fail(const char *what)
{
    fprintf(stderr, "dnsload: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void fail_line(const char *file, int line, const char *what)
{
    fprintf(stderr, "dnsload: %s:%d: %s\n", file, line, what);
    exit(2);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- questions ---- */

/* Returns the number of a type's mnemonic, or -1. */
static int type_number(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } types[] = {{"A", 1},    {"NS", 2},    {"CNAME", 5}, {"SOA", 6},    {"MX", 15},
                 {"TXT", 16}, {"AAAA", 28}, {"SRV", 33},  {"HTTPS", 65}, {"CAA", 257}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcasecmp(name, types[i].name) == 0)
            return types[i].number;
    return -1;
}

/* Writes a name in wire form and returns its length, or -1 where it is no name (RFC 1035 3.1). */
static int encode_name(uint8_t *to, const char *name)
{
    int at = 0;
    while (*name != '\0') {
        size_t label = strcspn(name, ".");
        if (label == 0 || label > 63 || at + 1 + (int)label + 1 > 255)
            return -1;
        to[at++] = (uint8_t)label;
        memcpy(to + at, name, label);
        at += (int)label;
        name += label;
        if (*name == '.')
            name++;
    }
    to[at++] = 0;
    return at;
}

static bool encode_question(struct question *q, const char *name, const char *type)
{
    /* Plain query without recursion: the flags are zero, one question. */
    memset(q->bytes, 0, 12);
    q->bytes[5] = 1;
    int name_length = encode_name(q->bytes + 12, strcmp(name, ".") == 0 ? "" : name);
    int number = type_number(type);
    if (name_length < 0 || number < 0)
        return false;
    uint8_t *rest = q->bytes + 12 + name_length;
    rest[0] = (uint8_t)(number >> 8);
    rest[1] = (uint8_t)number;
    rest[2] = 0;
    rest[3] = 1;
    q->length = (uint16_t)(12 + name_length + 4);
    return true;
}

/* Reads "name type" lines, the format dnsperf reads. */
static void read_questions(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail(path);
    questions = calloc(QUESTIONS_MAX, sizeof *questions);
    if (questions == NULL)
        fail("memory for the questions");
    char line[LINE_BYTES_MAX];
    for (int number = 1; fgets(line, sizeof line, file) != NULL; number++) {
        char name[300], type[16];
        int fields = sscanf(line, "%299s %15s", name, type);
        if (fields <= 0 || name[0] == '#')
            continue;
        if (question_count == QUESTIONS_MAX)
            fail_line(path, number, "too many questions");
        if (fields != 2 || !encode_question(&questions[question_count], name, type))
            fail_line(path, number, "not a name and a type");
        question_count++;
    }
    fclose(file);
    if (question_count == 0)
        fail_line(path, 1, "no question");
}

/* ---- sockets ---- */

static void open_client(struct client *c, const struct options *o, int epoll, int index)
{
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)o->port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->socket = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->socket < 0)
        fail("socket");
    int bytes = RECEIVE_BUFFER_BYTES;
    setsockopt(c->socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    if (connect(c->socket, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)index};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->socket, &event) < 0)
        fail("epoll_ctl");
    for (int i = 0; i < o->window; i++)
        c->free[c->free_count++] = (uint16_t)i;
}

static void prepare_batches(void)
{
    for (int i = 0; i < WINDOW_MAX; i++) {
        out_parts[i].iov_base = out_bytes[i];
        out[i].msg_hdr.msg_iov = &out_parts[i];
        out[i].msg_hdr.msg_iovlen = 1;
        in_parts[i].iov_base = in_bytes[i];
        in_parts[i].iov_len = REPLY_BYTES_MAX;
        in[i].msg_hdr.msg_iov = &in_parts[i];
        in[i].msg_hdr.msg_iovlen = 1;
    }
}

/* ---- the loop ---- */

static void release(struct client *c, struct place *place)
{
    place->pending = false;
    c->free[c->free_count++] = (uint16_t)(place - c->places);
}

/* Fills the window with the next questions. */
static void ask(struct client *c, double time)
{
    int count = c->free_count;
    for (int i = 0; i < count; i++) {
        uint16_t index = c->free[--c->free_count];
        struct place *place = &c->places[index];
        place->id = (uint16_t)((((place->id >> WINDOW_BITS) + 1) << WINDOW_BITS) | index);
        place->sent = time;
        place->pending = true;
        const struct question *q = &questions[question_next];
        memcpy(out_bytes[i], q->bytes, q->length);
        out_bytes[i][0] = (uint8_t)(place->id >> 8);
        out_bytes[i][1] = (uint8_t)place->id;
        out_parts[i].iov_len = q->length;
        if (++question_next == question_count)
            question_next = 0;
    }
    int sent = sendmmsg(c->socket, out, (unsigned)count, 0);
    for (int i = sent < 0 ? 0 : sent; i < count; i++)
        release(c, &c->places[(out_bytes[i][0] << 8 | out_bytes[i][1]) & (WINDOW_MAX - 1)]);
}

static void count_reply(struct client *c, const uint8_t *reply, unsigned length, double time)
{
    int id = reply[0] << 8 | reply[1];
    struct place *place = &c->places[id & (WINDOW_MAX - 1)];
    if (length < 12 || (reply[2] & 0x80) == 0 || !place->pending || place->id != id) {
        tally.unexpected++;
        return;
    }
    release(c, place);
    tally.completed++;
    tally.bytes += length;
    int rcode = reply[3] & 15;
    if (rcode == 0)
        tally.noerror++;
    else if (rcode == 3)
        tally.nxdomain++;
    else
        tally.other++;
    int micros = (int)((time - place->sent) * 1e6);
    histogram[micros < HISTOGRAM_MICROS ? micros : HISTOGRAM_MICROS - 1]++;
}

static void receive(struct client *c)
{
    int count = recvmmsg(c->socket, in, WINDOW_MAX, MSG_DONTWAIT, NULL);
    double time = now();
    for (int i = 0; i < count; i++)
        count_reply(c, in_bytes[i], in[i].msg_len, time);
}

static void expire(struct client *c, int window, double time)
{
    for (int i = 0; i < window; i++) {
        if (c->places[i].pending && time - c->places[i].sent > EXPIRY_SECONDS) {
            release(c, &c->places[i]);
            tally.lost++;
        }
    }
}

static double run(const struct options *o, int epoll)
{
    double start = now(), time = start, swept = start;
    while (time < start + o->seconds) {
        for (int i = 0; i < o->sockets; i++)
            if (clients[i].free_count > 0)
                ask(&clients[i], now());
        struct epoll_event ready[SOCKETS_MAX];
        int count = epoll_wait(epoll, ready, SOCKETS_MAX, 10);
        for (int i = 0; i < count; i++)
            receive(&clients[ready[i].data.u32]);
        time = now();
        if (time - swept > EXPIRY_SECONDS / 2) {
            for (int i = 0; i < o->sockets; i++)
                expire(&clients[i], o->window, time);
            swept = time;
        }
    }
    return time - start;
}

/* ---- result and command line ---- */

static int percentile_micros(double share)
{
    double wanted = (double)tally.completed * share;
    long seen = 0;
    for (int i = 0; i < HISTOGRAM_MICROS; i++) {
        seen += histogram[i];
        if (seen > 0 && (double)seen >= wanted)
            return i;
    }
    return 0;
}

static void print_result(double seconds)
{
    printf("seconds %.6f\n", seconds);
    printf("completed %ld\n", tally.completed);
    printf("lost %ld\n", tally.lost);
    printf("unexpected %ld\n", tally.unexpected);
    printf("noerror %ld\n", tally.noerror);
    printf("nxdomain %ld\n", tally.nxdomain);
    printf("other %ld\n", tally.other);
    printf("reply_bytes %ld\n", tally.bytes);
    printf("p50_micros %d\n", percentile_micros(0.5));
    printf("p99_micros %d\n", percentile_micros(0.99));
    printf("p999_micros %d\n", percentile_micros(0.999));
}

static void usage(FILE *to)
{
    fprintf(to, "usage: dnsload --port N [--seconds S] [--sockets N] [--window N] FILE\n"
                "  FILE holds a name and a type in each line. Asks 127.0.0.1 for S seconds (default 5)\n"
                "  over N sockets (default 16, at most 64) with a window each (default 32, at most 512).\n");
}

/* Reads a number between its bounds, or ends the program. */
static double bounded(const char *text, double min, double max)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= min && value <= max)) {
        fprintf(stderr, "dnsload: %s is not between %g and %g\n", text, min, max);
        exit(2);
    }
    return value;
}

static struct options parse(int count, char **words)
{
    static const struct option known[] = {
        {"port", required_argument, NULL, 'p'},    {"seconds", required_argument, NULL, 't'},
        {"sockets", required_argument, NULL, 's'}, {"window", required_argument, NULL, 'w'},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0}};
    struct options o = {.port = 0, .seconds = 5, .sockets = 16, .window = 32};
    int option;
    while ((option = getopt_long(count, words, "", known, NULL)) != -1) {
        switch (option) {
        case 'p': o.port = (int)bounded(optarg, 1, 65535); break;
        case 't': o.seconds = bounded(optarg, 0.1, SECONDS_MAX); break;
        case 's': o.sockets = (int)bounded(optarg, 1, SOCKETS_MAX); break;
        case 'w': o.window = (int)bounded(optarg, 1, WINDOW_MAX); break;
        case 'h': usage(stdout); exit(0);
        default: usage(stderr); exit(2);
        }
    }
    if (o.port == 0 || optind != count - 1) {
        usage(stderr);
        exit(2);
    }
    o.file = words[optind];
    return o;
}

int main(int count, char **words)
{
    struct options o = parse(count, words);
    read_questions(o.file);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        fail("epoll_create1");
    clients = calloc((size_t)o.sockets, sizeof *clients);
    if (clients == NULL)
        fail("memory for the sockets");
    prepare_batches();
    for (int i = 0; i < o.sockets; i++)
        open_client(&clients[i], &o, epoll, i);
    print_result(run(&o, epoll));
    return 0;
}

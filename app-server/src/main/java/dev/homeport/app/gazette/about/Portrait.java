package dev.homeport.app.gazette.about;

import dev.homeport.app.ServerFacts;
import dev.homeport.http.Request;
import dev.homeport.storage.StoreFacts;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * This server at one moment, in words for its page.
 *
 * @param request the request the page answers
 * @param now when it came
 * @param program the running program
 * @param listeners where it listens
 * @param host how the name in the request is found
 * @param www how the site's www name is found
 * @param store what the store says of itself
 */
public record Portrait(
        Request request,
        Instant now,
        ServerFacts.Program program,
        List<ServerFacts.Listener> listeners,
        Naming host,
        Naming www,
        StoreFacts store) {

    public Portrait {
        listeners = List.copyOf(listeners);
    }

    /** When the program began to serve. */
    public String started() {
        return Spoken.time(program.started());
    }

    /** When the page was made. */
    public String moment() {
        return Spoken.time(now);
    }

    /** For how long the program has served. */
    public String uptime() {
        return Spoken.duration(Duration.between(program.started(), now));
    }

    /** How much memory it holds. */
    public String memory() {
        String heap = Spoken.bytes(program.heapBytes()) + " of memory for its objects";
        if (program.residentBytes() == 0) return heap;
        return Spoken.bytes(program.residentBytes()) + " of memory in all, " + heap;
    }

    /** At how many addresses it listens. */
    public String listenerCount() {
        return listeners.size() + (listeners.size() == 1 ? " address" : " addresses");
    }

    /** The visitor's end of the connection. */
    public String from() {
        return address(request.peer().remote());
    }

    /** Our end of the connection. */
    public String to() {
        return address(request.peer().local());
    }

    private static String address(InetSocketAddress address) {
        return new ServerFacts.Listener("", "", address).addressText();
    }

    /** The version of HTTP spoken. */
    public String protocol() {
        return request.peer().protocol().text();
    }

    /** Whether nobody between can read along. */
    public boolean isEncrypted() {
        return request.target().scheme().equals("https");
    }

    /** How large the store is. */
    public String storeSize() {
        return Spoken.bytes(store.bytes());
    }

    /** How many documents each collection holds, by its name. */
    public List<Map.Entry<String, Long>> collections() {
        return store.documents().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /** Commands that ask each part of this server at the address it listens at. */
    public List<String> commands() {
        return listeners.stream().flatMap(listener -> Commands.of(listener, host.name())).toList();
    }

    /** What the zone says of how many name servers there are. */
    public String nameServers() {
        return Spoken.count(host.nameServers(), "name server");
    }
}

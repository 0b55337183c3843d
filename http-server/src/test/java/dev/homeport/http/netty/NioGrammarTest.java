package dev.homeport.http.netty;

import dev.homeport.http.HttpConfig.Transport;

/** The same tables where there is no epoll. */
class NioGrammarTest extends Http1GrammarTest {
    @Override
    Transport transport() {
        return Transport.NIO;
    }
}

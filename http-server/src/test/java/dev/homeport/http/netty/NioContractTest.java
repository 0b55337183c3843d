package dev.homeport.http.netty;

import dev.homeport.http.HttpConfig.Transport;

/** The same contract where there is no epoll. */
class NioContractTest extends ContractTest {
    @Override
    Transport transport() {
        return Transport.NIO;
    }
}

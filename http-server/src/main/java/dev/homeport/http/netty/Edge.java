package dev.homeport.http.netty;

import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpLimits;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.RequestId;

/** What all connections of a server share. */
record Edge(HttpConfig config, Dispatch dispatch, HttpObserver observer, RequestId ids) {

    HttpLimits limits() {
        return config.limits();
    }
}

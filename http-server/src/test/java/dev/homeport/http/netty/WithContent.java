package dev.homeport.http.netty;

/** Whether a request of the tests has content. */
enum WithContent {
    NO,
    YES
}

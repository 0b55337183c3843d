package dev.homeport.app;

import dev.homeport.http.Handler;
import dev.homeport.storage.Store;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Everything an application may reach for; nothing else of the world is visible to it.
 *
 * @param store where its data lies, opened with its collections
 * @param clock tells the time
 * @param random makes secrets and names: it must not be guessable
 * @param facts what the running server says of itself
 * @param staticFiles answers every path the application does not know
 */
public record Services(
        Store store,
        InstantSource clock,
        SecureRandom random,
        ServerFacts facts,
        Handler staticFiles) {}

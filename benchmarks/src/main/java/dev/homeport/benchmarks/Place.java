package dev.homeport.benchmarks;

import java.nio.file.Path;

/**
 * Where things lie on this machine.
 *
 * @param home folder of the checkout
 * @param demo folder with the zones and sites that are served
 * @param dnsload our generator, which need not be there
 * @param jdk the JDK that runs this program, and is to run Homeport
 * @param searchPath folders of programs, separated by colons
 * @param user who runs this program
 */
public record Place(Path home, Path demo, Path dnsload, Path jdk, String searchPath, String user) {}

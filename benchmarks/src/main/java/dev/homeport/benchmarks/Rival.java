package dev.homeport.benchmarks;

import dev.homeport.benchmarks.server.Contestant;
import dev.homeport.benchmarks.server.Knot;
import dev.homeport.benchmarks.server.Nginx;
import dev.homeport.benchmarks.server.Nsd;

import java.nio.file.Path;

/** The servers that Homeport is compared with, by program and Debian package. */
enum Rival {
    NSD("nsd", "nsd", "nsd"),
    KNOT("knot", "knotd", "knot"),
    NGINX("nginx", "nginx", "nginx-light"),
    NGINX_LOG("nginx-log", "nginx", "nginx-light");

    private final String label;
    private final String program;
    private final String debianPackage;

    Rival(String label, String program, String debianPackage) {
        this.label = label;
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Its name in the tables and on the command line. */
    String label() {
        return label;
    }

    /** The name of its executable. */
    String program() {
        return program;
    }

    /** The Debian package that brings it. */
    String debianPackage() {
        return debianPackage;
    }

    /** It, with its executable found. */
    Contestant at(Path executable, String user, int workers) {
        return switch (this) {
            case NSD -> new Nsd(executable, workers);
            case KNOT -> new Knot(executable, workers);
            case NGINX -> new Nginx(executable, Nginx.AccessLog.OFF, user);
            case NGINX_LOG -> new Nginx(executable, Nginx.AccessLog.BUFFERED, user);
        };
    }
}

package dev.homeport.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each test a domain of its own, with a name server, a web server and TLS, as long as it
 * runs.
 *
 * <p>Parameters of tests and of {@code @BeforeEach} and {@code @AfterEach} methods may be a {@link
 * TestDomain} or what it hands out: {@link TestClock}, {@link Faults}, {@link
 * java.net.http.HttpClient}, {@link javax.net.ssl.SSLContext}, {@link org.xbill.DNS.Resolver}.
 * Tests may run in parallel, also on the same domain.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HomeportExtension.class)
public @interface HomeportTest {

    /** The name of the domain. */
    String domain() default "foobar.com";

    /** A zone file in place of the usual records, from the folder the tests run in; or empty. */
    String zone() default "";

    /** A folder whose files are served, from the folder the tests run in; or empty. */
    String files() default "";
}

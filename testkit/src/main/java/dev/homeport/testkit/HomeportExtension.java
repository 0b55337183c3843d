package dev.homeport.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.xbill.DNS.Resolver;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

/** What {@link HomeportTest} does. */
final class HomeportExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(HomeportExtension.class);

    private static final Map<Class<?>, Function<TestDomain, Object>> HANDED_OUT =
            Map.of(
                    TestDomain.class, domain -> domain,
                    TestClock.class, TestDomain::clock,
                    Faults.class, TestDomain::faults,
                    HttpClient.class, TestDomain::client,
                    SSLContext.class, TestDomain::sslContext,
                    Resolver.class, TestDomain::resolver);

    @Override
    public void beforeEach(ExtensionContext context) {
        HomeportTest settings = settings(context).orElseThrow();
        TestDomain domain = TestDomain.open(settings.domain());
        context.getStore(NAMESPACE).put(TestDomain.class, domain);
        if (!settings.zone().isEmpty()) domain.zone(Path.of(settings.zone()));
        if (!settings.files().isEmpty()) domain.files(Path.of(settings.files()));
    }

    /** What is said at the method counts, then what is said at its class and those around it. */
    private static Optional<HomeportTest> settings(ExtensionContext context) {
        Optional<ExtensionContext> current = Optional.of(context);
        while (current.isPresent()) {
            Optional<HomeportTest> found =
                    AnnotationSupport.findAnnotation(
                            current.get().getElement(), HomeportTest.class);
            if (found.isPresent()) return found;
            current = current.get().getParent();
        }
        return Optional.empty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestDomain domain = context.getStore(NAMESPACE).remove(TestDomain.class, TestDomain.class);
        if (domain != null) domain.close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return HANDED_OUT.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDomain domain = context.getStore(NAMESPACE).get(TestDomain.class, TestDomain.class);
        Class<?> type = parameter.getParameter().getType();
        Function<TestDomain, Object> part = HANDED_OUT.get(type);
        if (domain == null || part == null) {
            throw new ParameterResolutionException(
                    type.getSimpleName()
                            + " is there for a test and for @BeforeEach and @AfterEach methods; a"
                            + " constructor or @BeforeAll method can call TestDomain.open");
        }
        return part.apply(domain);
    }
}

package dev.homeport.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * POSIX signals. The JDK offers them in {@code sun.misc.Signal} only, which a compiler with {@code
 * -Werror} refuses by name; hence the reflection. Where they are missing, nothing is handled.
 */
final class Signals {
    private Signals() {}

    /** Runs {@code action} at each {@code signal} (for instance HUP). */
    static void on(String signal, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (_, method, _) -> invoke(method, action));
            Method handle = type.getMethod("handle", type, handlerType);
            Object named = type.getConstructor(String.class).newInstance(signal);
            handle.invoke(null, named, handler);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InstantiationException
                | InvocationTargetException e) {
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.DEBUG, "no signal " + signal + " here", e);
        }
    }

    private static Object invoke(Method method, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield true;
            }
            case "hashCode" -> System.identityHashCode(action);
            case "equals" -> false;
            default -> "signal handler";
        };
    }
}

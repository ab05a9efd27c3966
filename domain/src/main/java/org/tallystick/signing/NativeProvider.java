package org.tallystick.signing;

import java.lang.reflect.Method;
import java.security.Provider;
import java.util.Optional;

/**
 * Finds the Amazon Corretto Crypto Provider without needing it: it exists for Linux only, and with a {@code noexec}
 * temporary folder its native library does not load and it silently offers nothing.
 */
final class NativeProvider {
    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** @return the provider's instance, if its library has loaded and passed its own tests */
    static Optional<Provider> find() {
        try {
            Class<?> type = Class.forName(CLASS);
            Object instance = type.getField("INSTANCE").get(null);
            Method loadingError = type.getMethod("getLoadingError");
            if (!(instance instanceof Provider provider) || loadingError.invoke(instance) != null) {
                return Optional.empty();
            }
            type.getMethod("assertHealthy").invoke(instance);
            return Optional.of(provider);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }
}

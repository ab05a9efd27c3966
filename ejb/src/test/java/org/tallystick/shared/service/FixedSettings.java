package org.tallystick.shared.service;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Settings of a test: a map instead of files and environment. */
public final class FixedSettings {
    private FixedSettings() {}

    public static Settings of(Map<String, String> values) {
        return new Settings((Config) Proxy.newProxyInstance(
                FixedSettings.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get((String) arguments[0]))));
    }
}

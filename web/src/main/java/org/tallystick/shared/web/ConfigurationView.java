package org.tallystick.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.tallystick.shared.service.Settings;

/** Every setting with its value and where it comes from; secrets only say whether they are set. */
@Named("configuration")
@RequestScoped
public class ConfigurationView {
    @Inject
    private Settings settings;

    public List<Settings.Entry> getRows() {
        return settings.entries();
    }
}

package org.tallystick.enrolment.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.shared.service.Settings;

/**
 * Which device holds keys, and which.
 *
 * @param library the PKCS #11 library of the device's vendor
 * @param slot number of the slot as the library counts, or {@code #} and its place in the library's list, from 0
 * @param pin the PIN itself, from the environment; empty: {@code pinFile} is read at each connection
 * @param kinds whose new keys are made there: seal, authority, ocsp
 */
record KeyDeviceSettings(Path library, String slot, Optional<String> pin, Optional<Path> pinFile, Set<String> kinds) {
    private static final Set<String> KINDS = Set.of("seal", "authority", "ocsp");
    private static final Pattern SLOT = Pattern.compile("#?[0-9]{1,19}");

    /** @return nothing if no library is set */
    static Optional<KeyDeviceSettings> of(Settings settings) {
        return settings.optional("tallystick.hsm.library").map(library -> {
            KeyDeviceSettings made = new KeyDeviceSettings(
                    Path.of(library),
                    settings.optional("tallystick.hsm.slot").orElse("#0"),
                    settings.optional("tallystick.hsm.pin"),
                    settings.optional("tallystick.hsm.pin-file").map(Path::of),
                    Arrays.stream(settings.optional("tallystick.hsm.keys")
                                    .orElse("")
                                    .split("[ ,]+"))
                            .filter(kind -> !kind.isEmpty())
                            .collect(Collectors.toUnmodifiableSet()));
            made.check();
            return made;
        });
    }

    private void check() {
        require(Files.isReadable(library), "tallystick.hsm.library must be the PKCS #11 library's file");
        require(SLOT.matcher(slot).matches(), "tallystick.hsm.slot must be a slot's number, or # and its place");
        require(
                pin.isPresent() != pinFile.isPresent(),
                "either tallystick.hsm.pin or tallystick.hsm.pin-file is needed");
        require(KINDS.containsAll(kinds), "tallystick.hsm.keys may name seal, authority and ocsp");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalStateException("Setting: " + sentence
                    + "; see META-INF/microprofile-config.properties for its meaning and default");
        }
    }

    /** Whether new keys of this purpose are made in the device. */
    boolean holds(String purpose) {
        if (purpose.startsWith("ocsp-")) {
            return kinds.contains("ocsp");
        }
        return kinds.contains(purpose.matches("[a-z0-9]+-ca(-.*)?") ? "authority" : purpose.replaceAll("-.*", ""));
    }

    /** The PIN as it stands now. The caller clears it. */
    char[] currentPin() {
        return pin.map(String::toCharArray).orElseGet(() -> read(pinFile.orElseThrow()));
    }

    private static char[] read(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new IllegalStateException("The PIN of the device for keys cannot be read from " + file, e);
        }
    }

    /** For the JDK's provider: keys that never leave the device. */
    String configuration(String name, Path file) {
        String place = slot.startsWith("#") ? "slotListIndex = " + slot.substring(1) : "slot = " + slot;
        return """
                --name = %s
                library = %s
                %s
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """
                .formatted(name, file, place);
    }

    /** Never the PIN. */
    @Override
    public String toString() {
        return "KeyDeviceSettings[" + library + ", slot " + slot + "]";
    }
}

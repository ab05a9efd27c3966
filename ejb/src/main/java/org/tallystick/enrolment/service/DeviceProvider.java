package org.tallystick.enrolment.service;

import java.security.Provider;

/** The signatures of a device's provider, each within the time that {@link DeviceCalls} allows; nothing else of it. */
final class DeviceProvider extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String SIGNATURE = "Signature";

    DeviceProvider(Provider device, DeviceCalls calls) {
        super(device.getName() + "-in-time", "1", "Signatures of " + device.getName() + " within a time");
        device.getServices().stream()
                .filter(service -> service.getType().equals(SIGNATURE))
                .map(Service::getAlgorithm)
                .forEach(algorithm -> putService(new Signing(this, algorithm, device, calls)));
    }

    private static final class Signing extends Service {
        private final Provider device;
        private final DeviceCalls calls;

        Signing(Provider own, String algorithm, Provider device, DeviceCalls calls) {
            super(own, SIGNATURE, algorithm, DeviceSignature.class.getName(), null, null);
            this.device = device;
            this.calls = calls;
        }

        @Override
        public Object newInstance(Object parameter) {
            return new DeviceSignature(getAlgorithm(), device, calls);
        }
    }
}

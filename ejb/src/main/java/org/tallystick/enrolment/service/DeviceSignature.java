package org.tallystick.enrolment.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** One signature by the device: what is to be signed is gathered here, and the device is asked once, in time. It only signs. */
final class DeviceSignature extends SignatureSpi {
    private final String algorithm;
    private final Provider device;
    private final DeviceCalls calls;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private @Nullable PrivateKey key;

    DeviceSignature(String algorithm, Provider device, DeviceCalls calls) {
        this.algorithm = algorithm;
        this.device = device;
        this.calls = calls;
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) {
        key = privateKey;
        data.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
        data.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        data.write(bytes, offset, length);
    }

    /**
     * @throws SignatureException whatever else is wrong, also that the device is gone: callers expect no other of a signature
     * @throws KeyDeviceFault if the device does not answer in time
     */
    @Override
    protected byte[] engineSign() throws SignatureException {
        byte[] input = data.toByteArray();
        data.reset();
        try {
            return calls.call(() -> {
                Signature signature = Signature.getInstance(algorithm, device);
                signature.initSign(key);
                signature.update(input);
                return signature.sign();
            });
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new SignatureException("The device for keys does not sign", e);
        }
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
        throw new InvalidKeyException("The device for keys only signs");
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
        throw new UnsupportedOperationException("The device for keys only signs");
    }

    @Override
    @SuppressWarnings("deprecation")
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("Signatures here have no parameters");
    }

    @Override
    @SuppressWarnings("deprecation")
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("Signatures here have no parameters");
    }
}

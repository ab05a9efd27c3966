package org.tallystick.enrolment.service;

/**
 * A terminal's event whose signature has been verified.
 *
 * @param payload the bytes that were signed
 * @param envelope the message as received: payload, header and signature
 * @param signer whose key verified it
 */
public record SignedEvent(byte[] payload, byte[] envelope, CertifiedKey signer) {}

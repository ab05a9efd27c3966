package org.tallystick.access.service;

/**
 * Who somebody is at the provider.
 *
 * @param secondFactor whether the provider asked for one, by the values that are configured
 */
record ProviderIdentity(String issuer, String subject, boolean secondFactor) {}

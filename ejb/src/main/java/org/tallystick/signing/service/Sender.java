package org.tallystick.signing.service;

import java.util.Optional;

/**
 * Who is at the other end of the line.
 *
 * @param secret the terminal's fallback secret, if the request carries one ({@code Authorization: Bearer})
 * @param network address of the sender reduced to its network (/24 or /48), for limits
 */
public record Sender(Optional<String> secret, String network) {}

package org.tallystick.receipts;

import java.time.Instant;
import java.util.Optional;

/**
 * What the frame of every page says about the platform.
 *
 * @param baseUrl public address without a trailing slash; every link that leaves the page starts with it
 * @param demoKeys true if any of the seal, log or CA keys is a demonstration key
 * @param checkpoint the newest published checkpoint of any log
 */
public record PlatformState(String baseUrl, boolean demoKeys, Optional<NewestCheckpoint> checkpoint) {

    /** The newest published checkpoint: origin and size as signed, and when it was signed. */
    public record NewestCheckpoint(String origin, long size, Instant time) {}
}

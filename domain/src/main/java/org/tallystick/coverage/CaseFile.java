package org.tallystick.coverage;

import java.time.Instant;

/** A scan that was handed in. @param length bytes */
public record CaseFile(String id, Remedy kind, ScanType type, int length, String addedBy, Instant addedAt) {}

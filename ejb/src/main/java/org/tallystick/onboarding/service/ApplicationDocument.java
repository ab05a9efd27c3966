package org.tallystick.onboarding.service;

import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.FileType;

/**
 * What is known of a document without opening it.
 *
 * @param name as the applicant's file is called
 * @param length bytes
 * @param addedAt UTC milliseconds
 */
public record ApplicationDocument(String id, DocumentKind kind, FileType type, String name, int length, long addedAt) {}

package org.tallystick.notices;

/** A notice as one person sees it. @param unread whether this person has not said to have read it */
public record SeenNotice(Notice notice, boolean unread) {}

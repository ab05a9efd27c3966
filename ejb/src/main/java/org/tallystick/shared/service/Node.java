package org.tallystick.shared.service;

/** This server among those that share a database. */
public final class Node {
    private static final int LONGEST = 64;

    private Node() {}

    /** As rows name it: each gives back only what it was doing itself. */
    public static String name() {
        String name = wholeName();
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    /** However long it is, as files name it. */
    public static String wholeName() {
        return System.getProperty("jboss.node.name", "server");
    }
}

package org.tallystick.reconciliation.service;

/** This server's name: each gives back only what it was reading itself. */
final class Node {
    private static final int LONGEST = 64;

    private Node() {}

    static String name() {
        String name = System.getProperty("jboss.node.name", "server");
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}

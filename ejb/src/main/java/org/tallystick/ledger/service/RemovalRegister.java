package org.tallystick.ledger.service;

/**
 * Where orders to remove a log are written down, outside of the database: a row in it proves nothing, as whoever can write rows can write that
 * one too.
 */
@FunctionalInterface
public interface RemovalRegister {
    /**
     * Whether exactly this was ordered.
     *
     * @param id of the order, and of its entry in the master log
     * @param object what the entry stands for
     */
    boolean names(String id, byte[] object);
}

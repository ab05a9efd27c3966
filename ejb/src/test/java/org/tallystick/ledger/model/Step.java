package org.tallystick.ledger.model;

/**
 * One step of the model.
 *
 * @param what in words, with the node and the item
 * @param action what a recording of the real thing calls it
 * @param done whether it had its effect
 * @param told whether the node was told so
 */
record Step(String what, ModelledRun.Action action, boolean done, boolean told, State after) {}

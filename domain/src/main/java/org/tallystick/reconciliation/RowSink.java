package org.tallystick.reconciliation;

import java.util.function.Consumer;

/** Takes what a file says, one after the other. What these throw ends the reading. */
public record RowSink(Consumer<SettledRow> rows, Consumer<RowFault> faults) {}

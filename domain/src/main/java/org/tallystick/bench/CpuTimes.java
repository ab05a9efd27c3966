package org.tallystick.bench;

/** Processor seconds of who takes part in a run. */
record CpuTimes(double client, double server, double database) {
    CpuTimes since(CpuTimes before) {
        return new CpuTimes(client - before.client, server - before.server, database - before.database);
    }
}

package org.tallystick.operation.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.tallystick.operation.service.Health.Sight;

/**
 * Of this server: the database as it answers, its pools, the JVM. The JVM's names are those of Prometheus' own client for Java; the
 * pools' figures come from the server's management, which is there as MBeans of the domain {@code jboss.as} inside the process.
 */
@ApplicationScoped
class MachineSeries {
    private static final Logger LOG = Logger.getLogger(MachineSeries.class.getName());
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final List<String> POOLS = List.of("Tallystick", "TallystickLedger");

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    void add(Series series, Sight sight, String version) {
        series.gauge("tallystick_build_info", "Always 1; the release.", 1, "version", version);
        sight.pulse()
                .ifPresent(pulse -> series.gauge(
                        "tallystick_database_answer_seconds",
                        "How long the database took for a query.",
                        pulse.nanos() / NANOS_PER_SECOND));
        POOLS.forEach(pool -> pool(series, pool));
        memory(series, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory(series, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            series.gauge(
                    "jvm_buffer_pool_used_bytes",
                    "Used bytes of a buffer pool of the JVM.",
                    pool.getMemoryUsed(),
                    "pool",
                    pool.getName());
        }
        series.gauge(
                "jvm_threads_current",
                "Threads of the JVM.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            series.summary(
                    "jvm_gc_collection_seconds",
                    "Collections of garbage, and the seconds they took.",
                    Math.max(0, gc.getCollectionCount()),
                    Math.max(0, gc.getCollectionTime()) / MILLIS_PER_SECOND,
                    "gc",
                    gc.getName());
        }
        series.gauge(
                "process_start_time_seconds",
                "When the server was started, since 1970, by the machine's clock.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
        operatingSystem(series);
    }

    private static void memory(Series series, String area, MemoryUsage usage) {
        series.gauge("jvm_memory_used_bytes", "Used bytes of a memory area of the JVM.", usage.getUsed(), "area", area);
        if (usage.getMax() >= 0) {
            series.gauge(
                    "jvm_memory_max_bytes", "Most bytes of a memory area of the JVM.", usage.getMax(), "area", area);
        }
    }

    private void operatingSystem(Series series) {
        try {
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            series.counter(
                    "process_cpu_seconds",
                    "Seconds of a processor that the server has used.",
                    number(beans.getAttribute(system, "ProcessCpuTime")) / NANOS_PER_SECOND);
            series.gauge(
                    "process_open_fds",
                    "Open files and sockets.",
                    number(beans.getAttribute(system, "OpenFileDescriptorCount")));
            series.gauge(
                    "process_max_fds",
                    "Most files and sockets that may be open.",
                    number(beans.getAttribute(system, "MaxFileDescriptorCount")));
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.FINE, "This JVM does not know what the operating system counts", e);
        }
    }

    private void pool(Series series, String name) {
        try {
            ObjectName pool = new ObjectName("jboss.as:subsystem=datasources,data-source=" + name + ",statistics=pool");
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(pool).getAttributes()) {
                switch (attribute.getName().toLowerCase(Locale.ROOT)) {
                    case "inusecount" ->
                        series.gauge(
                                "tallystick_database_connections_used",
                                "Connections of a pool that are in use.",
                                number(beans.getAttribute(pool, attribute.getName())),
                                "pool",
                                name);
                    case "availablecount" ->
                        series.gauge(
                                "tallystick_database_connections_available",
                                "Connections of a pool that may still be taken.",
                                number(beans.getAttribute(pool, attribute.getName())),
                                "pool",
                                name);
                    case "blockingfailurecount" ->
                        series.counter(
                                "tallystick_database_connections_failed",
                                "Times that somebody waited for a connection in vain.",
                                number(beans.getAttribute(pool, attribute.getName())),
                                "pool",
                                name);
                    default -> {
                        // what nobody asks about
                    }
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.FINE, "The server does not tell about its pool " + name, e);
        }
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString());
    }
}

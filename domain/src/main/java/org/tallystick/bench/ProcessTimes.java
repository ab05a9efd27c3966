package org.tallystick.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the kernel says of processes: the time they had on processors, and their resident memory. Of a process that is gone, 0. */
final class ProcessTimes {
    /** Linux tells user space a hundredth of a second on every platform. */
    private static final double TICKS_A_SECOND = 100;

    private ProcessTimes() {}

    /** Processor seconds of this process so far. */
    static double own() {
        return seconds(ProcessHandle.current().pid(), false);
    }

    /** Processor seconds of another process so far. */
    static double of(OptionalLong pid) {
        return pid.isPresent() ? seconds(pid.getAsLong(), false) : 0;
    }

    /** Of a process, its children and those of them that have ended: a PostgreSQL with its sessions and writers. */
    static double ofFamily(OptionalLong pid) {
        if (pid.isEmpty()) {
            return 0;
        }
        double sum = seconds(pid.getAsLong(), true);
        for (long child : children(pid.getAsLong())) {
            sum += seconds(child, true);
        }
        return sum;
    }

    /** Mebibytes; 0 if nothing is known. */
    static long residentMebibytes(OptionalLong pid) {
        if (pid.isEmpty()) {
            return 0;
        }
        return read(pid.getAsLong(), "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    /** Of the process that started this one, if it can be seen. */
    static OptionalLong parent(long pid) {
        String[] fields = fields(pid);
        return fields.length > 1 ? OptionalLong.of(Long.parseLong(fields[1])) : OptionalLong.empty();
    }

    static boolean isCalled(long pid, String name) {
        return read(pid, "comm").strip().startsWith(name);
    }

    private static List<Long> children(long parent) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::valueOf)
                    .filter(pid -> parent(pid).orElse(0) == parent)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param reaped also the time of children that ended and were waited for */
    private static double seconds(long pid, boolean reaped) {
        String[] fields = fields(pid);
        if (fields.length < 15) {
            return 0;
        }
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (reaped) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** Of {@code stat} after the name, which may contain anything: state, parent, …, 11 user, 12 system, 13 and 14 of children. */
    private static String[] fields(long pid) {
        String stat = read(pid, "stat");
        int end = stat.lastIndexOf(')');
        return end < 0 ? new String[0] : stat.substring(end + 2).split(" ");
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}

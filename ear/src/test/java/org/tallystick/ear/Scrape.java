package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code /metrics} of a server's management port said at one moment, in Prometheus' text format 0.0.4. Reading it is strict: a line
 * that is not in the format, a sample without its family's help and type, a series that is there twice, a counter without
 * {@code _total} and a histogram whose buckets do not add up are errors.
 */
final class Scrape {
    private static final String NAME = "[a-z][a-z0-9_]*";
    private static final Pattern COMMENT =
            Pattern.compile("# (?:HELP (" + NAME + ") \\S.*|TYPE (" + NAME + ") (counter|gauge|histogram|summary))");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(" + NAME + ")=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(?:,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<String> helped = new TreeSet<>();
    private final Map<Key, Double> samples = new LinkedHashMap<>();

    private record Key(String name, Map<String, String> labels) {}

    private Scrape(String text) {
        assertThat(text).endsWith("\n");
        text.lines().forEach(this::line);
        types.forEach((name, type) -> {
            assertThat(name.endsWith("_total")).as(name + " is a " + type).isEqualTo(type.equals("counter"));
            if (type.equals("histogram")) {
                histogram(name);
            }
        });
    }

    static Scrape of(ServerProcess server) throws IOException {
        HttpResponse<String> answer = LocalHttp.get(address(server));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        return new Scrape(answer.body());
    }

    static URI address(ServerProcess server) {
        return URI.create("http://localhost:" + server.port(9990) + "/metrics");
    }

    /** Of the one series with exactly these labels, names and values by turns. */
    double value(String name, String... labels) {
        Map<String, String> wanted = labels(labels);
        assertThat(samples).as("%s %s", name, wanted).containsKey(new Key(name, wanted));
        return samples.get(new Key(name, wanted));
    }

    /** Of all series that have these labels among others; 0 if there are none. */
    double sum(String name, String... labels) {
        Set<Map.Entry<String, String>> wanted = labels(labels).entrySet();
        return samples.entrySet().stream()
                .filter(each -> each.getKey().name().equals(name)
                        && each.getKey().labels().entrySet().containsAll(wanted))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** As Prometheus does it: within the bucket in which the value lies, as if all of the bucket were spread evenly. */
    double quantile(String name, double share, String... labels) {
        double wanted = share * value(name + "_count", labels);
        double lower = 0;
        double below = 0;
        for (Map.Entry<Key, Double> each : samples.entrySet()) {
            Map<String, String> own = new TreeMap<>(each.getKey().labels());
            if (each.getKey().name().equals(name + "_bucket")
                    && own.entrySet().containsAll(labels(labels).entrySet())) {
                double upper = number(own.get("le"));
                if (each.getValue() >= wanted) {
                    double inBucket = each.getValue() - below;
                    return inBucket == 0 ? lower : lower + (upper - lower) * (wanted - below) / inBucket;
                }
                lower = upper;
                below = each.getValue();
            }
        }
        return lower;
    }

    /** Whether health's part is in a state that asks for something: {@code bad}, {@code warn}, {@code unknown}; of any of its subjects. */
    boolean alarm(String name, String state) {
        return sum("tallystick_alarm", "alarm", name, "state", state) > 0;
    }

    /** Parts that ask for something, and their states. */
    List<String> alarms() {
        return samples.entrySet().stream()
                .filter(each -> each.getKey().name().equals("tallystick_alarm") && each.getValue() > 0)
                .map(each -> each.getKey().labels().get("alarm") + " "
                        + each.getKey().labels().get("state"))
                .toList();
    }

    /** Every value that a label has. */
    Set<String> values(String label) {
        return samples.keySet().stream()
                .flatMap(key -> key.labels().entrySet().stream())
                .filter(each -> each.getKey().equals(label))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of all labels. */
    Set<String> labels() {
        return samples.keySet().stream()
                .flatMap(key -> key.labels().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> families() {
        return types.keySet();
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            boolean isNew = comment.group(1) != null
                    ? helped.add(comment.group(1))
                    : types.put(comment.group(2), comment.group(3)) == null;
            assertThat(isNew).as(line).isTrue();
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String family = family(sample.group(1));
        assertThat(helped).as(line).contains(family);
        assertThat(types.keySet().stream().reduce((first, second) -> second))
                .as("in its family: " + line)
                .contains(family);
        Key key = new Key(sample.group(1), read(sample.group(2) == null ? "" : sample.group(2)));
        assertThat(samples.put(key, number(sample.group(3)))).as(line).isNull();
    }

    private String family(String sample) {
        String histogram = sample.replaceFirst("_(bucket|count|sum)$", "");
        return Set.of("histogram", "summary").contains(types.getOrDefault(histogram, "")) ? histogram : sample;
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static Map<String, String> read(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
            end = label.end();
        }
        assertThat(end).as(text).isEqualTo(text.length());
        return labels;
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    /** In the order of the text each bucket counts those of the one before, and the last one all. */
    private void histogram(String name) {
        Map<Map<String, String>, double[]> last = new HashMap<>();
        samples.forEach((key, value) -> {
            if (key.name().equals(name + "_bucket")) {
                Map<String, String> labels = new TreeMap<>(key.labels());
                double[] now = {number(labels.remove("le")), value};
                double[] before = last.put(labels, now);
                assertThat(before == null || before[0] < now[0] && before[1] <= now[1])
                        .as("%s after %s", key, Arrays.toString(before))
                        .isTrue();
            }
        });
        last.forEach((labels, bucket) -> {
            assertThat(bucket[0]).isInfinite();
            assertThat(samples.get(new Key(name + "_count", labels))).isEqualTo(bucket[1]);
            assertThat(samples).containsKey(new Key(name + "_sum", labels));
        });
    }
}

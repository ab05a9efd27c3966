package org.tallystick.latesigning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * What was drawn on a pad: JSON {@code {"width","height","strokes":[{"points":[{"x","y"},…]},…]}}, the strokes of API.md.
 *
 * @param width of the pad in its own units, at most 1024
 * @param height at most 512
 * @param lines each the points of one stroke in order
 */
public record Strokes(int width, int height, List<List<Point>> lines) {
    /** Bytes of the largest drawing (THREATS.md 3.3). */
    public static final int LARGEST = 64 << 10;

    private static final int MOST_WIDTH = 1024;
    private static final int MOST_HEIGHT = 512;
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(6, 16, 16, 50_000);

    /** Within the pad. */
    public record Point(int x, int y) {}

    /**
     * Reads a drawing; points beyond the edge are moved to it.
     *
     * @throws Problem too-large, malformed, or member-invalid for a pad of an impossible size
     */
    public static Strokes parse(byte[] json) {
        if (json.length > LARGEST) {
            throw new Problem(ProblemType.TOO_LARGE, "A drawing is at most 64 KiB.");
        }
        JsonObject object = StrictJson.parse(json, LIMITS);
        int width = side(object, "width", MOST_WIDTH);
        int height = side(object, "height", MOST_HEIGHT);
        List<List<Point>> lines = new ArrayList<>();
        for (JsonObject stroke : object.objects("strokes")) {
            lines.add(stroke.objects("points").stream()
                    .map(point -> new Point(inside(point.integer("x"), width), inside(point.integer("y"), height)))
                    .toList());
        }
        return new Strokes(width, height, lines);
    }

    /** The drawing and nothing else: whatever else a message held is not in it. */
    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("width", width);
        members.put("height", height);
        members.put("strokes", lines.stream().map(Strokes::members).toList());
        return JsonWriter.write(members);
    }

    /** The drawing as data of an SVG path: numbers and letters only. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (List<Point> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                path.append(i == 0 ? 'M' : 'L')
                        .append(line.get(i).x())
                        .append(' ')
                        .append(line.get(i).y());
            }
            // A dot is a line of no length, which round ends make visible.
            path.append(line.size() == 1 ? "h0" : "");
        }
        return path.toString();
    }

    private static Map<String, Object> members(List<Point> line) {
        return Map.of("points", line.stream().map(Strokes::members).toList());
    }

    private static Map<String, Object> members(Point point) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("x", point.x());
        members.put("y", point.y());
        return members;
    }

    private static int side(JsonObject object, String name, int most) {
        long side = object.integer(name);
        if (side < 1 || side > most) {
            throw Problem.member(ProblemType.MEMBER_INVALID, name, "must be 1 to " + most);
        }
        return (int) side;
    }

    private static int inside(long coordinate, int side) {
        return (int) Math.max(0, Math.min(side, coordinate));
    }
}

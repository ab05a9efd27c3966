package org.tallystick.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as {@link StrictJson} read it: immutable, members in the order of the message.
 *
 * <p>The questions without "optional" require the member: if it is missing, {@code null} or of another kind they throw
 * a {@link Problem} that names the member by its path from the outermost object. JSON {@code null} counts as absent
 * everywhere but in {@link #names()} and {@link #asMap()}.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> members;
    private final String path;
    private final ProblemType raised;

    private JsonObject(Map<String, @Nullable Object> members, String path, ProblemType raised) {
        this.members = members;
        this.path = path;
        this.raised = raised;
    }

    /** The reader's maps have string keys only. */
    @SuppressWarnings("unchecked")
    private static JsonObject of(Map<?, ?> members, String path, ProblemType raised) {
        return new JsonObject((Map<String, @Nullable Object>) members, path, raised);
    }

    static JsonObject of(Map<?, ?> members, String path) {
        return of(members, path, ProblemType.MALFORMED);
    }

    static List<JsonObject> listOf(List<?> items, String path, ProblemType raised) {
        List<JsonObject> objects = new ArrayList<>(items.size());
        for (Object item : items) {
            String place = path + "[" + objects.size() + "]";
            if (!(item instanceof Map<?, ?> map)) {
                throw Problem.member(raised, place, "must be an object");
            }
            objects.add(of(map, place + ".", raised));
        }
        return Collections.unmodifiableList(objects);
    }

    /** @return the same object, raising this type of problem instead of MALFORMED, also from the objects inside */
    public JsonObject raising(ProblemType type) {
        return new JsonObject(members, path, type);
    }

    /** @return the same object whose members are called {@code name.member} in problems; only {@code member} for "" */
    public JsonObject named(String name) {
        return new JsonObject(members, name.isEmpty() ? "" : name + ".", raised);
    }

    /** @return the names of all members, those with {@code null} too */
    public Set<String> names() {
        return members.keySet();
    }

    /** @return whether the member is there and not {@code null} */
    public boolean has(String name) {
        return members.get(name) != null;
    }

    public String string(String name) {
        return required(name, String.class, "must be a string");
    }

    public Optional<String> optionalString(String name) {
        return optional(name, String.class, "must be a string");
    }

    /** @return a number between −(2^53−1) and 2^53−1 */
    public long integer(String name) {
        return required(name, Long.class, "must be a whole number");
    }

    public OptionalLong optionalInteger(String name) {
        return has(name) ? OptionalLong.of(integer(name)) : OptionalLong.empty();
    }

    public boolean bool(String name) {
        return required(name, Boolean.class, "must be true or false");
    }

    public JsonObject object(String name) {
        return of(required(name, Map.class, "must be an object"), path + name + ".", raised);
    }

    public Optional<JsonObject> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** @return the objects of an array; none if the member is absent */
    public List<JsonObject> objects(String name) {
        return listOf(array(name), path + name, raised);
    }

    /** @return the strings of an array; none if the member is absent */
    public List<String> strings(String name) {
        List<String> strings = new ArrayList<>();
        for (Object item : array(name)) {
            if (!(item instanceof String text)) {
                throw problem(name + "[" + strings.size() + "]", "must be a string");
            }
            strings.add(text);
        }
        return Collections.unmodifiableList(strings);
    }

    /** @return the members as String, Long, Boolean, List, Map and {@code null}; unmodifiable */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /** @throws Problem if there is a member of another name: its name is not told, for the sender may not mean well */
    public void onlyMembers(Set<String> allowed) {
        if (!allowed.containsAll(members.keySet())) {
            throw new Problem(
                    raised,
                    (path.isEmpty() ? "The object" : "Member \"" + path.substring(0, path.length() - 1) + "\"")
                            + " has a member that is not allowed here.");
        }
    }

    /** @return what to throw if this member breaks a rule; the reason completes the sentence "Member x …" */
    public Problem problem(String name, String reason) {
        return Problem.member(raised, path + name, reason);
    }

    private List<?> array(String name) {
        return has(name) ? required(name, List.class, "must be an array") : List.of();
    }

    private <T> Optional<T> optional(String name, Class<T> kind, String reason) {
        return has(name) ? Optional.of(required(name, kind, reason)) : Optional.empty();
    }

    private <T> T required(String name, Class<T> kind, String reason) {
        Object value = members.get(name);
        if (value == null) {
            throw problem(name, "is missing");
        }
        if (!kind.isInstance(value)) {
            throw problem(name, reason);
        }
        return kind.cast(value);
    }
}

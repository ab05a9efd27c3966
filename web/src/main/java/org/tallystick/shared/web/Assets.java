package org.tallystick.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.tallystick.shared.Sha256;

/**
 * The style sheets, the script and the icon, kept in memory. Their address holds a digest over all of them, so a browser
 * may keep them for a year and still sees every change at once.
 */
@ApplicationScoped
public class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml;charset=UTF-8");

    private static final List<String> NAMES = List.of(
            "site.css",
            "portal.css",
            "site.js",
            "work.js",
            "keep.js",
            "mine.js",
            "drop.js",
            "explorer.js",
            "sign.css",
            "files.css",
            "sign.js",
            "icon.svg");

    private final Map<String, Asset> assets = new TreeMap<>();
    private final String digest;

    /** One file with its media type, plain and compressed. */
    record Asset(String mediaType, byte[] plain, byte[] gzipped) {}

    public Assets() {
        for (String name : NAMES) {
            byte[] plain = read(name);
            assets.put(name, new Asset(type(name), plain, gzip(plain)));
        }
        byte[] all = assets.entrySet().stream()
                .map(e -> Sha256.of(
                        e.getKey().getBytes(StandardCharsets.UTF_8),
                        e.getValue().plain()))
                .reduce(new byte[0], (a, b) -> Sha256.of(a, b));
        digest = HexFormat.of().formatHex(all, 0, 6);
    }

    private static String type(String name) {
        return Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Local address of a file by its name. */
    public String address(String name) {
        return "/assets/" + digest + "/" + name;
    }

    /** The file at the rest of an address, {@code /{digest}/{name}}; a file of another version is not here. */
    Optional<Asset> at(String rest) {
        return rest.startsWith("/" + digest + "/")
                ? Optional.ofNullable(assets.get(rest.substring(digest.length() + 2)))
                : Optional.empty();
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/org/tallystick/web/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The asset " + name + " is not in the deployment");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

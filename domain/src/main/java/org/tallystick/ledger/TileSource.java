package org.tallystick.ledger;

import java.io.IOException;

/**
 * Where the published files of one log come from. What it gives is material to check, never trusted.
 *
 * <p>Both methods answer with the bytes of the file, or throw
 *
 * <ul>
 *   <li>{@link java.nio.file.NoSuchFileException} if it is not there,
 *   <li>{@link java.nio.file.AccessDeniedException} if it is not for this reader,
 *   <li>any other {@link IOException} if neither can be said.
 * </ul>
 */
public interface TileSource {
    /** @return {@code tile/<level>/<index>[.p/<width>]}: the hashes end to end */
    byte[] tile(TileCoordinate coordinate) throws IOException;

    /** @return {@code tile/entries/<index>[.p/<width>]}: an {@link EntryBundle} */
    byte[] entries(EntryBundleCoordinate coordinate) throws IOException;
}

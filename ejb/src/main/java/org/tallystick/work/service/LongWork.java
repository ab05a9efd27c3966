package org.tallystick.work.service;

import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.access.Viewer;

/** A kind of long work whose result is a file. Implementations hold no state of a run. */
public interface LongWork {
    /** Name in rows, addresses and texts; never changes. */
    String kind();

    /** Name that the result is saved under. */
    String fileName();

    /** Media type of the result. */
    String mediaType();

    /**
     * How many steps there are, as far as it can be known before; asked when it is started, and again when it begins.
     *
     * @throws org.tallystick.shared.Problem if the viewer may not have this done, or the parameters are none
     */
    long steps(Viewer viewer, String parameters);

    /**
     * Does it, calling {@link WorkRun#step} after each step. Rows are read page by page, so that memory does not grow with their
     * number. What a step throws to stop the work must be let through.
     *
     * @param result buffered; closed by the caller
     */
    void perform(WorkRun run, OutputStream result) throws IOException;
}

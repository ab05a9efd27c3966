/**
 * Tests of the whole: the built EAR in the provisioned server, over the network, as its users meet it.
 *
 * <p>{@link org.tallystick.ear.ServerProcess} is a server in a process of its own that a test may kill;
 * {@link org.tallystick.ear.Postgres} a PostgreSQL beside it; {@link org.tallystick.ear.Browser} a Chromium that looks at
 * its pages; {@link org.tallystick.ear.LocalHttp} a client that accepts the platform's own certificate. Tests that need
 * to be inside the server run in {@link org.tallystick.ear.BareServer} under Arquillian.
 *
 * <p>Ports: every server gets {@code port.offset} of the build plus a distance of its own, so that nothing a developer
 * has running is in the way.
 */
@NullMarked
package org.tallystick.ear;

import org.jspecify.annotations.NullMarked;

/**
 * What every capability speaks: refusals, strict JSON, base64url, digests and money.
 *
 * <p><b>Problem</b> is the one way of saying no. It carries a {@link org.tallystick.shared.ProblemType} (slug and HTTP
 * status), a sentence that names what is wrong and how to mend it, and the members at fault; never a value that was
 * sent, because refusals end up in logs and answers.
 *
 * <p><b>Strict JSON</b>: {@link org.tallystick.shared.StrictJson} reads whatever comes from outside, the same way at
 * every front door (server, command line, verification page), so that no two readers can understand one message
 * differently. What it returns, {@link org.tallystick.shared.JsonObject}, is immutable and answers typed questions;
 * a wrong or missing member is a {@code Problem} that names its path. {@link org.tallystick.shared.JsonWriter} writes.
 * Nothing that was signed is ever written again from its parsed form.
 *
 * <p><b>Money</b> is an integer number of minor units and a currency; no floating point exists in the product.
 */
@NullMarked
package org.tallystick.shared;

import org.jspecify.annotations.NullMarked;

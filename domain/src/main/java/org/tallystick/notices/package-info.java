/**
 * Notices: everybody concerned hears of something at once, and hears when it is over.
 *
 * <p>Another capability <em>tells</em> of a subject, such as a case, and says that it is <em>settled</em>; both within its own
 * transaction, so what is told has happened. The same thing is told once per {@link org.tallystick.notices.Audience}: as long as a
 * notice is open, telling again only brings its facts up to date. From a notice, a job makes messages: signed webhooks to the
 * audience's receivers and letters to its people. Whoever tells never waits for either.
 *
 * <p>Words: a <em>notice</em> stands in the portal; a <em>webhook</em> is a receiver's address with a secret; a <em>delivery</em> is one
 * message to it with its attempts; a <em>letter</em> is an e-mail about one or several notices.
 *
 * <p>What survives a crash: everything is a row. A message whose answer was lost is sent again under the same id, and the receiver tells
 * by the id that it has it already (at least once). Consumers are told nothing: no notice has them as its audience.
 */
@NullMarked
package org.tallystick.notices;

import org.jspecify.annotations.NullMarked;

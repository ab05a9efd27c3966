/**
 * What every service stands on: settings, the clock, schema migrations, rate limits.
 *
 * <p>Settings are read once through MicroProfile Config; a wrong value stops the deployment with a sentence that names
 * the key. Migrations run before any other bean touches the database: beans that need tables depend on
 * {@link org.tallystick.shared.service.Migrations}.
 */
@NullMarked
package org.tallystick.shared.service;

import org.jspecify.annotations.NullMarked;

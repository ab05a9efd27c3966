/**
 * The frame around everything the web module answers: headers, transport, errors, language and appearance.
 *
 * <p><b>A request's way.</b> {@link HeadersFilter} gives it a reference id and sets the headers of its kind of path
 * ({@link PathKind}). {@link TransportFilter} turns plain http away. {@link PreferenceFilter} turns a chosen language or
 * theme into a cookie and refuses repeated parameters. Then a servlet, a resource or a page answers. What goes wrong
 * becomes a problem document for programs ({@link ProblemResponse}, {@link ProblemMapper}) and a page for people
 * ({@link ErrorServlet}), both with the same reference id as the log.
 *
 * <p><b>Pages</b> are plain Facelets without a session, a view state or any inline script. A servlet decides about
 * status, redirects and forwards to a literal view under {@code WEB-INF}; views read request-scoped {@code *View} beans.
 * Texts live in two bundles, English and simplified Chinese; there is no base bundle, so the server's own locale never
 * decides.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.shared.web;

package org.tallystick.shared.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST interface of API.md. Resources and providers are found by their annotations. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
